package com.osmtalk.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.server.store.TestDatabase;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpServerStopTest {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private TestHttpServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        Feature slow = router -> router.get("/slow", Access.PUBLIC, request -> {
            arrived.countDown();
            return Response.ok(Map.of("done", goesOn()));
        });
        server = new TestHttpServer(
                TestDatabase.SQLITE.open(folder),
                TestHttpServer.settings().withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(3)),
                List.of(slow),
                List.of());
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        server.close();
    }

    @Test
    void requestsUnderWayFinishWhenItStops() throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> get("/slow"), onNewThread());
        assertThat(arrived.await(120, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server.http::close, onNewThread());
        assertThatThrownBy(() -> stopped.get(300, TimeUnit.MILLISECONDS)).isNotNull();
        goOn.countDown();
        assertThat(answer.get(120, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stopped.get(120, TimeUnit.SECONDS);
        assertThatThrownBy(() -> get("/healthz")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void itStopsInBoundedTimeWhenARequestNeverFinishes() throws Exception {
        CompletableFuture.supplyAsync(() -> get("/slow"), onNewThread());
        assertThat(arrived.await(120, TimeUnit.SECONDS)).isTrue();
        CompletableFuture.runAsync(server.http::close, onNewThread()).get(120, TimeUnit.SECONDS);
    }

    private boolean goesOn() {
        try {
            return goOn.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpResponse<String> get(String path) {
        return server.send("GET", path, (String) null);
    }

    private static Executor onNewThread() {
        return work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            thread.start();
        };
    }
}
