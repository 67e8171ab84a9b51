package com.osmtalk.mcp.protocol.http;

import com.osmtalk.mcp.protocol.jsonrpc.Cancellation;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a request over HTTP carries, its message and who sent it, and how it is answered with plain JSON. */
public final class HttpMessages {
    static final String JSON = "application/json";
    static final String EVENTS = "text/event-stream";

    /** Set where something else stands for the sender than what they sent. */
    static final String CREDENTIAL = "osmtalk.credential";

    /** When a server whose workers are all at work may have one again. */
    private static final String BUSY_SECONDS = "1";

    private static final String OPTION = "x-osmtalk-";

    /** How long a message may take to arrive: as long as the API gives a body. */
    private static final Duration BODY_LIMIT = Duration.ofSeconds(60);

    private HttpMessages() {}

    /** Answers with a body of JSON. */
    public static void json(HttpServletResponse response, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", BUSY_SECONDS);
        }
        response.setContentType(JSON);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.getOutputStream().flush();
    }

    /**
     * The body of a request that says it is JSON.
     *
     * @throws HttpRefusedException 415 for another type, 413 for one that is too large, 408 for one that takes too
     *     long
     */
    static byte[] body(HttpServletRequest request) throws IOException, HttpRefusedException {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).split(";")[0].strip().equals(JSON)) {
            throw new HttpRefusedException(
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json.");
        }
        return read(request.getInputStream(), BODY_LIMIT);
    }

    /**
     * All there is, if it comes in time: who sends a byte now and then would hold a web thread for as long as they
     * liked.
     */
    static byte[] read(InputStream in, Duration limit) throws IOException, HttpRefusedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        long begun = System.nanoTime();
        long total = 0;
        int read;
        // beyond the limit it is read on for a while, and forgotten: a client that is still sending hears no answer
        while (total <= 4L * JsonRpc.MAX_BYTES && (read = readSome(in, buffer)) != -1) {
            if (System.nanoTime() - begun > limit.toNanos()) {
                throw tooSlow();
            }
            total += read;
            if (total <= JsonRpc.MAX_BYTES) {
                body.write(buffer, 0, read);
            }
        }
        if (total > JsonRpc.MAX_BYTES) {
            throw new HttpRefusedException(
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "The message is larger than " + JsonRpc.MAX_BYTES + " bytes.");
        }
        return body.toByteArray();
    }

    private static int readSome(InputStream in, byte[] buffer) throws IOException, HttpRefusedException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            if (e instanceof InterruptedIOException || e.getCause() instanceof TimeoutException) {
                throw tooSlow();
            }
            throw e;
        }
    }

    private static HttpRefusedException tooSlow() {
        return new HttpRefusedException(HttpServletResponse.SC_REQUEST_TIMEOUT, "The message took too long to arrive.");
    }

    /** Who sends a request, and the options with which they choose what they are offered. */
    public static Requester requester(HttpServletRequest request, Cancellation cancellation) {
        Map<String, String> options = new HashMap<>();
        for (String header : Collections.list(request.getHeaderNames())) {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(OPTION)) {
                options.put(name, request.getHeader(header));
            }
        }
        return new Requester(apiKey(request), options, Map.of(), cancellation);
    }

    /**
     * What stands for the sender of a request: the API key that it carries, or what an access token was found to be.
     */
    public static @Nullable String apiKey(HttpServletRequest request) {
        return request.getAttribute(CREDENTIAL) instanceof String credential ? credential : sentKey(request);
    }

    /** The API key or access token that a request carries: {@code x-api-key}, or a bearer token. */
    static @Nullable String sentKey(HttpServletRequest request) {
        String key = request.getHeader("x-api-key");
        if (key != null && !key.isBlank()) {
            return key.strip();
        }
        String authorization = request.getHeader("Authorization");
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        return bearer && !authorization.substring(7).isBlank()
                ? authorization.substring(7).strip()
                : null;
    }
}
