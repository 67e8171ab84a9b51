package com.osmtalk.server.billing;

import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/webhooks/razorpay}: what Razorpay tells of payments. Anybody can send something here, so nothing is
 * looked at before its signature was found right.
 *
 * @see <a href="https://razorpay.com/docs/webhooks/validate-test/">Razorpay: validate webhooks</a>
 */
public final class RazorpayRoutes implements Feature {
    private static final Pattern EVENT_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final Payments payments;
    private final @Nullable String secret;

    public RazorpayRoutes(Payments payments, RazorpaySettings settings) {
        this.payments = payments;
        this.secret = settings.webhookSecret();
    }

    /** @param outcome what became of the event */
    record Receipt(PaymentOutcome outcome) {}

    @Override
    public void register(Router router) {
        router.post("/api/webhooks/razorpay", Access.PUBLIC, request -> {
            byte[] body = request.rawBody();
            requireSignature(body, request.header("X-Razorpay-Signature").orElse(""));
            RazorpayEvent event = RazorpayEvent.of(body);
            String id = eventId(request, body);
            return () -> Response.ok(new Receipt(payments.receive(id, event)));
        });
    }

    private void requireSignature(byte[] body, String signature) {
        if (secret == null) {
            throw Problem.unavailable(
                    "webhook_not_configured",
                    "This server takes no payment events: RAZORPAY_WEBHOOK_SECRET is not set.");
        }
        String given = signature.strip().toLowerCase(Locale.ROOT);
        if (!Hmac.isHex(given, secret.getBytes(StandardCharsets.UTF_8), body)) {
            throw Problem.unauthenticated(
                    "invalid_signature", "X-Razorpay-Signature is missing or does not match this body.");
        }
    }

    /** The event's id, which is the same in every delivery of it; without one, the hash of the body. */
    private static String eventId(Request request, byte[] body) {
        String id = request.header("X-Razorpay-Event-Id")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> "sha256:" + HexFormat.of().formatHex(sha256(body)));
        if (!EVENT_ID.matcher(id).matches()) {
            throw Problem.invalid("X-Razorpay-Event-Id", "must be 1 to 128 printable ASCII characters");
        }
        return id;
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
