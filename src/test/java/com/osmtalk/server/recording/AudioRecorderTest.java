package com.osmtalk.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Allocation;
import com.osmtalk.Tones;
import com.osmtalk.voice.audio.Pcm;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioRecorderTest {
    private static final int FRAMES = 5_000;

    private final byte[] sound = Tones.of(7, 3 * Pcm.FRAME_BYTES);

    @Test
    void recordingAFrameMakesNoGarbage(@TempDir Path folder) {
        AudioRecorder recorder = new AudioRecorder(new TrackFiles(folder), "call_1");
        // far ahead of the clock, so that no silence is put in between
        double bytes = Allocation.perRound(FRAMES, () -> {
            recorder.caller(sound, Pcm.FRAME_BYTES);
            recorder.agent(sound, 0, -FRAMES);
        });
        recorder.close();

        assertThat(bytes).isLessThan(1);
    }

    @Test
    void aFrameIsTakenFromWhereItStandsInTheArray(@TempDir Path folder) throws Exception {
        TrackFiles files = new TrackFiles(folder);
        AudioRecorder recorder = new AudioRecorder(files, "call_1");
        Pcm.put(sound, Pcm.FRAME_BYTES, 1_234);
        recorder.caller(sound, Pcm.FRAME_BYTES);
        recorder.close();
        recorder.caller(sound, 0);

        byte[] track = Files.readAllBytes(files.callerTrack("call_1"));
        assertThat(track).hasSize(Pcm.FRAME_BYTES);
        assertThat(Pcm.sample(track, 0)).isEqualTo((short) 1_234);
    }
}
