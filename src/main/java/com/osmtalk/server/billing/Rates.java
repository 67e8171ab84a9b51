package com.osmtalk.server.billing;

import com.osmtalk.api.Money;
import com.osmtalk.api.NumberType;
import com.osmtalk.api.PlatformRates;
import com.osmtalk.api.PlatformRates.FeeRates;
import com.osmtalk.api.PlatformRates.ModelPrice;
import com.osmtalk.api.PlatformRates.NumberPrice;
import com.osmtalk.api.PlatformRates.Price;
import com.osmtalk.api.PlatformRates.TokenPrices;
import com.osmtalk.api.Spend;
import com.osmtalk.api.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What usage costs: the provider's price in US dollars, times 94 rupees a dollar, times 1.30. Each part is rounded to
 * the nearest paisa, and a call costs the sum of its rounded parts.
 *
 * @param sttPerMinute dollars per minute of recognised speech
 * @param ttsPerThousandCharacters dollars per 1,000 characters spoken
 * @param sipPerMinute dollars per minute of connected phone call
 * @param models dollars per million tokens, by the longest name that a model's name starts with
 * @param otherModel for a model that is not in the table
 * @param numbers dollars for telephone numbers
 */
public record Rates(
        BigDecimal sttPerMinute,
        BigDecimal ttsPerThousandCharacters,
        BigDecimal sipPerMinute,
        Map<String, TokenPrice> models,
        TokenPrice otherModel,
        Map<NumberType, NumberRate> numbers) {
    private static final BigDecimal RUPEES_PER_DOLLAR = new BigDecimal("94");
    private static final BigDecimal MARGIN = new BigDecimal("1.30");
    private static final BigDecimal RUPEES_PER_DOLLAR_WITH_MARGIN = RUPEES_PER_DOLLAR.multiply(MARGIN);
    private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);

    /** Dollars per million tokens. */
    public record TokenPrice(BigDecimal prompt, BigDecimal completion) {
        static TokenPrice of(String prompt, String completion) {
            return new TokenPrice(new BigDecimal(prompt), new BigDecimal(completion));
        }
    }

    /** Dollars per month, and once at the start. */
    public record NumberRate(BigDecimal month, BigDecimal setup) {
        static NumberRate of(String month, String setup) {
            return new NumberRate(new BigDecimal(month), new BigDecimal(setup));
        }
    }

    /** The reference prices; those of numbers are this server's own. */
    public static final Rates REFERENCE = new Rates(
            new BigDecimal("0.0043"),
            new BigDecimal("0.030"),
            new BigDecimal("0.0115"),
            Map.of(
                    "gpt-4.1", TokenPrice.of("2.00", "8.00"),
                    "gpt-4.1-mini", TokenPrice.of("0.40", "1.60"),
                    "gpt-4.1-nano", TokenPrice.of("0.10", "0.40"),
                    "gpt-4o", TokenPrice.of("2.50", "10.00"),
                    "gpt-4o-mini", TokenPrice.of("0.15", "0.60")),
            TokenPrice.of("2.50", "10.00"),
            Map.of(
                    NumberType.LOCAL, NumberRate.of("1.15", "0"),
                    NumberType.MOBILE, NumberRate.of("2.00", "0"),
                    NumberType.TOLLFREE, NumberRate.of("2.15", "1.00")));

    /** What a phone call's usage costs; parts that were not used cost nothing. */
    public Spend cost(String model, Usage usage) {
        TokenPrice tokens = priceOf(model);
        Money llm = rupees(tokens.prompt()
                .multiply(BigDecimal.valueOf(usage.promptTokens()))
                .add(tokens.completion().multiply(BigDecimal.valueOf(usage.completionTokens())))
                .movePointLeft(6));
        Money stt = rupees(perMinute(sttPerMinute, usage.sttSeconds()));
        Money tts = rupees(ttsPerThousandCharacters
                .multiply(BigDecimal.valueOf(usage.ttsCharacters()))
                .movePointLeft(3));
        Money sip = rupees(perMinute(sipPerMinute, usage.sipSeconds()));
        return new Spend(llm.plus(stt).plus(tts).plus(sip), llm, stt, tts, sip);
    }

    /** A number's rent for a month. */
    public Money monthlyCost(NumberType type) {
        return rupees(number(type).month());
    }

    /** What a number costs once, when it is bought. */
    public Money setupCost(NumberType type) {
        return rupees(number(type).setup());
    }

    /** The prices as customers see them. */
    public PlatformRates table() {
        List<ModelPrice> modelPrices = models.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(model -> new ModelPrice(model.getKey(), prices(model.getValue())))
                .toList();
        List<NumberPrice> numberPrices = Arrays.stream(NumberType.values())
                .map(type -> new NumberPrice(type, monthlyCost(type), setupCost(type)))
                .toList();
        return new PlatformRates(
                Money.CURRENCY,
                RUPEES_PER_DOLLAR.doubleValue(),
                MARGIN.doubleValue(),
                price(sttPerMinute),
                price(ttsPerThousandCharacters),
                price(sipPerMinute),
                modelPrices,
                prices(otherModel),
                numberPrices,
                new FeeRates(TopUpFees.PLATFORM_PERCENT, TopUpFees.PROCESSING_PERCENT, TopUpFees.GST_PERCENT),
                Ledger.MINIMUM_FOR_A_CALL,
                TopUpFees.MINIMUM,
                TopUpFees.MAXIMUM);
    }

    private NumberRate number(NumberType type) {
        NumberRate rate = numbers.get(type);
        if (rate == null) {
            throw new IllegalStateException("there is no price for numbers of the type " + type);
        }
        return rate;
    }

    private static TokenPrices prices(TokenPrice tokens) {
        return new TokenPrices(price(tokens.prompt()), price(tokens.completion()));
    }

    private static Price price(BigDecimal dollars) {
        return new Price(
                dollars.doubleValue(),
                dollars.multiply(RUPEES_PER_DOLLAR_WITH_MARGIN).doubleValue());
    }

    private TokenPrice priceOf(String model) {
        return models.entrySet().stream()
                .filter(entry -> model.startsWith(entry.getKey()))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(otherModel);
    }

    private static BigDecimal perMinute(BigDecimal price, double seconds) {
        return price.multiply(BigDecimal.valueOf(seconds)).divide(SECONDS_PER_MINUTE, 12, RoundingMode.HALF_UP);
    }

    private static Money rupees(BigDecimal dollars) {
        return Money.ofRupees(dollars.multiply(RUPEES_PER_DOLLAR_WITH_MARGIN).setScale(2, RoundingMode.HALF_UP));
    }
}
