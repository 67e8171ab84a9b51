package com.osmtalk.server.recording;

import com.osmtalk.server.secret.OwnerOnly;
import com.osmtalk.voice.speech.Pcm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One side's sound on disk as it comes, each frame at its time, silence in between. */
final class Track implements AutoCloseable {
    /** Frames that come this much late are still of one piece with those before. */
    private static final long JITTER_MILLIS = 200;

    private static final byte[] SILENCE = new byte[1_000 * Pcm.BYTES_PER_MILLISECOND];

    private final FileChannel file;
    private long end;

    Track(Path path) throws IOException {
        OwnerOnly.makeFile(path);
        file = FileChannel.open(path, StandardOpenOption.WRITE);
    }

    /** @param atMillis since the recording began */
    void add(byte[] frame, long atMillis) throws IOException {
        long due = atMillis * Pcm.BYTES_PER_MILLISECOND;
        if (due > end + JITTER_MILLIS * Pcm.BYTES_PER_MILLISECOND) {
            while (end < due) {
                write(SILENCE, (int) Math.min(SILENCE.length, due - end));
            }
        }
        write(frame, frame.length);
    }

    private void write(byte[] bytes, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
        end += length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
