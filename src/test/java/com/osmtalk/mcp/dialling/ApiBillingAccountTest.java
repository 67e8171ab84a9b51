package com.osmtalk.mcp.dialling;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.client.AccountApi;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.client.WidgetApi;
import com.osmtalk.mcp.kit.Question;
import com.osmtalk.mcp.kit.ToolContext;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiBillingAccountTest {
    private HttpServer api;

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"404, true", "403, false", "400, false"})
    void aCampaignThatWasDeletedIsOverAndOneThatCannotBeSeenIsNotKnownToBe(int status, boolean over)
            throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> {
            byte[] body = "{\"error\": \"no\", \"code\": \"no\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        api.start();
        try (OsmTalkClient client = OsmTalkClient.builder()
                .baseUrl(URI.create("http://127.0.0.1:" + api.getAddress().getPort()))
                .apiKey("osm_test")
                .build()) {
            ToolContext context = new Caller(client.widget(), client.account());

            assertThat(new ApiBillingAccount(context, Clock.systemUTC()).isOver("cmp_gone"))
                    .isEqualTo(over);
        }
    }

    private record Caller(WidgetApi api, AccountApi account) implements ToolContext {
        @Override
        public String principal() {
            return "key";
        }

        @Override
        public void progress(double done, double total, String message) {}

        @Override
        public boolean pause(Duration time) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean await(CompletableFuture<?> event, Duration time) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Question.Answer ask(Question question) {
            throw new UnsupportedOperationException();
        }
    }
}
