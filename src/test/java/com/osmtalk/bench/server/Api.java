package com.osmtalk.bench.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a bench asks a server before and after it measures. */
record Api(URI url, String key) {
    JsonNode get(String path) {
        return send(request(path).GET());
    }

    /** Tops the balance up as a person does, the payment event included. */
    void topUp(int rupees) {
        JsonNode order = send(request("/api/billing/create-payment-intent")
                .POST(HttpRequest.BodyPublishers.ofString("{\"amount\": " + rupees + "}")));
        String event = """
                {"event": "payment.captured", "payload": {"payment": {"entity":
                 {"id": "pay_bench", "order_id": "%s", "amount": %d, "currency": "INR",
                  "status": "captured"}}}}""".formatted(
                        order.path("orderId").asText(), order.path("amount").asLong());
        send(request("/api/webhooks/razorpay")
                .header("X-Razorpay-Signature", signature(event))
                .POST(HttpRequest.BodyPublishers.ofString(event)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .header("x-api-key", key)
                .header("Authorization", "Bearer " + key);
    }

    private static JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(
                        answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("no answer from a server", e);
        }
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(BenchHome.PAYMENT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
