package com.osmtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/**
 * A real browser without a window, with a microphone that beeps and a person who allows it.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">the protocol it is driven by</a>
 */
public final class Browser implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final WebSocketClient page;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    /** The one that is installed here; empty where none is. */
    public static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param profile an empty folder */
    public Browser(Path program, Path profile) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                // one that only talks to the test's own server
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "about:blank"));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String address = address(profile);
        HttpRequest pages = HttpRequest.newBuilder(URI.create("http://" + address + "/json"))
                .build();
        String socket = Waiting.until(LIMIT, () -> firstPage(pages));
        page = new WebSocketClient(URI.create(socket)) {
            @Override
            public void onOpen(ServerHandshake handshake) {}

            @Override
            public void onMessage(String text) {
                JsonNode message = parsed(text);
                if (message.has("id")) {
                    answers.get(message.get("id").asInt()).complete(message);
                }
            }

            @Override
            public void onClose(int code, String reason, boolean remote) {
                answers.values().forEach(answer -> answer.cancel(true));
            }

            @Override
            public void onError(Exception fault) {
                onClose(0, fault.toString(), false);
            }
        };
        page.setDaemon(true);
        page.setConnectionLostTimeout(0);
        page.connectBlocking();
    }

    /** It writes where it listens when it does. */
    private static String address(Path profile) {
        Path file = profile.resolve("DevToolsActivePort");
        return Waiting.until(LIMIT, () -> {
            try {
                return Files.readAllLines(file).stream().findFirst().map(port -> "127.0.0.1:" + port);
            } catch (IOException notYet) {
                return Optional.empty();
            }
        });
    }

    private static Optional<String> firstPage(HttpRequest pages) {
        try {
            JsonNode targets = Json.MAPPER.readTree(HttpClient.newHttpClient()
                    .send(pages, HttpResponse.BodyHandlers.ofString())
                    .body());
            for (JsonNode target : targets) {
                if (target.path("type").asText().equals("page")) {
                    return Optional.of(target.get("webSocketDebuggerUrl").asText());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void open(String address) {
        command("Page.navigate", Map.of("url", address));
        await("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    public void click(String id) {
        evaluate("document.getElementById('" + id + "').click()");
    }

    /** Presses and releases a key: {@code Tab}, {@code Enter}, {@code Escape}. */
    public void key(String name) {
        // what a browser does by itself at a key, it does by its number
        Map<String, Integer> numbers = Map.of(
                "Tab", 9, "Enter", 13, "Escape", 27, "ArrowLeft", 37, "ArrowUp", 38, "ArrowRight", 39, "ArrowDown", 40);
        Map<String, Object> key = new HashMap<>(
                Map.of("key", name, "code", name, "windowsVirtualKeyCode", numbers.getOrDefault(name, 0)));
        key.put("type", "rawKeyDown");
        command("Input.dispatchKeyEvent", key);
        if (name.equals("Enter")) {
            command("Input.dispatchKeyEvent", Map.of("type", "char", "text", "\r"));
        }
        key.put("type", "keyUp");
        command("Input.dispatchKeyEvent", key);
    }

    /** Types into what has the focus. */
    public void type(String text) {
        command("Input.insertText", Map.of("text", text));
    }

    /** As wide as a phone is, or a screen on a desk. */
    public void resize(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** The value of an expression, as text. */
    public String evaluate(String expression) {
        return command(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "returnByValue",
                                true,
                                "awaitPromise",
                                true,
                                "userGesture",
                                true))
                .at("/result/result/value")
                .asText();
    }

    /** Waits until an expression is true. */
    public void await(String expression) {
        Waiting.untilTrue(LIMIT, () -> evaluate("Boolean(" + expression + ")").equals("true"));
    }

    private JsonNode command(String method, Map<String, ?> parameters) {
        int id = asked.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        page.send(Json.MAPPER
                .valueToTree(Map.of("id", id, "method", method, "params", parameters))
                .toString());
        return answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    @Override
    public void close() {
        page.close();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
