package com.osmtalk.server.billing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.api.Money;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Ids;
import com.osmtalk.voice.http.HttpClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes orders at Razorpay. An answer is believed only when it is the order that was asked for; anything else, also no
 * answer in time, is a failure of the provider.
 *
 * @see <a href="https://razorpay.com/docs/api/orders/create/">Razorpay: Create an Order</a>
 */
final class RazorpayOrders implements PaymentOrders {
    private static final Logger LOG = LoggerFactory.getLogger(RazorpayOrders.class);
    private static final Pattern ORDER_ID = Pattern.compile("order_[A-Za-z0-9]{1,64}");
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final RazorpaySettings settings;
    private final RazorpaySettings.Account account;
    private final CloseableHttpAsyncClient client;

    RazorpayOrders(RazorpaySettings settings, RazorpaySettings.Account account) {
        this.settings = settings;
        this.account = account;
        client = HttpClients.start(
                "razorpay", SystemDefaultDnsResolver.INSTANCE, Timeout.of(CONNECT), Timeout.of(settings.timeout()));
    }

    @Override
    public String keyId() {
        return account.keyId();
    }

    @Override
    public String create(Money amount, String organizationId) {
        RazorpayAnswer answer = new RazorpayAnswer();
        Future<RazorpayAnswer.Content> exchange =
                client.execute(SimpleRequestProducer.create(request(amount, organizationId)), answer, null);
        try {
            return orderId(exchange.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS), amount);
        } catch (TimeoutException e) {
            throw unavailable("no answer within " + settings.timeout().toSeconds() + " s");
        } catch (ExecutionException e) {
            throw unavailable(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        } finally {
            exchange.cancel(true);
        }
    }

    private SimpleHttpRequest request(Money amount, String organizationId) {
        Map<String, Object> order = Map.of(
                "amount", amount.paise(),
                "currency", Money.CURRENCY,
                "receipt", Ids.next("rcpt"),
                "notes", Map.of("organizationId", organizationId));
        String credentials = account.keyId() + ":" + account.keySecret();
        try {
            return SimpleRequestBuilder.post(settings.baseUrl().toString().replaceAll("/+$", "") + "/v1/orders")
                    .setHeader(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                    .setBody(Json.MAPPER.writeValueAsBytes(order), ContentType.APPLICATION_JSON)
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an order can't be written as JSON", e);
        }
    }

    private static String orderId(RazorpayAnswer.Content answer, Money amount) {
        if (answer.status() != 200) {
            throw unavailable("status " + answer.status());
        }
        try {
            JsonNode order = Json.MAPPER.readTree(answer.body());
            String id = order.path("id").asText();
            boolean asked = order.path("amount").isIntegralNumber()
                    && order.path("amount").canConvertToLong()
                    && order.path("amount").longValue() == amount.paise()
                    && order.path("currency").asText().equals(Money.CURRENCY);
            if (!ORDER_ID.matcher(id).matches() || !asked) {
                throw unavailable("the answer is not the order that was asked for");
            }
            return id;
        } catch (IOException e) {
            throw unavailable("the answer is no JSON");
        }
    }

    /** The reason goes to the log only: the caller can do nothing about it. */
    private static Problem unavailable(String why) {
        LOG.warn("Razorpay made no order: {}", why);
        return Problem.upstreamFailed(
                "payment_provider_unavailable",
                "The payment provider did not take the order. Nothing was charged; try again in a minute.");
    }

    @Override
    public void close() {
        HttpClients.stop(client);
    }
}
