package com.osmtalk.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleWriterTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final SingleWriter writer = new SingleWriter();

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void allWritesAreRunByOneThreadThatIsNoneOfTheAskers() throws Exception {
        ExecutorService askers = Executors.newFixedThreadPool(4);
        Thread first = writer.run(false, Thread::currentThread);
        AtomicInteger atOnce = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            Future<Thread> ran = askers.submit(() -> writer.run(false, () -> {
                assertThat(atOnce.incrementAndGet()).isOne();
                atOnce.decrementAndGet();
                return Thread.currentThread();
            }));
            assertThat(ran.get()).isSameAs(first);
        }
        askers.shutdown();
        assertThat(first).isNotSameAs(Thread.currentThread());
    }

    @Test
    void aWriteWithinAWriteIsPartOfIt() {
        assertThat(writer.<Integer>run(false, () -> 1 + writer.<Integer>run(false, () -> 2)))
                .isEqualTo(3);
    }

    @Test
    void whatAWriteThrowsReachesWhoAskedForIt() {
        IllegalStateException problem = new IllegalStateException("no");
        assertThatThrownBy(() -> writer.run(false, () -> {
                    throw problem;
                }))
                .isSameAs(problem);
        assertThat(writer.<Integer>run(false, () -> 1)).isOne();
    }

    @Test
    void anUrgentWriteOvertakesThoseThatWait() throws Exception {
        ExecutorService askers = Executors.newCachedThreadPool();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> all = new ArrayList<>();
        all.add(askers.submit(() -> writer.run(false, () -> {
            begun.countDown();
            await(mayEnd);
            return order.add("running");
        })));
        begun.await();
        for (String name : List.of("first", "second")) {
            all.add(askers.submit(() -> writer.run(false, () -> order.add(name))));
            int waiting = all.size() - 1;
            Waiting.untilTrue(SOON, () -> writer.waiting() == waiting);
        }
        all.add(askers.submit(() -> writer.run(true, () -> order.add("urgent"))));
        Waiting.untilTrue(SOON, () -> writer.waiting() == 3);
        mayEnd.countDown();
        for (Future<?> one : all) {
            one.get();
        }
        askers.shutdown();
        assertThat(order).containsExactly("running", "urgent", "first", "second");
    }

    @Test
    void anInterruptedAskerStillLearnsWhatBecameOfItsWrite() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger learned = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        Thread asker = new Thread(() -> {
            learned.set(writer.run(false, () -> {
                begun.countDown();
                await(mayEnd);
                return 7;
            }));
            interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0);
        });
        asker.start();
        begun.await();
        asker.interrupt();
        mayEnd.countDown();
        asker.join();
        assertThat(learned).hasValue(7);
        assertThat(interrupted).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
