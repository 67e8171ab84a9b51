package com.osmtalk.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Deadlines deadlines = new Deadlines();
    private final List<String> cutOff = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        deadlines.close();
    }

    @Test
    void whatTakesTooLongIsCutOffInTheOrderOfItsDeadlines() {
        deadlines.begin(Duration.ofHours(1), () -> cutOff.add("an hour"));
        deadlines.begin(Duration.ofMillis(60), () -> cutOff.add("60 ms"));
        deadlines.begin(Duration.ofMillis(20), () -> cutOff.add("20 ms"));

        Waiting.untilTrue(LIMIT, () -> cutOff.size() == 2);

        assertThat(cutOff).containsExactly("20 ms", "60 ms");
    }

    @Test
    void whatIsDoneInTimeIsLeftAlone() {
        deadlines.begin(Duration.ofMillis(20), () -> cutOff.add("done")).met();
        deadlines.begin(Duration.ofMillis(60), () -> cutOff.add("not done"));

        Waiting.untilTrue(LIMIT, () -> !cutOff.isEmpty());

        assertThat(cutOff).containsExactly("not done");
    }

    @Test
    void oneThatBeginsAfterAllOthersWereMetHasItsDeadlineAsWell() {
        deadlines.begin(Duration.ofMillis(10), () -> cutOff.add("first"));
        Waiting.untilTrue(LIMIT, () -> cutOff.size() == 1);

        deadlines.begin(Duration.ofMillis(10), () -> cutOff.add("second"));
        Waiting.untilTrue(LIMIT, () -> cutOff.size() == 2);

        assertThat(cutOff).containsExactly("first", "second");
    }
}
