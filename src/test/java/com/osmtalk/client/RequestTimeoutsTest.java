package com.osmtalk.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestTimeoutsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final RequestTimeouts timeouts = new RequestTimeouts();
    private final List<String> cutOff = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        timeouts.close();
    }

    @Test
    void whatTakesTooLongIsCutOffInTheOrderOfItsDeadlines() {
        timeouts.begin(Duration.ofHours(1), () -> cutOff.add("an hour"));
        timeouts.begin(Duration.ofMillis(60), () -> cutOff.add("60 ms"));
        timeouts.begin(Duration.ofMillis(20), () -> cutOff.add("20 ms"));

        Waiting.untilTrue(LIMIT, () -> cutOff.size() == 2);

        assertThat(cutOff).containsExactly("20 ms", "60 ms");
    }

    @Test
    void whatIsDoneInTimeIsLeftAlone() {
        timeouts.begin(Duration.ofMillis(20), () -> cutOff.add("done")).met();
        timeouts.begin(Duration.ofMillis(60), () -> cutOff.add("not done"));

        Waiting.untilTrue(LIMIT, () -> !cutOff.isEmpty());

        assertThat(cutOff).containsExactly("not done");
    }

    @Test
    void anIdleClientHoldsNoThread() {
        assertThat(timeouts.holdsThread()).isFalse();
        timeouts.begin(Duration.ofMillis(10), () -> cutOff.add("cut off"));
        Waiting.untilTrue(LIMIT, () -> !cutOff.isEmpty());

        Waiting.untilTrue(LIMIT, () -> !timeouts.holdsThread());
    }

    @Test
    void oneThatBeginsAfterAllOthersWereMetHasItsDeadlineAsWell() {
        timeouts.begin(Duration.ofMillis(10), () -> cutOff.add("first"));
        Waiting.untilTrue(LIMIT, () -> cutOff.size() == 1);

        timeouts.begin(Duration.ofMillis(10), () -> cutOff.add("second"));
        Waiting.untilTrue(LIMIT, () -> cutOff.size() == 2);

        assertThat(cutOff).containsExactly("first", "second");
    }
}
