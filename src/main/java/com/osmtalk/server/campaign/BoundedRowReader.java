package com.osmtalk.server.campaign;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Stops reading in a row that does not end. Without it, a quote that is never closed would make the parser take the
 * rest of the file in as one cell.
 */
final class BoundedRowReader extends FilterReader {
    private final int longestRow;
    private int read;

    /** @param longestRow in characters, roughly: the parser reads a little ahead */
    BoundedRowReader(Reader text, int longestRow) {
        super(text);
        this.longestRow = longestRow;
    }

    /** Another row has begun. */
    void nextRow() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        return count(super.read(), 1);
    }

    @Override
    public int read(char[] block, int offset, int length) throws IOException {
        int n = super.read(block, offset, length);
        return count(n, n);
    }

    private int count(int result, int characters) throws RowTooLongException {
        read += Math.max(0, characters);
        if (read > longestRow) {
            throw new RowTooLongException();
        }
        return result;
    }

    /** A row is longer than any valid one. */
    static final class RowTooLongException extends IOException {
        RowTooLongException() {
            super("a row does not end");
        }
    }
}
