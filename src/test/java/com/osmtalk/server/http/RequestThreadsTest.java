package com.osmtalk.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestThreadsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MANY = 4 * RequestThreads.FEW;

    private final RequestThreads threads = new RequestThreads();
    private final CountDownLatch held = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        threads.start();
    }

    @AfterEach
    void stop() throws Exception {
        held.countDown();
        threads.stop();
    }

    @Test
    void aFewDoAllThatIsQuick() {
        doQuickly(1_000);

        assertThat(threads.getMaxThreads()).isLessThan(2 * RequestThreads.FEW);
    }

    @Test
    void nothingWaitsForWhatIsHeldUp() {
        holdUp(MANY);

        doQuickly(MANY);
    }

    @Test
    void whenNothingIsHeldUpAnyMoreAFewAreLeft() {
        holdUp(MANY);
        assertThat(threads.getThreads()).isGreaterThanOrEqualTo(MANY);

        held.countDown();

        Waiting.untilTrue(LONG, () -> {
            // a thread that is idle goes when it has been woken for nothing
            doQuickly(MANY);
            return threads.getThreads() <= 2 * RequestThreads.FEW;
        });
    }

    private void holdUp(int jobs) {
        CountDownLatch begun = new CountDownLatch(jobs);
        for (int i = 0; i < jobs; i++) {
            threads.execute(() -> {
                begun.countDown();
                await(held);
            });
        }
        await(begun);
    }

    private void doQuickly(int jobs) {
        CountDownLatch done = new CountDownLatch(jobs);
        for (int i = 0; i < jobs; i++) {
            threads.execute(done::countDown);
        }
        await(done);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
