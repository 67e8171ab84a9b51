package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that were let through for later are asked about again, by the rules as they are then. */
class LaterDialsTest {
    private static final String US = "+12025550100";
    private static final String OTHER_US = "+12025550108";

    @TempDir
    private Path home;

    private GuardFixture line;
    private Instant tomorrow;

    @BeforeEach
    void open() {
        line = new GuardFixture(home);
        rules(rules -> rules);
        tomorrow = line.clock().instant().plus(Duration.ofDays(1));
    }

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void nothingStandsAgainstItWhileTheSettingsAreTheSame() throws InterruptedException {
        String id = later(US, tomorrow);

        assertThat(line.later()).containsExactly(id);
        assertThat(line.objection(id, US, tomorrow)).isEmpty();
    }

    @Test
    void aNumberThatIsNotAllowedAnyMoreIsObjectedTo() throws InterruptedException {
        String id = later(US, tomorrow);

        rules(rules -> rules.allowed(AllowList.parse(List.of("IN"))));

        assertThat(line.objection(id, US, tomorrow)).contains(RefusalCode.NOT_ALLOWED);
    }

    @Test
    void quietHoursThatWereSetSinceHold() throws InterruptedException {
        String ghana = "+233302123456";
        String id = later(ghana, Instant.parse("2031-05-06T14:00:00Z"));

        rules(rules -> rules.quietHours(QuietHours.parse("13:30-15:00")));

        assertThat(line.objection(id, ghana, Instant.parse("2031-05-06T14:00:00Z")))
                .contains(RefusalCode.OUTSIDE_HOURS);
        assertThat(line.objection(id, ghana, Instant.parse("2031-05-06T15:00:00Z")))
                .isEmpty();
    }

    @Test
    void ofCallsThatAreTooManyByNowTheFirstOnesAreKept() throws InterruptedException {
        String first = later(US, tomorrow);
        String second = later(OTHER_US, tomorrow);
        String third = later("+12025550105", tomorrow.plusSeconds(60));
        String hoursLater = later("+12025550106", tomorrow.plus(Duration.ofHours(3)));

        rules(rules -> rules.perHour(1));

        assertThat(line.objection(first, US, tomorrow)).isEmpty();
        assertThat(line.objection(second, OTHER_US, tomorrow)).contains(RefusalCode.HOURLY_CAP_REACHED);
        assertThat(line.objection(third, "+12025550105", tomorrow.plusSeconds(60)))
                .contains(RefusalCode.HOURLY_CAP_REACHED);
        assertThat(line.objection(hoursLater, "+12025550106", tomorrow.plus(Duration.ofHours(3))))
                .isEmpty();
    }

    @Test
    void aLowerLimitOnSpendingHolds() throws InterruptedException {
        String id = later(US, tomorrow);
        line.spent("45.00");

        rules(rules -> rules.maxSpendPerDay(Money.ofPaise(50_00)));
        assertThat(line.objection(id, US, tomorrow)).contains(RefusalCode.SPEND_CAP_REACHED);

        rules(rules -> rules.maxSpendPerDay(Money.ofPaise(60_00)));
        assertThat(line.objection(id, US, tomorrow)).isEmpty();
    }

    @Test
    void whatDidNotGoThroughTheGuardIsNoneOfItsBusiness() {
        rules(rules -> rules.allowed(AllowList.parse(List.of("IN"))));

        assertThat(line.objection("call_of_somebody_else", US, tomorrow)).isEmpty();
    }

    @Test
    void aProgramThatMayOnlyReadHasNothingToCancel() throws InterruptedException {
        String id = later(US, tomorrow);

        rules(rules -> rules.readOnly(true));

        assertThat(line.later()).isEmpty();
        assertThat(line.objection(id, US, tomorrow)).isEmpty();
    }

    @Test
    void aCallThatWasCancelledIsCountedNoMore() throws InterruptedException {
        rules(rules -> rules.perHour(1));
        String id = later(US, tomorrow);
        assertThatThrownBy(() -> later(OTHER_US, tomorrow)).isInstanceOf(DialRefusedException.class);

        line.withdraw(id);

        assertThat(line.later()).isEmpty();
        assertThat(later(OTHER_US, tomorrow)).startsWith("call_");
    }

    /** What a call of next week may cost is not held against one of today. */
    @Test
    void theReserveOfEachAttemptCountsAtItsOwnTime() throws InterruptedException {
        rules(rules -> rules.maxSpendPerDay(Money.ofPaise(40_00)));
        line.callLater(US, new DialTimes(tomorrow.minusSeconds(1), 3, Duration.ofDays(3)));

        line.call(OTHER_US, "the one of the three that is near counts");
        line.call(OTHER_US, "and two of today");
        line.call(OTHER_US, "and three");
        assertThat(line.refused(OTHER_US, "five would be too many").code()).isEqualTo(RefusalCode.SPEND_CAP_REACHED);
    }

    @Test
    void aFurtherAttemptIsReservedForOnItsDay() throws InterruptedException {
        rules(rules -> rules.maxSpendPerDay(Money.ofPaise(10_00)));
        line.callLater(US, new DialTimes(tomorrow, 2, Duration.ofDays(5)));

        line.clock().advance(Duration.ofDays(6));

        assertThat(line.refused(OTHER_US, "on the day of the second").code()).isEqualTo(RefusalCode.SPEND_CAP_REACHED);
    }

    private String later(String to, Instant when) throws InterruptedException {
        return line.callLater(to, new DialTimes(when, 1, Duration.ZERO));
    }

    private void rules(UnaryOperator<GuardSettings.Builder> change) {
        line.rules(rules -> change.apply(rules.confirmation(GuardSettings.Confirmation.NEVER)));
    }
}
