package com.osmtalk.api;

import java.util.List;

/**
 * The price table. Usage costs the provider's price in US dollars, times a fixed number of rupees, times a margin.
 *
 * @param minimumBalance a call needs this much before it starts
 * @param otherModel for models that are not in the table
 */
public record PlatformRates(
        String currency,
        double rupeesPerDollar,
        double margin,
        Price sttPerMinute,
        Price ttsPerThousandCharacters,
        Price sipPerMinute,
        List<ModelPrice> models,
        TokenPrices otherModel,
        List<NumberPrice> numbers,
        FeeRates fees,
        Money minimumBalance,
        Money minimumTopUp,
        Money maximumTopUp) {

    /**
     * @param usd what the provider takes, in US dollars
     * @param inr what is charged, in rupees
     */
    public record Price(double usd, double inr) {}

    /** For a million tokens. */
    public record TokenPrices(Price prompt, Price completion) {}

    /** @param model also for every longer name that begins with it and is not in the table itself */
    public record ModelPrice(String model, TokenPrices perMillionTokens) {}

    public record NumberPrice(NumberType type, Money monthlyCost, Money setupCost) {}

    /** In per cent. */
    public record FeeRates(double platform, double processing, double gst) {}
}
