package com.osmtalk.server.billing;

import com.osmtalk.api.Fees;
import com.osmtalk.api.Money;
import com.osmtalk.server.problem.Problem;

/** What buying credits costs. Every fee is rounded up to the paisa. */
public final class TopUpFees {
    /** Less is not worth a payment. */
    public static final Money MINIMUM = Money.ofPaise(10_00);

    /** The most one payment may be for; this server's own limit. */
    public static final Money MAXIMUM = Money.ofPaise(500_000_00);

    static final int PLATFORM_PERCENT = 6;
    static final int PROCESSING_PERCENT = 2;
    static final int GST_PERCENT = 18;

    private TopUpFees() {}

    /** @throws Problem INVALID when the amount is too small or too large */
    public static Fees of(Money amount) {
        if (amount.isLessThan(MINIMUM) || MAXIMUM.isLessThan(amount)) {
            throw Problem.invalid("amount", "must be from " + MINIMUM + " to " + MAXIMUM);
        }
        Money platform = percent(PLATFORM_PERCENT, amount);
        Money processing = percent(PROCESSING_PERCENT, amount.plus(platform));
        Money gst = percent(GST_PERCENT, platform.plus(processing));
        Money total = amount.plus(platform).plus(processing).plus(gst);
        return new Fees(amount, platform, processing, gst, total, Money.CURRENCY);
    }

    private static Money percent(int percent, Money of) {
        return Money.ofPaise((of.paise() * percent + 99) / 100);
    }
}
