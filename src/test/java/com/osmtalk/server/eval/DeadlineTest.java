package com.osmtalk.server.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void whatDoesNotComeInTimeEndsTheRunWithWhatItWaitedFor() {
        Deadline deadline = new Deadline(Duration.ZERO);

        assertThatThrownBy(() -> deadline.await("the analysis", new CompletableFuture<>()))
                .isInstanceOf(RehearsalException.class)
                .hasMessage("After 0 seconds the run still waited for the analysis.");
    }

    @Test
    void whatIsThereIsTakenAtTheLastMoment() throws Exception {
        assertThat(new Deadline(Duration.ZERO).await("it", CompletableFuture.completedFuture("said")))
                .isEqualTo("said");
    }

    @Test
    void aRunThatIsHeldWhenTheServerStopsSaysSo() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new Deadline(Duration.ofMinutes(3)).await("it", new CompletableFuture<>()))
                .hasMessageContaining("The server stopped");
        assertThat(Thread.interrupted()).isTrue();
    }
}
