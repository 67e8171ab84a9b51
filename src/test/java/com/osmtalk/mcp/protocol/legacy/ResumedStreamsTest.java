package com.osmtalk.mcp.protocol.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.TestClock;
import com.osmtalk.Waiting;
import com.osmtalk.mcp.protocol.NoFeatures;
import com.osmtalk.mcp.protocol.Served;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client whose connection breaks takes its stream up again, and loses nothing that was said meanwhile. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResumedStreamsTest {
    private final TestClock clock = new TestClock();
    private final Slow features = new Slow();
    private final Served served = new Served(features, clock);
    private final List<Reading> open = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Reading reading : open) {
            reading.close();
        }
        served.close();
    }

    @Test
    void anAnswerThatCameWhileTheConnectionWasBrokenIsThereForWhoComesBack() throws Exception {
        String session = session("2025-11-25");
        Reading first = call(session, "\"p\"");
        Event progress = first.next().orElseThrow();
        assertThat(progress.data()).contains("notifications/progress");
        first.close();
        features.release.complete("it is done");

        Reading second = listen(session, progress.id());
        assertThat(second.next().orElseThrow().data()).contains("\"id\":7", "it is done");
        assertThat(second.next()).as("an answer ends its stream").isEmpty();

        Reading third = listen(session, progress.id());
        assertThat(third.next().orElseThrow().data())
                .as("it may have been lost once more")
                .contains("it is done");
        clock.advance(Duration.ofSeconds(61));
        Waiting.until(Duration.ofMinutes(2), () -> {
            Reading late = listen(session, progress.id());
            return late.status == 400 ? Optional.of(late) : Optional.empty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
    void whoComesBackWhileItGoesOnHearsTheRest(String version) throws Exception {
        String session = session(version);
        Reading first = call(session, "\"p\"");
        Event progress = first.next().orElseThrow();
        first.close();
        Reading second = listen(session, progress.id());
        features.release.complete("it is done");
        assertThat(second.next().orElseThrow().data()).contains("it is done");
        assertThat(features.cancelled).isNotDone();
    }

    @Test
    void aClientThatHearsOfNoProgressIsGivenAnEventIdToComeBackWith() throws Exception {
        String session = session("2025-11-25");
        Reading first = call(session, "null");
        Event priming = first.next().orElseThrow();
        assertThat(priming.data()).isEmpty();
        assertThat(priming.id()).isNotEmpty();
        first.close();
        features.release.complete("it is done");
        assertThat(listen(session, priming.id()).next().orElseThrow().data()).contains("it is done");
    }

    @Test
    void whatNobodyComesBackForIsCancelled() throws Exception {
        Reading first = call(session("2025-11-25"), "\"p\"");
        first.next();
        first.close();
        // beats of the server tell it that the client has left; then time goes by
        Waiting.until(Duration.ofMinutes(2), () -> {
            clock.advance(Duration.ofSeconds(61));
            return features.cancelled.isDone() ? Optional.of(true) : Optional.empty();
        });
    }

    @Test
    void aStreamIsTakenUpByItsOwnSessionOnly() throws Exception {
        Reading first = call(session("2025-11-25"), "\"p\"");
        String id = first.next().orElseThrow().id();
        assertThat(listen(session("2025-11-25"), id).status).isEqualTo(400);
        for (String wrong : new String[] {"x", "1-", "999-1", "-1", "1-99999999999999999999"}) {
            assertThat(listen(session("2025-11-25"), wrong).status).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void ofTwoListeningStreamsOneIsTold() throws Exception {
        String session = session("2025-11-25");
        Reading older = listen(session, null);
        Reading newer = listen(session, null);
        features.changed.join().accept("tools");
        Event told = newer.next().orElseThrow();
        assertThat(told.data()).contains("list_changed");
        newer.close();
        Waiting.until(Duration.ofMinutes(2), () -> {
            features.changed.join().accept("prompts");
            return older.ready() ? Optional.of(true) : Optional.empty();
        });
        Event next = older.next().orElseThrow();
        assertThat(next.data()).as("not what the other was told").contains("prompts");
        // what was sent before it was noticed that the other had gone is kept for it
        assertThat(listen(session, told.id()).next().orElseThrow().data()).contains("prompts");
    }

    private String session(String version) throws IOException {
        Reading opened = send("POST", """
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"%s","capabilities":{},\
                "clientInfo":{"name":"t","version":"1"}}}""".formatted(version), Map.of());
        return opened.session;
    }

    private Reading call(String session, String progressToken) throws IOException {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"slow\",\"_meta\":"
                + "{\"progressToken\":" + progressToken + "}}}";
        return send("POST", body, Map.of("Mcp-Session-Id", session));
    }

    private Reading listen(String session, String lastEventId) {
        try {
            return send(
                    "GET",
                    "",
                    lastEventId == null
                            ? Map.of("Mcp-Session-Id", session)
                            : Map.of("Mcp-Session-Id", session, "Last-Event-ID", lastEventId));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Reading send(String verb, String body, Map<String, String> headers) throws IOException {
        StringBuilder head = new StringBuilder(verb + " /mcp HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
                + "Connection: close\r\nContent-Length: " + body.length() + "\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        Socket socket = new Socket("127.0.0.1", served.mcp().getPort());
        socket.setSoTimeout(120_000);
        socket.getOutputStream().write((head + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
        Reading reading = new Reading(socket);
        open.add(reading);
        return reading;
    }

    private record Event(String id, String data) {}

    /** An answer that is read as it comes; its head has been read. */
    private static final class Reading {
        private final Socket socket;
        private final BufferedReader in;
        private final int status;
        private String session;

        Reading(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            this.status = Integer.parseInt(in.readLine().split(" ")[1]);
            String line;
            while (!(line = in.readLine()).isEmpty()) {
                if (line.startsWith("Mcp-Session-Id: ")) {
                    session = line.substring("Mcp-Session-Id: ".length());
                }
            }
        }

        boolean ready() {
            try {
                return in.ready();
            } catch (IOException e) {
                return false;
            }
        }

        Optional<Event> next() throws IOException {
            String id = "";
            String line;
            while ((line = in.readLine()) != null) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data:")) {
                    return Optional.of(new Event(id, line.substring(5).strip()));
                }
            }
            return Optional.empty();
        }

        void close() throws IOException {
            socket.close();
        }
    }

    /** A tool that reports once, if it is wanted, and then takes as long as a test wants. */
    private static final class Slow extends NoFeatures {
        private final CompletableFuture<String> release = new CompletableFuture<>();
        private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
        private final CompletableFuture<Consumer<String>> changed = new CompletableFuture<>();

        @Override
        public Map<String, Object> capabilities() {
            return Map.of("tools", Map.of("listChanged", true));
        }

        @Override
        public Map<String, Object> callTool(String name, Map<String, Object> arguments, RequestContext client)
                throws InterruptedException {
            client.requester().cancellation().whenCancelled(() -> cancelled.complete(null));
            client.progress(1, 2, "half");
            client.requester().cancellation().await(release, Duration.ofSeconds(60));
            return Map.of("content", List.of(Map.of("type", "text", "text", release.getNow("stopped"))));
        }

        @Override
        public ServerFeatures.Watch watchLists(Consumer<String> listener) {
            changed.complete(listener);
            return () -> {};
        }
    }
}
