package com.osmtalk.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TimeMeter time = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };
    private final Throttle throttle = new Throttle(new Rate(60, 3), time);

    @Test
    void aBurstPassesAndTheNextIsToldHowLongToWait() {
        takeAll("a");
        assertThatThrownBy(() -> throttle.take("a"))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(ProblemKind.LIMIT_REACHED);
                    assertThat(problem.code()).isEqualTo("rate_limited");
                    assertThat(problem.retryAfter()).isEqualTo(Duration.ofSeconds(1));
                });
    }

    @Test
    void oneCallerDoesNotSlowAnother() {
        takeAll("a");
        assertThatCode(() -> throttle.take("b")).doesNotThrowAnyException();
    }

    @Test
    void timeGivesBackWhatWasTaken() {
        takeAll("a");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        throttle.take("a");
        assertThatThrownBy(() -> throttle.take("a")).isInstanceOf(Problem.class);
    }

    @Test
    void manyCallersTakeBoundedMemoryAndDoNotFreeOneThatIsHeld() {
        takeAll("held");
        for (int i = 0; i < 100_000; i++) {
            if (i % 1000 == 0) {
                assertThatThrownBy(() -> throttle.take("held")).isInstanceOf(Problem.class);
            }
            throttle.take("caller " + i);
        }
        assertThat(throttle.callers()).isLessThanOrEqualTo(10_000);
    }

    private void takeAll(String caller) {
        for (int i = 0; i < 3; i++) {
            throttle.take(caller);
        }
    }
}
