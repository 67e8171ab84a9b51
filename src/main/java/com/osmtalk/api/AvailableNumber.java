package com.osmtalk.api;

/**
 * A telephone number that can be bought.
 *
 * @param country ISO 3166-1 alpha-2
 * @param region in words: the country, with the area code where there is one
 * @param monthlyCost taken when it is bought, for the first month, and each month after
 * @param setupCost taken once, when it is bought
 */
public record AvailableNumber(
        PhoneNumber phoneNumber, String country, String region, NumberType type, Money monthlyCost, Money setupCost) {}
