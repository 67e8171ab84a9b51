package com.osmtalk.client;

import com.osmtalk.api.ErrorBody;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server answered with an error, or could not be reached at all; nothing was changed by this request. */
public class ApiException extends RuntimeException {
    private final int status;
    private final String code;
    private final Map<String, Object> details;
    private final @Nullable String requestId;
    private final @Nullable Duration retryAfter;

    public ApiException(int status, ErrorBody body, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(body.error(), cause);
        this.status = status;
        this.code = body.code();
        this.details = body.details() == null ? Map.of() : body.details();
        this.requestId = body.requestId();
        this.retryAfter = retryAfter;
    }

    /** There is no server to ask, or no key, for a reason that a person has to see to. */
    public static ApiException notSetUp(String reason, Throwable cause) {
        return new ApiException(0, new ErrorBody(reason, "not_set_up", null, null), null, cause);
    }

    /** The HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /**
     * Stable and snake_case, as the server gives it; {@code unreachable} when there was no answer, {@code
     * unexpected_response} when what answered is no osmTalk server, or something before one, {@code not_set_up} when it
     * is not known whom to ask.
     */
    public String code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }

    public @Nullable String requestId() {
        return requestId;
    }

    /** Whether the same request may go well later: there was no answer, too many asked, or the server was at fault. */
    public boolean passes() {
        return status == 0 || status == 429 || status >= 500;
    }

    /** How long the server asked to wait. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
