package com.osmtalk.server.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.api.Json;
import com.osmtalk.voice.http.BoundedResponse;
import com.osmtalk.voice.http.HttpClients;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends texts through WhatsApp's Graph API.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages">messages</a>
 */
final class GraphApi implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int ANSWER_BYTES = 2_048;

    private final URI baseUrl;
    private final String accessToken;
    private final CloseableHttpAsyncClient client;

    GraphApi(URI baseUrl, String accessToken) {
        this.baseUrl = baseUrl;
        this.accessToken = accessToken;
        Timeout silence = Timeout.of(TIMEOUT);
        this.client = HttpClients.start("whatsapp", SystemDefaultDnsResolver.INSTANCE, silence, silence);
    }

    /** The message was refused, and would be refused again. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(int status) {
            super("the Graph API answered " + status);
        }
    }

    /**
     * Answers a message with one of at most {@link MessageParts#LONGEST} characters.
     *
     * @throws RefusedException when it would be refused again
     * @throws IllegalStateException when trying again may help
     */
    void reply(InboundMessage message, String text) throws RefusedException {
        int status = send(request(message, text));
        if (status == 429 || status == 408 || status >= 500) {
            throw new IllegalStateException("the Graph API answered " + status);
        }
        if (status < 200 || status >= 300) {
            throw new RefusedException(status);
        }
    }

    private int send(SimpleHttpRequest request) {
        try {
            return BoundedResponse.ask(client, request, ANSWER_BYTES, TIMEOUT)
                    .get()
                    .status();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while sending", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the Graph API could not be reached", e);
        }
    }

    private SimpleHttpRequest request(InboundMessage message, String text) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("messaging_product", "whatsapp");
        body.put("recipient_type", "individual");
        body.put("to", message.from().e164().substring(1));
        body.put("type", "text");
        body.put("text", Map.of("body", text, "preview_url", false));
        try {
            return SimpleRequestBuilder.post(URI.create(baseUrl + "/" + message.senderId() + "/messages"))
                    .setHeader("Authorization", "Bearer " + accessToken)
                    .setBody(Json.MAPPER.writeValueAsBytes(body), ContentType.APPLICATION_JSON)
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't write a reply as JSON", e);
        }
    }

    @Override
    public void close() {
        HttpClients.stop(client);
    }
}
