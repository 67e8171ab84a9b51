package com.osmtalk.mcp.protocol.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a stream, without their ends; those of nothing but white space are passed over. Bytes, not characters:
 * whether a line is valid UTF-8 is found by whoever parses it, and answered. It fills a buffer of its own, instead of
 * reading byte by byte through two of the JDK's.
 */
final class LineReader {
    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[8192];

    /** What is read and not yet taken: from the first of these to before the second. */
    private int from;

    private int to;

    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /**
     * A line has more bytes than are taken. It was read to its end and forgotten, so that the next one can be read.
     */
    static final class TooLong extends Exception {
        private TooLong() {
            super(null, null, false, false);
        }
    }

    /**
     * The next line; null at the end of the stream. The last one may lack its own end.
     *
     * @throws TooLong for a line that is too long; the next call gives the line after it
     */
    byte @Nullable [] next() throws IOException, TooLong {
        byte[] line = line();
        while (line != null && isBlank(line)) {
            line = line();
        }
        return line;
    }

    /** Whether there is something to be read without waiting for it. */
    boolean hasMore() {
        try {
            return from < to || in.available() > 0;
        } catch (IOException toldWhenItIsRead) {
            return false;
        }
    }

    private byte @Nullable [] line() throws IOException, TooLong {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        while (from < to || fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            length += end - from;
            if (length <= maxBytes) {
                line.write(buffer, from, end - from);
            }
            if (end < to) {
                from = end + 1;
                return taken(line, length);
            }
            from = end;
        }
        return length == 0 ? null : taken(line, length);
    }

    private boolean fill() throws IOException {
        from = 0;
        to = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }

    private byte[] taken(ByteArrayOutputStream line, long length) throws TooLong {
        if (length > maxBytes) {
            throw new TooLong();
        }
        return line.toByteArray();
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }
}
