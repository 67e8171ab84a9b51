package com.osmtalk.mcp.protocol.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CancellationTest {
    @Test
    void whoIsWokenByACancellationFindsItCancelled() throws Exception {
        for (int i = 0; i < 200; i++) {
            Cancellation cancellation = new Cancellation();
            CompletableFuture<Boolean> woken = CompletableFuture.supplyAsync(() -> {
                try {
                    return !cancellation.pause(Duration.ofSeconds(10)) && cancellation.isCancelled();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            cancellation.cancel();
            assertThat(woken.get(120, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void hurryingEndsAPauseButCancelsNothing() throws Exception {
        Cancellation cancellation = new Cancellation();
        assertThat(cancellation.pause(Duration.ofMillis(1))).isTrue();
        cancellation.stopWaiting();
        assertThat(cancellation.pause(Duration.ofSeconds(10))).isFalse();
        assertThat(cancellation.isCancelled()).isFalse();
    }
}
