package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.osmtalk.api.ErrorBody;
import com.osmtalk.api.Money;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.mcp.guard.GuardSettings.Confirmation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule of the gate, on a real journal and a clock that goes when it is told to. */
class DialGuardTest {
    private static final String US = "+12025550100";
    private static final String INDIA = "+919876543210";

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home);
        desk.rules(rules -> rules.confirmation(Confirmation.NEVER).quietHours(null));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void dialsWhenNothingStandsAgainstIt() throws Exception {
        assertThat(desk.call(US)).isEqualTo("call_1");
        assertThat(desk.dialled()).containsExactly(US);
    }

    @Test
    void opensNothingBeforeTheFirstDial() throws IOException {
        try (var files = Files.list(home)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void keepsItsJournalToItsOwner() throws Exception {
        Path nowhereYet = home.resolve("a/b");
        try (Desk other = new Desk(nowhereYet)) {
            other.rules(rules -> rules.confirmation(Confirmation.NEVER).quietHours(null));
            other.call(US);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(nowhereYet.resolve(Journal.FILE))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(nowhereYet)))
                .isEqualTo("rwx------");
    }

    @Test
    void readOnlyWinsOverEverything() {
        restrict(rules -> rules.readOnly(true).allowed(AllowList.parse(List.of("IN"))));
        assertThat(refusal(US)).isEqualTo(RefusalCode.READ_ONLY);
        assertThat(refusal("+9991234567")).isEqualTo(RefusalCode.READ_ONLY);
        assertThat(home.resolve(Journal.FILE)).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"+9991234567, INVALID_NUMBER", "+19002345678, NUMBER_FORBIDDEN", "+4690000, NUMBER_FORBIDDEN"})
    void somethingThatNoTelephoneShouldBeAskedForIsNotDialled(String number, RefusalCode code) {
        assertThat(refusal(number)).isEqualTo(code);
        restrict(rules -> rules.allowed(AllowList.parse(List.of(number))));
        assertThat(refusal(number)).as("allowed or not").isEqualTo(code);
    }

    @Test
    void onlyWhatIsOnTheListMayBeCalled() throws Exception {
        restrict(rules -> rules.allowed(AllowList.parse(List.of("IN"))));
        assertThat(refusal(US)).isEqualTo(RefusalCode.NOT_ALLOWED);
        desk.call(INDIA);
        assertThat(desk.dialled()).containsExactly(INDIA);
    }

    @Test
    void nobodyIsCalledInTheNightOfWhereTheyAre() throws Exception {
        desk.rules(rules -> rules.confirmation(Confirmation.NEVER));
        desk.simulated(false);
        // 15:30 in India, 05:00 in Washington
        DialRefused refused = refused(US);
        assertThat(refused.code()).isEqualTo(RefusalCode.OUTSIDE_HOURS);
        assertThat(refused.more()).containsEntry("retry_at", "2026-03-01T13:00:00Z");
        assertThat(refused.next()).contains("OSMTALK_QUIET_HOURS");
        assertThat(refusal("+80012345678")).as("nobody knows where").isEqualTo(RefusalCode.OUTSIDE_HOURS);
        desk.call(INDIA);
        desk.clock().advance(Duration.ofHours(3));
        desk.call(US);
        assertThat(desk.dialled()).containsExactly(INDIA, US);
    }

    @Test
    void theSimulatedNetworkHasNoNightUnlessSomebodySetsOne() throws Exception {
        desk.rules(rules -> rules.confirmation(Confirmation.NEVER));
        desk.call(US);
        restrict(rules -> rules.quietHours(QuietHours.parse("21:00-08:00")));
        assertThat(refusal("+12025550101")).isEqualTo(RefusalCode.OUTSIDE_HOURS);
    }

    @Test
    void theSameCallAgainIsAnsweredWithTheFirst() throws Exception {
        String first = desk.call(US, "Asha");
        assertThat(desk.call(US, "Asha")).isEqualTo("again " + first);
        assertThat(desk.call(US, "Arjun")).as("another purpose").isEqualTo("call_2");
        assertThat(desk.call("+12025550101", "Asha")).as("another number").isEqualTo("call_3");
        desk.clock().advance(Duration.ofMinutes(10));
        assertThat(desk.call(US, "Asha")).as("another time").isEqualTo("call_4");
    }

    @Test
    void everyAccountHasItsOwnCallsAndLimits() throws Exception {
        restrict(rules -> rules.perHour(1));
        desk.call(US);
        desk.payer("another");
        assertThat(desk.call(US)).isEqualTo("call_2");
    }

    @Test
    void theNextCallAfterTheLastOfAnHourWaitsForTheFirstToBeAnHourOld() throws Exception {
        restrict(rules -> rules.perHour(2));
        desk.call(US, "1");
        desk.clock().advance(Duration.ofMinutes(20));
        desk.call(US, "2");
        DialRefused refused = refused(US);
        assertThat(refused.code()).isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
        assertThat(refused.more()).containsEntry("retry_at", "2026-03-01T11:00:00Z");
        desk.clock().advance(Duration.ofMinutes(40));
        desk.call(US, "3");
        assertThat(refusal(US)).isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
    }

    @Test
    void aDayHasItsOwnLimit() throws Exception {
        restrict(rules -> rules.perHour(1).perDay(2));
        desk.call(US, "1");
        desk.clock().advance(Duration.ofHours(1));
        desk.call(US, "2");
        desk.clock().advance(Duration.ofHours(1));
        assertThat(refusal(US)).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
        desk.clock().advance(Duration.ofHours(22));
        desk.call(US, "3");
    }

    @Test
    void limitsHoldOverARestart() throws Exception {
        restrict(rules -> rules.perDay(1));
        desk.call(US, "1");
        desk.restart();
        assertThat(desk.call(US, "1")).isEqualTo("again call_1");
        assertThat(refusal(US)).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
    }

    @Test
    void moneyIsCountedWithAReserveForEachCallThatHasNoPriceYet() throws Exception {
        restrict(rules -> rules.maxSpendPerDay(Money.ofPaise(50_00)));
        desk.spent("25");
        desk.call(US, "1");
        desk.call(US, "2");
        DialRefused refused = refused(US);
        assertThat(refused.code()).isEqualTo(RefusalCode.SPEND_CAP_REACHED);
        assertThat(refused.getMessage()).contains("₹25.00", "3 calls without a price", "₹50.00");

        desk.settle("call_1");
        desk.spent("27.50");
        desk.call(US, "3");
        assertThat(refusal(US)).isEqualTo(RefusalCode.SPEND_CAP_REACHED);
        desk.settle("call_2");
        desk.settle("call_3");
        desk.spent("40.01");
        assertThat(refusal(US)).isEqualTo(RefusalCode.SPEND_CAP_REACHED);
        desk.spent("40");
        desk.call(US, "4");
    }

    @Test
    void aRefusalOfTheApiCountsForNothing() throws Exception {
        restrict(rules -> rules.perDay(1));
        desk.line(() -> {
            throw new ApiException(402, new ErrorBody("No credits", "insufficient_credits", null, null), null, null);
        });
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> desk.call(US));
        desk.line(null);
        assertThat(desk.call(US)).isEqualTo("call_1");
    }

    @Test
    void aFaultOfTheApiCountsAsACallUnlessItDidNotBegin() throws Exception {
        restrict(rules -> rules.perDay(1));
        desk.line(() -> {
            throw new ApiException(503, new ErrorBody("Later", "shutting_down", null, null), null, null);
        });
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> desk.call(US));
        desk.line(() -> {
            throw new ApiException(500, new ErrorBody("Oops", "internal_error", null, null), null, null);
        });
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> desk.callWithKey(US, "key-1"));
        desk.line(null);
        assertThat(refused(US).more()).containsEntry("idempotency_key", "key-1");
        assertThat(refusal("+12025550101")).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
        assertThat(desk.callWithKey(US, "key-1")).isEqualTo("call_1");
    }

    @Test
    void anUnknownOutcomeCountsAsACallAndIsNotDialledAgainButByItsKey() throws Exception {
        restrict(rules -> rules.perDay(1));
        desk.line(() -> {
            throw new UnknownOutcomeException("cut", new IOException());
        });
        assertThatExceptionOfType(UnknownOutcomeException.class).isThrownBy(() -> desk.callWithKey(US, "key-1"));
        desk.line(null);

        DialRefused again = refused(US);
        assertThat(again.code()).isEqualTo(RefusalCode.DUPLICATE_SUPPRESSED);
        assertThat(again.more()).containsEntry("idempotency_key", "key-1");
        assertThat(again.next()).contains("list_calls number=" + US, "key-1");
        assertThat(refusal("+12025550101")).isEqualTo(RefusalCode.DAILY_CAP_REACHED);

        assertThat(desk.callWithKey(US, "key-1")).isEqualTo("call_1");
        assertThat(desk.call(US)).isEqualTo("again call_1");
    }

    @Test
    void aRepeatGoesToTheApiIsCountedOnceAndAsksNobodyTwice() throws Exception {
        desk.rules(rules -> rules.quietHours(null).perHour(1));
        desk.answer(Person.Answer.YES);
        desk.callWithKey(US, "key-1");
        desk.answer(Person.Answer.NO);
        assertThat(desk.callWithKey(US, "key-1")).isEqualTo("call_2");
        assertThat(desk.asked()).isEqualTo(1);
        assertThat(desk.dialled()).hasSize(2);
    }

    @Test
    void aRepeatOfACallThatMayNotHaveBeenPlacedIsHeldToTheHours() throws Exception {
        desk.line(() -> {
            throw new UnknownOutcomeException("cut", new IOException());
        });
        assertThatExceptionOfType(UnknownOutcomeException.class).isThrownBy(() -> desk.callWithKey(US, "key-1"));
        desk.line(null);
        restrict(rules -> rules.quietHours(QuietHours.parse("00:00-23:00")));
        assertThatExceptionOfType(DialRefused.class)
                .isThrownBy(() -> desk.callWithKey(US, "key-1"))
                .extracting(DialRefused::code)
                .isEqualTo(RefusalCode.OUTSIDE_HOURS);
    }

    @Test
    void aKeyThatTheApiHasForgottenByNowIsNoRepeat() throws Exception {
        restrict(rules -> rules.perDay(1));
        desk.callWithKey(US, "key-1");
        desk.clock().advance(Duration.ofHours(23));
        assertThatExceptionOfType(DialRefused.class)
                .isThrownBy(() -> desk.callWithKey(US, "key-1"))
                .extracting(DialRefused::code)
                .isEqualTo(RefusalCode.DAILY_CAP_REACHED);
    }

    @Test
    void aProgramThatDiesWhileItDialsLeavesACallThatCounts() throws Exception {
        restrict(rules -> rules.perDay(1));
        desk.line(() -> {
            // as far as the journal can tell
            throw new InternalError();
        });
        assertThatExceptionOfType(InternalError.class).isThrownBy(() -> desk.call(US));
        desk.line(null);
        desk.restart();
        assertThat(refusal("+12025550101")).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
    }

    @Test
    void theSameCallFromTwentyThreadsIsDialledOnce() throws Exception {
        List<Object> outcomes = fromThreads(20, i -> "Asha");
        assertThat(desk.dialled()).hasSize(1);
        assertThat(outcomes).filteredOn("call_1"::equals).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.equals("call_1"))
                .allMatch(outcome -> outcome.equals("again call_1") || outcome == RefusalCode.DUPLICATE_SUPPRESSED);
    }

    @Test
    void twentyCallsAtOnceAreHeldToTheLimitExactly() throws Exception {
        restrict(rules -> rules.perHour(7));
        List<Object> outcomes = fromThreads(20, String::valueOf);
        assertThat(desk.dialled()).hasSize(7);
        assertThat(outcomes).filteredOn(RefusalCode.HOURLY_CAP_REACHED::equals).hasSize(13);
    }

    @Test
    void withoutAJournalNothingIsDialled() throws Exception {
        desk.close();
        Files.createDirectory(home.resolve(Journal.FILE));
        DialRefused refused = refused(US);
        assertThat(refused.code()).isEqualTo(RefusalCode.GUARD_UNAVAILABLE);
        assertThat(refused.next()).contains("OSMTALK_HOME", Journal.FILE);
        assertThat(refused.getMessage()).contains("SQLITE_").doesNotContain(home.toString());
        assertThat(desk.dialled()).isEmpty();

        Files.delete(home.resolve(Journal.FILE));
        assertThat(desk.call(US)).as("once it can be written").isEqualTo("call_1");
    }

    @Test
    void aJournalThatIsNoneIsNotWrittenOver() throws Exception {
        Files.writeString(home.resolve(Journal.FILE), "somebody's notes, longer than a header of SQLite is ".repeat(9));
        assertThat(refusal(US)).isEqualTo(RefusalCode.GUARD_UNAVAILABLE);
        assertThat(home.resolve(Journal.FILE)).content().startsWith("somebody's notes");
    }

    private interface Purpose {
        String of(int thread);
    }

    /** What came of calls that began at the same moment: text, or the code of a refusal. */
    private List<Object> fromThreads(int count, Purpose purpose) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<Object>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String what = purpose.of(i);
                calls.add(threads.submit(() -> {
                    start.await();
                    try {
                        return desk.call(US, what);
                    } catch (DialRefused e) {
                        return e.code();
                    }
                }));
            }
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> call : calls) {
                outcomes.add(call.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private void restrict(UnaryOperator<GuardSettings.Builder> more) {
        desk.rules(rules -> more.apply(rules.confirmation(Confirmation.NEVER).quietHours(null)));
    }

    private RefusalCode refusal(String to) {
        return refused(to).code();
    }

    private DialRefused refused(String to) {
        return desk.refused(to, Desk.USUAL_PURPOSE);
    }
}
