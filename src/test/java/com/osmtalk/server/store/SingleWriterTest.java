package com.osmtalk.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleWriterTest {
    private final SingleWriter writer = new SingleWriter();

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void allWritesAreRunByOneThreadThatIsNoneOfTheAskers() throws Exception {
        ExecutorService askers = Executors.newFixedThreadPool(4);
        Thread first = writer.run(Thread::currentThread);
        AtomicInteger atOnce = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            Future<Thread> ran = askers.submit(() -> writer.run(() -> {
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
        assertThat(writer.<Integer>run(() -> 1 + writer.<Integer>run(() -> 2))).isEqualTo(3);
    }

    @Test
    void whatAWriteThrowsReachesWhoAskedForIt() {
        IllegalStateException problem = new IllegalStateException("no");
        assertThatThrownBy(() -> writer.run(() -> {
                    throw problem;
                }))
                .isSameAs(problem);
        assertThat(writer.<Integer>run(() -> 1)).isOne();
    }

    @Test
    void anInterruptedAskerStillLearnsWhatBecameOfItsWrite() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger learned = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        Thread asker = new Thread(() -> {
            learned.set(writer.run(() -> {
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
