package com.osmtalk.server.http;

import com.osmtalk.api.ErrorBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Errors that Jetty finds before any route is reached, or that a servlet reports, in the API's form. */
final class JettyErrors extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        Envelope.address(request, response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, body(status, RequestId.of(request)), callback);
    }

    private static ByteBuffer body(int status, String requestId) {
        Problem problem = Errors.ofStatus(status);
        ErrorBody body = new ErrorBody(problem.getMessage(), problem.code(), null, requestId);
        return ByteBuffer.wrap(Answer.json(body).getBytes(StandardCharsets.UTF_8));
    }
}
