package com.osmtalk.server.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request on its way through a route. */
final class Exchange implements Request {
    private final Context context;
    private final Authenticator.@Nullable Caller caller;
    private final BodyReader bodyReader;
    private @Nullable UrlQuery query;
    private byte @Nullable [] body;

    /** @param caller null on a public route */
    Exchange(Context context, Authenticator.@Nullable Caller caller, BodyReader bodyReader) {
        this.context = context;
        this.caller = caller;
        this.bodyReader = bodyReader;
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
        return context.req().getRemoteAddr();
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
    public UrlQuery query() {
        if (query == null) {
            query = new UrlQuery(context.queryString());
        }
        return query;
    }

    @Override
    public <T> T body(Class<T> type) {
        byte[] bytes = rawBody();
        String contentType = context.contentType();
        if (bytes.length > 0 && contentType != null && !isJson(contentType)) {
            throw Problem.of(
                    415, "unsupported_media_type", "Send the body as JSON, with Content-Type: application/json.");
        }
        return JsonBody.read(bytes, type);
    }

    @Override
    public byte[] rawBody() {
        if (body == null) {
            body = bodyReader.read(context.req());
        }
        return body;
    }

    private static boolean isJson(String contentType) {
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return mediaType.equals("application/json");
    }

    private Authenticator.Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("a public route has no principal");
        }
        return caller;
    }
}
