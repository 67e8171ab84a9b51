package com.osmtalk.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.ErrorBody;
import com.osmtalk.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/**
 * What came back over HTTP: perhaps from the API, perhaps from a proxy or from something else that listens there.
 *
 * @param body null when it was larger than is ever read
 */
record ApiResponse(
        int status,
        @Nullable String contentType,
        @Nullable String retryAfter,
        @Nullable String requestId,
        byte @Nullable [] body) {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}");

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** @throws IOException when the body is not JSON of this type */
    <T> T read(TypeReference<T> type) throws IOException {
        return ResponseReader.read(json().orElseThrow(() -> new IOException(fault())), type);
    }

    /** The error as the API words it; empty when something else, such as a proxy, sent this response. */
    Optional<ErrorBody> errorBody() {
        return json().flatMap(ApiResponse::parsed)
                .filter(error -> !isBlank(error.error()) && !isBlank(error.code()))
                .map(error -> error.requestId() != null
                        ? error
                        : new ErrorBody(error.error(), error.code(), error.details(), requestId));
    }

    /** The wait asked for, from either form of {@code Retry-After} (RFC 9110, 10.2.3); null when none is. */
    @Nullable
    Duration askedWait(Instant now) {
        if (retryAfter == null) {
            return null;
        }
        if (retryAfter.matches("[0-9]+")) {
            return Duration.ofSeconds(retryAfter.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(retryAfter));
        }
        @Nullable Instant date = DateUtils.parseStandardDate(retryAfter);
        if (date == null) {
            return null;
        }
        return date.isBefore(now) ? Duration.ZERO : Duration.between(now, date);
    }

    /** Why the body can't be read, as part of a sentence. */
    String fault() {
        if (body == null) {
            return "it is too large";
        } else if (body.length == 0) {
            return "it is empty";
        } else if (!isJson()) {
            return "it is not JSON but " + mediaType();
        }
        return "it is not the JSON this request is answered with";
    }

    private Optional<byte[]> json() {
        return body != null && body.length > 0 && isJson() ? Optional.of(body) : Optional.empty();
    }

    private boolean isJson() {
        if (contentType == null) {
            return true;
        }
        String type = mediaType();
        return type.equals("application/json") || type.endsWith("+json");
    }

    private String mediaType() {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return MEDIA_TYPE.matcher(type).matches() ? type : "of an unknown type";
    }

    private static Optional<ErrorBody> parsed(byte[] json) {
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(json, ErrorBody.class));
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
