package com.osmtalk.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameQueueTest {
    private static final int MOST = 400;

    private final FrameQueue queue = new FrameQueue(MOST);
    private final byte[] frame = new byte[Pcm.FRAME_BYTES];

    @Test
    void framesComeOutInTheOrderInWhichTheyWentInHoweverTheQueueGrows() {
        Random chance = new Random(4);
        Deque<Integer> expected = new ArrayDeque<>();
        for (int number = 0; number < 5_000; number++) {
            if (chance.nextInt(100) < 55 && expected.size() < MOST) {
                assertThat(add(number)).isTrue();
                expected.add(number);
            } else if (!expected.isEmpty()) {
                assertThat(queue.take(frame)).isTrue();
                assertThat(Pcm.sample(frame, 0)).isEqualTo(expected.remove().shortValue());
            }
            assertThat(queue.isEmpty()).isEqualTo(expected.isEmpty());
        }
    }

    @Test
    void aFullQueueTakesNoMoreAndAnEmptyOneGivesNone() {
        assertThat(queue.take(frame)).isFalse();
        for (int i = 0; i < MOST; i++) {
            assertThat(add(i)).isTrue();
        }
        assertThat(add(MOST)).isFalse();
        queue.clear();

        assertThat(queue.take(frame)).isFalse();
        assertThat(add(1)).isTrue();
    }

    private boolean add(int number) {
        byte[] two = new byte[2 * Pcm.FRAME_BYTES];
        Pcm.put(two, Pcm.FRAME_BYTES, number);
        return queue.add(two, Pcm.FRAME_BYTES);
    }
}
