package com.osmtalk.mcp.guard;

import com.osmtalk.api.PhoneNumber;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A campaign that is about to start or resume.
 *
 * @param campaign its id
 * @param speaker the id of its agent
 * @param simulated whether its calls are simulated, so that nobody's phone rings; null: unknown, so they may be real
 * @param hours in which it calls
 * @param notBefore it calls nobody before this
 * @param leads the people it will call; read as a stream, since there may be thousands
 * @param consentRequest what a person has to agree to
 */
public record CampaignRun(
        String campaign,
        String speaker,
        @Nullable Boolean simulated,
        CampaignHours hours,
        Instant notBefore,
        Supplier<Stream<Lead>> leads,
        ConsentRequest consentRequest) {

    /**
     * One person it will call.
     *
     * @param purpose what they are called for
     * @param calls how many attempts there may be
     */
    public record Lead(String id, PhoneNumber number, CallPurpose purpose, int calls) {}
}
