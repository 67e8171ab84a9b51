package com.osmtalk.mcp;

import com.osmtalk.api.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The widget routes of osmTalk on a real socket, answering what a test says. */
public final class StubApi implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Request, Answer>> routes = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public record Request(
            String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        /** A header by its lower-case name. */
        public String header(String name) {
            return headers.get(name);
        }

        public Map<?, ?> json() {
            try {
                return Json.MAPPER.readValue(body, Map.class);
            } catch (IOException e) {
                throw new AssertionError(body, e);
            }
        }
    }

    /** @param status 0: the connection is cut instead */
    public record Answer(int status, Object body, Map<String, String> headers) {
        public static Answer ok(Object body) {
            return new Answer(200, body, Map.of());
        }

        public static Answer error(int status, String code, String message, Map<String, ?> details) {
            return new Answer(status, Map.of("error", message, "code", code, "details", details), Map.of());
        }

        public static Answer cut() {
            return new Answer(0, "", Map.of());
        }
    }

    public StubApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param route like {@code GET /api/widget/agents}; a path that ends in {@code *} stands for all below it */
    public StubApi on(String route, Function<Request, Answer> answer) {
        routes.put(route, answer);
        return this;
    }

    public StubApi on(String route, Object body) {
        return on(route, request -> Answer.ok(body));
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public List<Request> requests(String method, String path) {
        return requests.stream()
                .filter(r -> r.method().equals(method) && r.path().equals(path))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query,
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        Answer answer = route(request).apply(request);
        if (answer.status() == 0) {
            throw new IOException("cut, as the test wants");
        }
        byte[] body = answer.body() instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : Json.MAPPER.writeValueAsBytes(answer.body());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Function<Request, Answer> route(Request request) {
        Function<Request, Answer> exact = routes.get(request.method() + " " + request.path());
        if (exact != null) {
            return exact;
        }
        return routes.entrySet().stream()
                .filter(route -> route.getKey().endsWith("*")
                        && (request.method() + " " + request.path())
                                .startsWith(route.getKey()
                                        .substring(0, route.getKey().length() - 1)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(r -> Answer.error(404, "not_found", "There is no such thing.", Map.of()));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
