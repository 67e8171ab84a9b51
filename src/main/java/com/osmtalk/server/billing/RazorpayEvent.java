package com.osmtalk.server.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.api.Money;
import com.osmtalk.server.problem.Problem;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Razorpay webhook tells.
 *
 * @param kind {@code payment.captured}, {@code order.paid}, {@code payment.failed}, …
 * @param amount that was paid, or was to be
 * @see <a href="https://razorpay.com/docs/webhooks/payloads/payments/">Razorpay: payment payloads</a>
 */
record RazorpayEvent(
        String kind,
        @Nullable String orderId,
        @Nullable String paymentId,
        @Nullable Money amount,
        @Nullable String currency) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** @throws Problem INVALID when it is no JSON object with an {@code event} */
    static RazorpayEvent of(byte[] body) {
        JsonNode event = tree(body);
        String kind = word(event.path("event"));
        if (kind == null) {
            throw Problem.invalid("event", "is required");
        }
        JsonNode payment = event.at("/payload/payment/entity");
        JsonNode order = event.at("/payload/order/entity");
        if (kind.equals("order.paid")) {
            return new RazorpayEvent(
                    kind,
                    word(order.path("id")),
                    word(payment.path("id")),
                    money(order.path("amount_paid")),
                    word(order.path("currency")));
        }
        return new RazorpayEvent(
                kind,
                word(payment.path("order_id")),
                word(payment.path("id")),
                money(payment.path("amount")),
                word(payment.path("currency")));
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (IOException e) {
            throw Problem.invalid("", "The body is not valid JSON.");
        }
        throw Problem.invalid("", "The body must be a JSON object.");
    }

    private static @Nullable String word(JsonNode node) {
        return node.isTextual() && WORD.matcher(node.textValue()).matches() ? node.textValue() : null;
    }

    private static @Nullable Money money(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? Money.ofPaise(node.longValue()) : null;
    }
}
