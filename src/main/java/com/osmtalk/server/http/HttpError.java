package com.osmtalk.server.http;

/**
 * What goes wrong with a request before any rule of the server is asked, and so has a status code and no
 * {@link com.osmtalk.server.problem.ProblemKind}: its body is too long, of a wrong type, arrives too slowly, …
 */
public final class HttpError extends RuntimeException {
    private final int status;
    private final String code;

    HttpError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** @param message names the types that the route takes */
    public static HttpError unsupportedMediaType(String message) {
        return new HttpError(415, "unsupported_media_type", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
