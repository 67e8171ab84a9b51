package com.osmtalk.mcp.guard;

import com.osmtalk.api.PhoneNumber;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A campaign that is about to call people, on the account's side.
 *
 * @param campaign its id
 * @param speaker the id of the agent that speaks
 * @param simulated whether it calls from a number of the simulated network, where nobody's phone rings
 * @param hours in which it calls
 * @param notBefore it calls nobody before
 * @param leads those it is to call; read as they are needed
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
     * Somebody it is to call.
     *
     * @param purpose as of a {@link DialRequest}
     * @param calls how many there may be
     */
    public record Lead(String id, PhoneNumber number, String purpose, int calls) {}
}
