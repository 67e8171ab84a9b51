package com.osmtalk.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A request's body in a file that is gone when the request is, even if the process is gone first. */
final class BodyFile implements AutoCloseable {
    private final FileChannel channel;

    private BodyFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the whole body in. @throws Problem as {@link BodyReader#copy} does */
    static BodyFile of(HttpServletRequest request, BodyReader reader) {
        BodyFile body = new BodyFile(emptyFile());
        try {
            reader.copy(request, Channels.newOutputStream(body.channel));
            return body;
        } catch (RuntimeException e) {
            body.close();
            throw e;
        }
    }

    InputStream open() throws IOException {
        channel.position(0);
        return new KeptOpen(Channels.newInputStream(channel));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("can't close the file of a body", e);
        }
    }

    private static FileChannel emptyFile() {
        try {
            Path file = Files.createTempFile("osmtalk-body", null);
            return FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException("can't make a file for a body", e);
        }
    }

    /** Closing a stream must not close the file: it may be read again. */
    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(InputStream input) {
            super(input);
        }

        @Override
        public void close() {
            // the file is closed with its request
        }
    }
}
