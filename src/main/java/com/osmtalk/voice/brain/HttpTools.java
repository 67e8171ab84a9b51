package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.voice.brain.AgentTool.Result;
import com.osmtalk.voice.http.HttpClients;
import com.osmtalk.voice.http.PublicAddressResolver;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes the HTTP requests an agent's tools stand for. URLs are written by the agent's owner, so only the public
 * internet is
 * reached unless the operator allows more. What a model's arguments may change is in {@link ToolRequest}.
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

    /** The HTTP tools of an agent. */
    List<AgentTool> of(Agent agent) {
        List<HttpTool> declared = agent.tools().httpTools();
        return declared == null ? List.of() : declared.stream().map(this::offer).toList();
    }

    private AgentTool offer(HttpTool tool) {
        return new AgentTool(
                tool.name(),
                tool.description(),
                ToolDeclarations.schema(tool.parameters()),
                Boolean.TRUE.equals(tool.silent()) ? null : tool.waitMessage(),
                tool.errorMessage(),
                arguments -> call(tool, arguments));
    }

    /** Makes the request; always completes with a result, a failure being one. */
    CompletionStage<Result> call(HttpTool tool, JsonNode arguments) {
        SimpleHttpRequest request;
        try {
            request = ToolRequest.of(tool, arguments);
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

    @Override
    public void close() {
        HttpClients.stop(client);
    }
}
