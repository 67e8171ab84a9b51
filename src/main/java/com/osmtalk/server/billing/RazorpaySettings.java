package com.osmtalk.server.billing;

import com.osmtalk.api.PaymentProvider;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The merchant's account at Razorpay.
 *
 * @param baseUrl of its API, without {@code /v1}
 * @param account null: orders are made here only, for tests
 * @param webhookSecret null: payment events are not taken
 * @param timeout how long making an order may take in all
 */
public record RazorpaySettings(
        URI baseUrl, @Nullable Account account, @Nullable String webhookSecret, Duration timeout) {
    /** Where Razorpay is. */
    public static final URI PRODUCTION = URI.create("https://api.razorpay.com");

    /** No account and no webhook. */
    public static final RazorpaySettings NONE = new RazorpaySettings(PRODUCTION, null, null);

    /** How the ids of keys begin that take no money. */
    private static final String TEST_KEYS = "rzp_test_";

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    public RazorpaySettings(URI baseUrl, @Nullable Account account, @Nullable String webhookSecret) {
        this(baseUrl, account, webhookSecret, TIMEOUT);
    }

    /** What can be paid with this. Without the secret of its webhook, nobody would tell that a payment was made. */
    PaymentProvider provider() {
        List<String> missing = new ArrayList<>();
        if (account == null) {
            missing.add("RAZORPAY_KEY_ID");
            missing.add("RAZORPAY_KEY_SECRET");
        }
        if (webhookSecret == null) {
            missing.add("RAZORPAY_WEBHOOK_SECRET");
        }
        return new PaymentProvider(
                missing.isEmpty(),
                account == null ? null : "razorpay",
                account == null ? null : (Boolean) account.keyId().startsWith(TEST_KEYS),
                missing);
    }

    /** The API key. */
    public record Account(String keyId, String keySecret) {
        /** Without the secret, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Account[" + keyId + "]";
        }
    }

    /** Without the secrets, so that they never reach a log. */
    @Override
    public String toString() {
        return "RazorpaySettings[" + baseUrl + ", " + account + "]";
    }
}
