package com.osmtalk.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RelayTest {
    private static final Runnable END = () -> {};

    private final Workers workers = new Workers(3);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<Runnable> messages = new LinkedBlockingQueue<>();
    private final CountDownLatch forTheEnd = new CountDownLatch(1);

    /** Whether somebody looks at what is waiting, as a pipe tells it. */
    private volatile boolean tellsOfMore = true;

    @AfterEach
    void close() {
        forTheEnd.countDown();
        timer.shutdownNow();
        workers.close();
    }

    @Test
    void whoReadsAQuickRequestWorksOnItAndReadsOn() throws Exception {
        Relay relay = start();
        Thread first = threadOf(relay);
        assertThat(threadOf(relay)).isSameAs(first);
        assertThat(threadOf(relay)).isSameAs(first);
    }

    @Test
    void anotherReadsOnWhenWorkLasts() throws Exception {
        Relay relay = start();
        CompletableFuture<Thread> lasting = new CompletableFuture<>();
        work(relay, () -> {
            lasting.complete(Thread.currentThread());
            awaitTheEnd();
        });
        Thread first = lasting.get();
        assertThat(threadOf(relay)).isNotSameAs(first);
    }

    @Test
    void whatCameTogetherIsWorkedOnTogetherWithoutALookAtTheClock() throws Exception {
        timer.shutdownNow();
        CountDownLatch both = new CountDownLatch(2);
        Relay relay = new Relay(source(), workers, timer);
        for (int i = 0; i < 2; i++) {
            work(relay, () -> {
                both.countDown();
                awaitTheEnd();
            });
        }
        run(relay);
        both.await();
    }

    @Test
    void whatComesWhileOneIsAtWorkFindsAReader() throws Exception {
        Relay relay = start();
        CountDownLatch three = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            work(relay, () -> {
                three.countDown();
                awaitTheEnd();
            });
        }
        three.await();
    }

    @Test
    void oneTooManyIsRefusedAndReadingGoesOn() throws Exception {
        Relay relay = start();
        for (int i = 0; i < 3; i++) {
            work(relay, this::awaitTheEnd);
        }
        CompletableFuture<ProtocolException> refusal = new CompletableFuture<>();
        messages.add(() -> {
            try {
                relay.run(this::awaitTheEnd);
            } catch (ProtocolException e) {
                refusal.complete(e);
            }
        });
        assertThat(refusal.get().error().code()).isEqualTo(ProtocolException.BUSY);
        CountDownLatch read = new CountDownLatch(1);
        messages.add(read::countDown);
        read.await();
    }

    @Test
    void anErrorInOneRequestStopsNoOther() throws Exception {
        Relay relay = start();
        work(relay, () -> {
            throw new StackOverflowError("of the test");
        });
        assertThat(threadOf(relay)).isNotNull();
    }

    @Test
    void itIsOverWhenTheInputIsThoughWorkGoesOn() throws Exception {
        Relay relay = new Relay(source(), workers, timer);
        CompletableFuture<Void> over = run(relay);
        CountDownLatch atWork = new CountDownLatch(1);
        work(relay, () -> {
            atWork.countDown();
            awaitTheEnd();
        });
        atWork.await();
        assertThatThrownBy(() -> over.get(20, TimeUnit.MILLISECONDS)).isInstanceOf(Exception.class);
        messages.add(END);
        over.get();
    }

    @Test
    void itIsOverWhenAnErrorLeavesNobodyToReadOn() throws Exception {
        Relay relay = new Relay(source(), workers, timer);
        CompletableFuture<Void> over = run(relay);
        work(relay, () -> {
            workers.close();
            throw new StackOverflowError("of the test");
        });
        over.get();
    }

    @Test
    void whoReadsOnIsNotInterruptedForWhatItWorkedOn() throws Exception {
        Relay relay = start();
        work(relay, () -> Thread.currentThread().interrupt());
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        work(relay, () -> interrupted.complete(Thread.currentThread().isInterrupted()));
        assertThat(interrupted.get()).isFalse();
    }

    private Relay start() {
        tellsOfMore = false;
        Relay relay = new Relay(source(), workers, timer);
        run(relay);
        return relay;
    }

    private static CompletableFuture<Void> run(Relay relay) {
        return CompletableFuture.runAsync(() -> {
            try {
                relay.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Which thread works on a request that is quickly done. */
    private Thread threadOf(Relay relay) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CountDownLatch done = new CountDownLatch(1);
        messages.add(() -> {
            try {
                relay.run(() -> thread.complete(Thread.currentThread()));
            } catch (ProtocolException e) {
                thread.completeExceptionally(e);
            }
            done.countDown();
        });
        done.await();
        return thread.get();
    }

    private void work(Relay relay, Runnable work) {
        messages.add(() -> {
            try {
                relay.run(work);
            } catch (ProtocolException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void awaitTheEnd() {
        try {
            forTheEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Relay.Source source() {
        return new Relay.Source() {
            @Override
            public boolean next() {
                try {
                    Runnable message = messages.take();
                    message.run();
                    return message != END;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }

            @Override
            public boolean hasMore() {
                return tellsOfMore && !messages.isEmpty();
            }
        };
    }
}
