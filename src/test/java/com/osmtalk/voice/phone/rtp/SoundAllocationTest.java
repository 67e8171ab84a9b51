package com.osmtalk.voice.phone.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.voice.audio.VoiceActivity;
import com.osmtalk.voice.phone.codec.Codec;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The two threads of all calls make no garbage for a frame, from socket to socket, with voice detection behind it. What
 * remains are reports, every five seconds, and an object of Java's own; an array for a packet would be 170 bytes.
 */
class SoundAllocationTest {
    private static final int CALLS = 40;
    private static final int WARM_UP = 4_000;
    private static final int MEASURED = 8_000;
    /** Java's selector makes an {@code Integer} of a socket's number, each time there is something to receive. */
    private static final int SELECTOR = 16;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @CsvSource({"PCMU, OFF", "PCMA, REQUIRED", "G722, OFF"})
    void aFrameMakesNoGarbage(Codec codec, SrtpMode srtp) throws Exception {
        try (RtpEngine engine = new RtpEngine(new MediaSettings(20_000, 32_000, Duration.ofMinutes(10)))) {
            AtomicInteger frames = new AtomicInteger();
            List<Long> others = threads();
            for (int i = 0; i < CALLS; i++) {
                open(engine, codec, srtp, frames);
            }
            List<Long> threads = new ArrayList<>(threads());
            threads.removeAll(others);
            assertThat(threads).hasSize(2);
            Waiting.untilTrue(HeardSound.LIMIT, () -> frames.get() > WARM_UP);
            long[] before = allocated(threads);
            int from = frames.get();
            Waiting.untilTrue(HeardSound.LIMIT, () -> frames.get() > from + MEASURED);
            long[] after = allocated(threads);
            for (int i = 0; i < 2; i++) {
                String name = THREADS.getThreadInfo(threads.get(i)).getThreadName();
                assertThat((double) (after[i] - before[i]) / MEASURED)
                        .as(name)
                        .isLessThan(name.equals("rtp-pacing") ? 4 : SELECTOR + 12);
            }
        }
    }

    /** A call between two of ours, each of which hears the other's silence. */
    private static void open(RtpEngine engine, Codec codec, SrtpMode srtp, AtomicInteger frames) throws Exception {
        MediaTerms terms = new MediaTerms(List.of(codec), srtp, null, InetAddress.getLoopbackAddress());
        MediaSession one = engine.open(terms);
        MediaSession other = engine.open(terms);
        one.listen(new Counting(frames));
        other.listen(new Counting(frames));
        one.accept(other.answer(one.offer()));
    }

    private static long[] allocated(List<Long> threads) {
        return threads.stream().mapToLong(THREADS::getThreadAllocatedBytes).toArray();
    }

    private static List<Long> threads() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("rtp-"))
                .map(thread -> thread.getThreadId())
                .toList();
    }

    private static final class Counting implements MediaSession.Listener {
        private final VoiceActivity voice = new VoiceActivity();
        private final AtomicInteger frames;

        Counting(AtomicInteger frames) {
            this.frames = frames;
        }

        @Override
        public void frame(byte[] pcm, int offset) {
            voice.hear(pcm, offset);
            frames.incrementAndGet();
        }

        @Override
        public void key(char key) {}

        @Override
        public void silent() {}
    }
}
