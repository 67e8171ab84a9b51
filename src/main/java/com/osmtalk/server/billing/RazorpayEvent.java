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
 * @param reversalId of the refund or the dispute, where the event is about one
 * @param amount that was paid, or was to be, or went back
 * @see <a href="https://razorpay.com/docs/webhooks/payloads/payments/">Razorpay: payment payloads</a>
 * @see <a href="https://razorpay.com/docs/webhooks/payloads/refunds/">Razorpay: refund payloads</a>
 * @see <a href="https://razorpay.com/docs/webhooks/payloads/disputes/">Razorpay: dispute payloads</a>
 */
record RazorpayEvent(
        String kind,
        @Nullable String orderId,
        @Nullable String paymentId,
        @Nullable String reversalId,
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
                    null,
                    money(order.path("amount_paid")),
                    word(order.path("currency")));
        }
        if (kind.startsWith("refund.")) {
            return reversal(kind, payment, event.at("/payload/refund/entity"), "amount");
        }
        if (kind.startsWith("payment.dispute.")) {
            JsonNode dispute = event.at("/payload/dispute/entity");
            boolean deducted = dispute.path("amount_deducted").asLong() > 0;
            return reversal(kind, payment, dispute, deducted ? "amount_deducted" : "amount");
        }
        return new RazorpayEvent(
                kind,
                word(payment.path("order_id")),
                word(payment.path("id")),
                null,
                money(payment.path("amount")),
                word(payment.path("currency")));
    }

    private static RazorpayEvent reversal(String kind, JsonNode payment, JsonNode entity, String amount) {
        String paymentId = word(entity.path("payment_id"));
        return new RazorpayEvent(
                kind,
                word(payment.path("order_id")),
                paymentId == null ? word(payment.path("id")) : paymentId,
                word(entity.path("id")),
                money(entity.path(amount)),
                word(entity.path("currency")));
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
