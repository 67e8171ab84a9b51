package com.osmtalk.server.http;

import com.osmtalk.server.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;

/** Takes a request's body in whole, within a size and a time. */
final class BodyReader {
    private static final int BLOCK = 8192;

    /**
     * How much of a body that is too large is still read, so that its sender finishes sending and reads the response.
     */
    private static final int DRAINED = 4 << 20;

    private final int maxBytes;
    private final Duration maxTime;

    /** @param maxTime for the whole body, so that a slow sender can't hold a thread for long */
    BodyReader(int maxBytes, Duration maxTime) {
        this.maxBytes = maxBytes;
        this.maxTime = maxTime;
    }

    /** @throws Problem 413 when it is longer than allowed, 408 when it takes too long, 400 when it breaks off */
    byte[] read(HttpServletRequest request) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        copy(request, body);
        return body.toByteArray();
    }

    /**
     * Writes the body somewhere as it comes in.
     *
     * @throws Problem as {@link #read} does
     * @throws UncheckedIOException when it can't be written there
     */
    void copy(HttpServletRequest request, OutputStream target) {
        long start = System.nanoTime();
        byte[] block = new byte[BLOCK];
        long length = 0;
        try {
            InputStream input = request.getInputStream();
            for (int n = input.read(block); n >= 0; n = input.read(block)) {
                length += n;
                if (length <= maxBytes) {
                    write(target, block, n);
                } else if (length > (long) maxBytes + DRAINED) {
                    throw tooLong();
                }
                if (System.nanoTime() - start > maxTime.toNanos()) {
                    throw tooSlow();
                }
            }
        } catch (IOException e) {
            throw broken(e);
        }
        if (length > maxBytes) {
            throw tooLong();
        }
    }

    private static void write(OutputStream target, byte[] block, int length) {
        try {
            target.write(block, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("can't keep the body", e);
        }
    }

    private HttpError tooLong() {
        return new HttpError(413, "body_too_large", "The body is larger than the " + maxBytes + " bytes allowed here.");
    }

    private static HttpError tooSlow() {
        return new HttpError(408, "request_timeout", "The body took too long to arrive.");
    }

    private static RuntimeException broken(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || cause instanceof HttpException http && http.getCode() == 408) {
                return tooSlow();
            }
        }
        return Problem.invalid("", "The body broke off before it was complete.");
    }
}
