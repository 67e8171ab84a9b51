package com.osmtalk.mcp.protocol.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.WorkerPool;
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

@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeaderFollowersTest {
    private static final Runnable END = () -> {};

    private final WorkerPool workers = new WorkerPool(3);
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
        LeaderFollowers reader = start();
        Thread first = threadOf(reader);
        assertThat(threadOf(reader)).isSameAs(first);
        assertThat(threadOf(reader)).isSameAs(first);
    }

    @Test
    void anotherReadsOnWhenWorkLasts() throws Exception {
        LeaderFollowers reader = start();
        CompletableFuture<Thread> lasting = new CompletableFuture<>();
        work(reader, () -> {
            lasting.complete(Thread.currentThread());
            awaitTheEnd();
        });
        Thread first = lasting.get();
        assertThat(threadOf(reader)).isNotSameAs(first);
    }

    @Test
    void whatCameTogetherIsWorkedOnTogetherWithoutALookAtTheClock() throws Exception {
        timer.shutdownNow();
        CountDownLatch both = new CountDownLatch(2);
        LeaderFollowers reader = new LeaderFollowers(source(), workers, timer);
        for (int i = 0; i < 2; i++) {
            work(reader, () -> {
                both.countDown();
                awaitTheEnd();
            });
        }
        run(reader);
        both.await();
    }

    @Test
    void whatComesWhileOneIsAtWorkFindsAReader() throws Exception {
        LeaderFollowers reader = start();
        CountDownLatch three = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            work(reader, () -> {
                three.countDown();
                awaitTheEnd();
            });
        }
        three.await();
    }

    @Test
    void oneTooManyIsRefusedAndReadingGoesOn() throws Exception {
        LeaderFollowers reader = start();
        for (int i = 0; i < 3; i++) {
            work(reader, this::awaitTheEnd);
        }
        CompletableFuture<ProtocolException> refusal = new CompletableFuture<>();
        messages.add(() -> {
            try {
                reader.run(this::awaitTheEnd);
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
        LeaderFollowers reader = start();
        work(reader, () -> {
            throw new StackOverflowError("of the test");
        });
        assertThat(threadOf(reader)).isNotNull();
    }

    @Test
    void itIsOverWhenTheInputIsThoughWorkGoesOn() throws Exception {
        LeaderFollowers reader = new LeaderFollowers(source(), workers, timer);
        CompletableFuture<Void> over = run(reader);
        CountDownLatch atWork = new CountDownLatch(1);
        work(reader, () -> {
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
        LeaderFollowers reader = new LeaderFollowers(source(), workers, timer);
        CompletableFuture<Void> over = run(reader);
        work(reader, () -> {
            workers.close();
            throw new StackOverflowError("of the test");
        });
        over.get();
    }

    @Test
    void whoReadsOnIsNotInterruptedForWhatItWorkedOn() throws Exception {
        LeaderFollowers reader = start();
        work(reader, () -> Thread.currentThread().interrupt());
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        work(reader, () -> interrupted.complete(Thread.currentThread().isInterrupted()));
        assertThat(interrupted.get()).isFalse();
    }

    private LeaderFollowers start() {
        tellsOfMore = false;
        LeaderFollowers reader = new LeaderFollowers(source(), workers, timer);
        run(reader);
        return reader;
    }

    private static CompletableFuture<Void> run(LeaderFollowers reader) {
        return CompletableFuture.runAsync(() -> {
            try {
                reader.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Which thread works on a request that is quickly done. */
    private Thread threadOf(LeaderFollowers reader) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CountDownLatch done = new CountDownLatch(1);
        messages.add(() -> {
            try {
                reader.run(() -> thread.complete(Thread.currentThread()));
            } catch (ProtocolException e) {
                thread.completeExceptionally(e);
            }
            done.countDown();
        });
        done.await();
        return thread.get();
    }

    private void work(LeaderFollowers reader, Runnable work) {
        messages.add(() -> {
            try {
                reader.run(work);
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

    private LeaderFollowers.MessageSource source() {
        return new LeaderFollowers.MessageSource() {
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
