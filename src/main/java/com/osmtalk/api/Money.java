package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount of Indian rupees, held as whole paise; on the wire a decimal number of rupees with two places. */
public record Money(long paise) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);

    /** The only currency there is. */
    public static final String CURRENCY = "INR";

    public static Money ofPaise(long paise) {
        return new Money(paise);
    }

    /**
     * An amount from rupees.
     *
     * @throws IllegalArgumentException when it has a fraction of a paisa or does not fit
     */
    @JsonCreator
    public static Money ofRupees(BigDecimal rupees) {
        try {
            return new Money(rupees.movePointRight(2)
                    .setScale(0, RoundingMode.UNNECESSARY)
                    .longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("must be an amount in rupees with at most two decimals", e);
        }
    }

    @JsonValue
    public BigDecimal rupees() {
        return BigDecimal.valueOf(paise, 2);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(paise, other.paise));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(paise, other.paise));
    }

    public Money negated() {
        return new Money(Math.negateExact(paise));
    }

    /** The smaller of two amounts. */
    public static Money min(Money one, Money other) {
        return one.isLessThan(other) ? one : other;
    }

    public Money times(long count) {
        return new Money(Math.multiplyExact(paise, count));
    }

    public boolean isLessThan(Money other) {
        return paise < other.paise;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(paise, other.paise);
    }

    /** For people: {@code ₹15.16}. */
    @Override
    public String toString() {
        return (paise < 0 ? "-₹" : "₹") + rupees().abs().toPlainString();
    }
}
