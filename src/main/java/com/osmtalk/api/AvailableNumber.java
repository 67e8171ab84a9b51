package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * A telephone number that can be bought.
 *
 * @param simulated whether it is made up, for the simulated network: nobody's telephone; absent: the server
 *     doesn't tell
 * @param country ISO 3166-1 alpha-2
 * @param region in words: the country, with the area code where there is one
 * @param monthlyCost taken when it is bought, for the first month, and each month after
 * @param setupCost taken once, when it is bought
 */
public record AvailableNumber(
        PhoneNumber phoneNumber,
        @Nullable Boolean simulated,
        String country,
        String region,
        NumberType type,
        Money monthlyCost,
        Money setupCost) {}
