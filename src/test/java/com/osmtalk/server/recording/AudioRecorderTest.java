package com.osmtalk.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Allocation;
import com.osmtalk.Tones;
import com.osmtalk.Waiting;
import com.osmtalk.voice.audio.Pcm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            recorder.write();
        });
        recorder.finish();

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
        recorder.finish();

        byte[] track = Files.readAllBytes(files.callerTrack("call_1"));
        assertThat(track).hasSize(Pcm.FRAME_BYTES);
        assertThat(Pcm.sample(track, 0)).isEqualTo((short) 1_234);
    }

    @Test
    void whoHandsAFrameInWaitsForNoDisk(@TempDir Path folder) {
        TrackFiles files = new TrackFiles(folder);
        AudioRecorder recorder = new AudioRecorder(files, "call_1");
        recorder.caller(sound, 0);
        recorder.agent(sound, 0, 0);
        assertThat(folder).isEmptyDirectory();

        assertThat(recorder.write()).isTrue();

        assertThat(files.callerTrack("call_1")).hasSize(Pcm.FRAME_BYTES);
        assertThat(files.agentTrack("call_1")).hasSize(Pcm.FRAME_BYTES);
        recorder.finish();
    }

    @Test
    void aDiskThatStopsLosesSoundAndNoMemory(@TempDir Path folder) throws Exception {
        TrackFiles files = new TrackFiles(folder);
        AudioRecorder recorder = new AudioRecorder(files, "call_1");
        for (int i = 0; i < 3 * TrackQueue.MOST_FRAMES; i++) {
            recorder.caller(sound, 0);
        }
        recorder.write();
        assertThat(files.callerTrack("call_1")).hasSize((long) TrackQueue.MOST_FRAMES * Pcm.FRAME_BYTES);

        recorder.caller(sound, 0);
        recorder.finish();
        assertThat(Files.size(files.callerTrack("call_1")))
                .isGreaterThan((long) TrackQueue.MOST_FRAMES * Pcm.FRAME_BYTES);
    }

    @Test
    void anotherThreadWritesWhatIsRecorded(@TempDir Path folder) {
        TrackFiles files = new TrackFiles(folder);
        AudioRecorder recorder = new AudioRecorder(files, "call_1");
        try (RecordingThread thread = new RecordingThread()) {
            thread.add(recorder);
            recorder.caller(sound, 0);
            Waiting.untilTrue(Duration.ofMinutes(2), () -> files.exist("call_1"));
            recorder.caller(sound, 0);
        }

        assertThat(files.callerTrack("call_1")).hasSize(2L * Pcm.FRAME_BYTES);
    }

    @Test
    void aTrackThatCannotBeWrittenEndsTheRecording(@TempDir Path folder) throws Exception {
        TrackFiles files = new TrackFiles(folder);
        Files.createDirectories(files.callerTrack("call_1"));
        AudioRecorder recorder = new AudioRecorder(files, "call_1");
        recorder.caller(sound, 0);

        assertThat(recorder.write()).isFalse();
        assertThat(recorder.write()).isFalse();
    }
}
