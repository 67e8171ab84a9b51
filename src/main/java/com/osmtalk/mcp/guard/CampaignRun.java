package com.osmtalk.mcp.guard;

import com.osmtalk.api.PhoneNumber;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A campaign that is about to start or resume.
 *
 * @param campaign its id
 * @param speaker the id of its agent
 * @param simulated whether it calls from a number of the simulated network, where nobody's phone rings
 * @param hours in which it calls
 * @param notBefore it calls nobody before this
 * @param leads the people it will call; read as a stream, since there may be thousands
 * @param consentRequest what a person has to agree to
 */
public record CampaignRun(
        String campaign,
        String speaker,
        boolean simulated,
        CampaignHours hours,
        Instant notBefore,
        Supplier<Stream<Lead>> leads,
        ConsentRequest consentRequest) {

    /**
     * One person it will call.
     *
     * @param purpose a {@link CallPurpose}
     * @param calls how many attempts there may be
     */
    public record Lead(String id, PhoneNumber number, String purpose, int calls) {}
}
