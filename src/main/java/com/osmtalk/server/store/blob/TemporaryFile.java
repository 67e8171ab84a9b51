package com.osmtalk.server.store.blob;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A content that is written first and read once, and is gone then: what is too large for memory on its way out. */
public final class TemporaryFile implements Blob {
    private final FileChannel channel;
    private final long size;

    private TemporaryFile(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /** Writes to somewhere. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Holds what the content writes. */
    public static TemporaryFile of(Content content) {
        FileChannel channel = null;
        try {
            Path file = Files.createTempFile("osmtalk-export", null);
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
            content.writeTo(out);
            out.flush();
            TemporaryFile written = new TemporaryFile(channel, channel.size());
            channel = null;
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException("can't write a temporary file", e);
        } finally {
            close(channel);
        }
    }

    @Override
    public long size() {
        return size;
    }

    /** Closing what comes back deletes the file. */
    @Override
    public InputStream open(long first, long length) throws IOException {
        channel.position(first);
        return new FilterInputStream(Channels.newInputStream(channel)) {
            private long left = length;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int count) throws IOException {
                if (left == 0 && count > 0) {
                    return -1;
                }
                int got = super.read(bytes, offset, (int) Math.min(count, left));
                left -= Math.max(0, got);
                return got;
            }
        };
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("can't close a temporary file", e);
            }
        }
    }
}
