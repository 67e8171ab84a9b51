package com.osmtalk.mcp.guard;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a person is asked to agree to.
 *
 * @param title the question in a few words: {@code Buy this phone number?}
 * @param noun one word for it, used in sentences: {@code purchase}
 * @param withoutConsent what is true as long as nobody agreed: {@code nothing was bought}
 * @param simulated whether the calls are simulated, so that nobody's phone rings; null: unknown, or there are none
 * @param facts what the person has to know, by label, one line each; looked up only when somebody is asked
 * @param terms what exactly is asked for: consent to it is consent to nothing else
 * @param account the {@link BillingAccount#id}
 * @param token from a preview of this request
 * @param lastTried when the same was done before, to no effect: a consent of before that is used up by it
 */
public record ConsentRequest(
        String title,
        String noun,
        String withoutConsent,
        @Nullable Boolean simulated,
        Supplier<Map<String, String>> facts,
        ConsentTerms terms,
        String account,
        @Nullable String token,
        @Nullable Instant lastTried) {
    /** A request of something that was not tried before. */
    public ConsentRequest(
            String title,
            String noun,
            String withoutConsent,
            @Nullable Boolean simulated,
            Supplier<Map<String, String>> facts,
            ConsentTerms terms,
            String account,
            @Nullable String token) {
        this(title, noun, withoutConsent, simulated, facts, terms, account, token, null);
    }

    /**
     * The same request once more: the person is told of the first time, and has to agree after it.
     *
     * @param whom of several it was, to follow "Tried before"
     */
    ConsentRequest after(Limits.PassedOver attempt, String whom) {
        String why = attempt.unanswered().orElseThrow();
        Instant tried = attempt.dial().asked();
        return new ConsentRequest(
                title,
                noun,
                withoutConsent,
                simulated,
                () -> {
                    Map<String, String> known = new LinkedHashMap<>(facts.get());
                    known.put("Tried before" + whom, tried.truncatedTo(ChronoUnit.SECONDS) + ": " + why);
                    return known;
                },
                terms,
                account,
                token,
                lastTried == null || tried.isAfter(lastTried) ? tried : lastTried);
    }
}
