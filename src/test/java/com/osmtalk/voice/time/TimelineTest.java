package com.osmtalk.voice.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);

    @AfterEach
    void stop() {
        alarms.shutdownNow();
        workers.shutdownNow();
    }

    private Timeline timeline(double speed) {
        return new Timeline(
                new Pace(speed, System::nanoTime, alarms, workers), fault -> told.add("fault " + fault.getMessage()));
    }

    private void awaitDone() throws InterruptedException {
        assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void eventsRunInTheOrderTheyAreDueAtExactlyTheirTimeHoweverLate() throws Exception {
        Timeline timeline = timeline(1e9);
        timeline.post(() -> {
            long start = timeline.now();
            // overdue long before the first of these has run: still, what that one plans comes in between
            timeline.after(1_000, () -> {
                told.add("a " + (timeline.now() - start));
                timeline.after(500, () -> told.add("b " + (timeline.now() - start)));
            });
            timeline.after(2_000, () -> {
                told.add("c " + (timeline.now() - start));
                done.countDown();
            });
        });
        awaitDone();

        assertThat(told).containsExactly("a 1000", "b 1500", "c 2000");
    }

    @Test
    void aCancelledEventNeverRuns() throws Exception {
        Timeline timeline = timeline(1_000);
        timeline.post(() -> {
            Timeline.Timer timer = timeline.after(10, () -> told.add("cancelled"));
            timeline.after(5, timer::cancel);
            timeline.after(20, done::countDown);
        });
        awaitDone();

        assertThat(told).isEmpty();
    }

    @Test
    void whatAnEventThrowsIsToldAndTheNextRuns() throws Exception {
        Timeline timeline = timeline(1);
        timeline.post(() -> {
            throw new IllegalStateException("oops");
        });
        timeline.post(done::countDown);
        awaitDone();

        assertThat(told).containsExactly("fault oops");
    }

    @Test
    void eventsFromManyThreadsRunOneAtATime() throws Exception {
        Timeline timeline = timeline(1);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        for (int thread = 0; thread < 4; thread++) {
            new Thread(() -> {
                        for (int i = 0; i < 2_500; i++) {
                            timeline.post(() -> {
                                if (inside.incrementAndGet() != 1) {
                                    told.add("two at once");
                                }
                                inside.decrementAndGet();
                                if (ran.incrementAndGet() == 10_000) {
                                    done.countDown();
                                }
                            });
                        }
                    })
                    .start();
        }
        awaitDone();

        assertThat(told).isEmpty();
    }

    @Test
    void aClosedTimelineRunsNothing() throws Exception {
        Timeline timeline = timeline(1_000);
        timeline.post(() -> {
            timeline.after(10, () -> told.add("late"));
            timeline.close();
            timeline.post(() -> told.add("later"));
        });
        timeline(1_000).after(50, done::countDown);
        awaitDone();

        assertThat(told).isEmpty();
    }

    @Test
    void realTimePassesNoFasterWhenLineTimeDoes() throws Exception {
        Timeline timeline = timeline(1e6);
        long began = System.nanoTime();
        long reading = timeline.realMillis();
        timeline.after(1_000_000, done::countDown);
        awaitDone();

        assertThat(timeline.realMillis() - reading).isLessThanOrEqualTo((System.nanoTime() - began) / 1_000_000 + 1);
    }

    @Test
    void aSpeedThatIsNoneIsRefused() {
        for (double speed : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> timeline(speed)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
