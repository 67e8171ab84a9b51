package com.osmtalk.server.http;

import com.osmtalk.server.identity.Principal;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request on its way through a route. */
final class Exchange implements Request, AutoCloseable {
    private final Context context;
    private final Authenticator.@Nullable Caller caller;
    private final OwnPages pages;
    private final BodyReader bodyReader;
    private final boolean large;
    private boolean bodyTaken;
    private @Nullable UrlQuery query;
    private byte @Nullable [] body;
    private @Nullable BodyFile bodyFile;

    /**
     * @param caller null on a public route
     * @param large the body is kept in a file
     */
    Exchange(
            Context context,
            Authenticator.@Nullable Caller caller,
            OwnPages pages,
            BodyReader bodyReader,
            boolean large) {
        this.context = context;
        this.caller = caller;
        this.pages = pages;
        this.bodyReader = bodyReader;
        this.large = large;
    }

    @Override
    public Principal principal() {
        return caller().principal();
    }

    @Override
    public String credential() {
        return caller().credential();
    }

    boolean isPublic() {
        return caller == null;
    }

    @Override
    public String clientAddress() {
        return NetworkAddress.of(context.req());
    }

    @Override
    public String path(String name) {
        return context.pathParam(name);
    }

    /** The path as it was asked for, its parameters filled in. */
    String wholePath() {
        return context.path();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    @Override
    public void requireOwnPage() {
        pages.require(context.req());
    }

    @Override
    public Optional<String> sessionCookie() {
        return pages.sessionCookie(context.req());
    }

    @Override
    public Map<String, String> sessionCookie(String token, Duration life) {
        return Map.of("Set-Cookie", SessionCookie.set(token, life, pages.isHttps(context.req())));
    }

    @Override
    public UrlQuery query() {
        if (query == null) {
            query = new UrlQuery(context.queryString());
        }
        return query;
    }

    @Override
    public <T> T body(Class<T> type) {
        byte[] bytes = rawBody();
        requireJson(bytes);
        return JsonBody.read(bytes, type);
    }

    @Override
    public Set<String> nulls() {
        return JsonBody.nulls(rawBody());
    }

    /** A body that the route has not asked for. @throws Problem INVALID unless it is an empty object at most */
    void refuseUnknownBody() {
        if (!bodyTaken) {
            requireJson(bytes());
            JsonBody.requireNothing(bytes());
        }
    }

    @Override
    public Upload upload() {
        if (!large) {
            throw new IllegalStateException("this route takes small bodies only");
        }
        bodyTaken = true;
        BodyFile file = bodyFile();
        return new Upload() {
            @Override
            public String mediaType() {
                String contentType = context.contentType();
                return contentType == null ? "" : Exchange.mediaType(contentType);
            }

            @Override
            public InputStream open() throws IOException {
                return file.open();
            }
        };
    }

    /** The body's bytes, wherever they are kept. */
    InputStream bodyStream() throws IOException {
        return large ? bodyFile().open() : new ByteArrayInputStream(bytes());
    }

    private BodyFile bodyFile() {
        if (bodyFile == null) {
            bodyFile = BodyFile.of(context.req(), bodyReader);
        }
        return bodyFile;
    }

    @Override
    public void close() {
        if (bodyFile != null) {
            bodyFile.close();
        }
    }

    @Override
    public byte[] rawBody() {
        bodyTaken = true;
        return bytes();
    }

    private byte[] bytes() {
        if (body == null) {
            body = bodyReader.read(context.req());
        }
        return body;
    }

    private void requireJson(byte[] bytes) {
        String contentType = context.contentType();
        if (bytes.length > 0 && contentType != null && !isJson(contentType)) {
            throw HttpError.unsupportedMediaType("Send the body as JSON, with Content-Type: application/json.");
        }
    }

    private static boolean isJson(String contentType) {
        return mediaType(contentType).equals("application/json");
    }

    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private Authenticator.Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("a public route has no principal");
        }
        return caller;
    }
}
