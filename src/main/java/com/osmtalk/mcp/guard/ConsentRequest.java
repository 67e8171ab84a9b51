package com.osmtalk.mcp.guard;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person has to agree to.
 *
 * @param title asks for it in a few words: {@code Buy this phone number?}
 * @param what one word for it: {@code purchase}
 * @param undone what is true as long as nobody agreed: {@code nothing was bought}
 * @param facts what the person has to know, by label, one line each; looked up only when somebody is asked
 * @param terms what is asked for: consent to it is consent to nothing else
 * @param account tells accounts apart, and is no secret
 * @param token from a preview of this very matter
 */
public record ConsentRequest(
        String title,
        String what,
        String undone,
        Supplier<Map<String, String>> facts,
        ConsentTerms terms,
        String account,
        @Nullable String token) {}
