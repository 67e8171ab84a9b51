package com.osmtalk.server.recording;

import com.osmtalk.server.secret.OwnerOnly;
import com.osmtalk.voice.audio.Pcm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One side's sound on disk as it comes, each frame at its time, silence in between. A frame is written through one
 * buffer that is used again, since a call has fifty of them a second.
 */
final class Track implements AutoCloseable {
    /** Frames that come this much late are still of one piece with those before. */
    private static final long JITTER_MILLIS = 200;

    private static final byte[] SILENCE = new byte[1_000 * Pcm.BYTES_PER_MILLISECOND];

    private final FileChannel file;
    private final ByteBuffer frame = ByteBuffer.allocateDirect(Pcm.FRAME_BYTES);
    private long end;

    Track(Path path) throws IOException {
        OwnerOnly.makeFile(path);
        file = FileChannel.open(path, StandardOpenOption.WRITE);
    }

    /** @param atMillis since the recording began */
    void add(byte[] pcm, int offset, long atMillis) throws IOException {
        long due = atMillis * Pcm.BYTES_PER_MILLISECOND;
        if (due > end + JITTER_MILLIS * Pcm.BYTES_PER_MILLISECOND) {
            while (end < due) {
                write(ByteBuffer.wrap(SILENCE, 0, (int) Math.min(SILENCE.length, due - end)));
            }
        }
        frame.clear().put(pcm, offset, Pcm.FRAME_BYTES).flip();
        write(frame);
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            end += file.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
