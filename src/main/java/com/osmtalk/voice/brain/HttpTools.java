package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.api.AgentTools.Parameter;
import com.osmtalk.api.Json;
import com.osmtalk.voice.http.HttpClients;
import com.osmtalk.voice.http.PublicAddressResolver;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes the HTTP requests an agent's tools stand for. URLs are written by the agent's owner and arguments by a model,
 * so only the public internet is reached unless the operator allows more, and a model's words are encoded wherever they
 * are put.
 */
public final class HttpTools implements AutoCloseable {
    private final Duration timeout;
    private final CloseableHttpAsyncClient client;

    /**
     * @param allowPrivateHosts false: only the public internet is reached
     * @param timeout for a request as a whole
     */
    public HttpTools(boolean allowPrivateHosts, Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClients.start(
                "voice-tool",
                allowPrivateHosts ? SystemDefaultDnsResolver.INSTANCE : new PublicAddressResolver(),
                Timeout.of(timeout),
                Timeout.of(timeout));
    }

    /**
     * What a tool answered.
     *
     * @param text the body, at most {@link ToolResponse#LONGEST} characters, or what went wrong
     */
    record Result(boolean succeeded, String text) {
        static Result failure(String text) {
            return new Result(false, text);
        }
    }

    /** Makes the request; always completes with a result, a failure being one. */
    CompletionStage<Result> call(HttpTool tool, JsonNode arguments) {
        SimpleHttpRequest request;
        try {
            request = request(tool, arguments);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(Result.failure(Objects.toString(e.getMessage())));
        }
        ToolResponse response = new ToolResponse();
        Future<?> exchange = client.execute(SimpleRequestProducer.create(request), response, response.outcome());
        return response.result()
                .completeOnTimeout(
                        Result.failure("no answer within " + timeout.toSeconds() + " seconds"),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS)
                .whenComplete((result, failure) -> exchange.cancel(true));
    }

    private static SimpleHttpRequest request(HttpTool tool, JsonNode arguments) {
        String method = tool.method().toUpperCase(Locale.ROOT);
        boolean inQuery = method.equals("GET") || method.equals("DELETE") || method.equals("HEAD");
        String url = tool.url();
        ObjectNode body = Json.MAPPER.createObjectNode();
        List<String> query = new ArrayList<>();
        requireParameters(tool, arguments);
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            String place = "{" + argument.getKey() + "}";
            String value = encoded(text(argument.getValue()));
            if (url.contains(place)) {
                url = url.replace(place, value);
            } else if (inQuery) {
                query.add(encoded(argument.getKey()) + "=" + value);
            } else {
                body.set(argument.getKey(), argument.getValue());
            }
        }
        if (!query.isEmpty()) {
            url += (url.contains("?") ? "&" : "?") + String.join("&", query);
        }
        SimpleRequestBuilder request = SimpleRequestBuilder.create(method).setUri(uri(url));
        if (!inQuery) {
            request.setBody(body.toString().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON);
        }
        if (tool.headers() != null) {
            tool.headers().forEach(request::setHeader);
        }
        return request.build();
    }

    private static void requireParameters(HttpTool tool, JsonNode arguments) {
        for (Parameter parameter : tool.parameters() == null ? List.<Parameter>of() : tool.parameters()) {
            if (Boolean.TRUE.equals(parameter.required()) && !arguments.hasNonNull(parameter.name())) {
                throw new IllegalArgumentException("the parameter " + parameter.name() + " is missing");
            }
        }
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme();
            if (uri.getHost() == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
                throw new IllegalArgumentException("the tool's URL is not an http or https address");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the tool's URL is not complete or not valid", e);
        }
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        HttpClients.stop(client);
    }
}
