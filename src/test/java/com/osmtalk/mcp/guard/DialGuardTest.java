package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.osmtalk.api.ErrorBody;
import com.osmtalk.api.Money;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.mcp.guard.GuardSettings.Confirmation;
import com.osmtalk.mcp.guard.store.GuardDatabase;
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

/** Every rule of the gate, on a real file and a clock that goes when it is told to. */
class DialGuardTest {
    private static final String US = "+12025550100";
    private static final String INDIA = "+919876543210";

    @TempDir
    private Path home;

    private GuardFixture guard;

    @BeforeEach
    void open() {
        guard = new GuardFixture(home);
        guard.rules(rules -> rules.confirmation(Confirmation.NEVER).quietHours(null));
    }

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void dialsWhenNothingStandsAgainstIt() throws Exception {
        assertThat(guard.call(US)).isEqualTo("call_1");
        assertThat(guard.dialled()).containsExactly(US);
    }

    @Test
    void opensNothingBeforeTheFirstDial() throws IOException {
        try (var files = Files.list(home)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void keepsItsFileToItsOwner() throws Exception {
        Path nowhereYet = home.resolve("a/b");
        try (GuardFixture other = new GuardFixture(nowhereYet)) {
            other.rules(rules -> rules.confirmation(Confirmation.NEVER).quietHours(null));
            other.call(US);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(nowhereYet.resolve(GuardDatabase.FILE))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(nowhereYet)))
                .isEqualTo("rwx------");
    }

    @Test
    void readOnlyWinsOverEverything() {
        restrict(rules -> rules.readOnly(true).allowed(AllowList.parse(List.of("IN"))));
        assertThat(refusal(US)).isEqualTo(RefusalCode.READ_ONLY);
        assertThat(refusal("+9991234567")).isEqualTo(RefusalCode.READ_ONLY);
        assertThat(home.resolve(GuardDatabase.FILE)).doesNotExist();
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
        guard.call(INDIA);
        assertThat(guard.dialled()).containsExactly(INDIA);
    }

    @Test
    void nobodyIsCalledInTheNightOfWhereTheyAre() throws Exception {
        guard.rules(rules -> rules.confirmation(Confirmation.NEVER));
        guard.simulated(false);
        // 15:30 in India, 05:00 in Washington
        DialRefusedException refused = refused(US);
        assertThat(refused.code()).isEqualTo(RefusalCode.OUTSIDE_HOURS);
        assertThat(refused.more()).containsEntry("retry_at", "2026-03-01T13:00:00Z");
        assertThat(refused.next()).contains("OSMTALK_QUIET_HOURS");
        assertThat(refusal("+80012345678")).as("nobody knows where").isEqualTo(RefusalCode.OUTSIDE_HOURS);
        guard.call(INDIA);
        guard.clock().advance(Duration.ofHours(3));
        guard.call(US);
        assertThat(guard.dialled()).containsExactly(INDIA, US);
    }

    @Test
    void theSimulatedNetworkHasNoNightUnlessSomebodySetsOne() throws Exception {
        guard.rules(rules -> rules.confirmation(Confirmation.NEVER));
        guard.call(US);
        restrict(rules -> rules.quietHours(QuietHours.parse("21:00-08:00")));
        assertThat(refusal("+12025550101")).isEqualTo(RefusalCode.OUTSIDE_HOURS);
    }

    @Test
    void theSameCallAgainIsAnsweredWithTheFirst() throws Exception {
        String first = guard.call(US, "Asha");
        assertThat(guard.call(US, "Asha")).isEqualTo("again " + first);
        assertThat(guard.call(US, "Arjun")).as("another purpose").isEqualTo("call_2");
        assertThat(guard.call("+12025550101", "Asha")).as("another number").isEqualTo("call_3");
        guard.clock().advance(Duration.ofMinutes(10));
        assertThat(guard.call(US, "Asha")).as("another time").isEqualTo("call_4");
    }

    @Test
    void aCallThatNobodyAnsweredIsMadeAgainWithTheConsentOfAPersonOnly() throws Exception {
        String first = guard.call(US);
        guard.nobodyAnswers(first);
        assertThat(guard.call(US)).as("where nobody is asked").isEqualTo("again " + first);
        guard.rules(rules -> rules.quietHours(null).perHour(2));
        guard.answer(Approver.Answer.NO);
        assertThat(refusal(US)).isEqualTo(RefusalCode.DECLINED);
        guard.answer(Approver.Answer.YES);
        String second = guard.call(US);
        assertThat(second).isEqualTo("call_2");
        assertThat(guard.questions().get(1)).endsWith("\nTried before: 2026-03-01T10:00:00Z: busy");
        assertThat(guard.call(US)).as("which may have been answered").isEqualTo("again " + second);
        guard.nobodyAnswers(second);
        assertThat(refusal(US)).as("each of them counts").isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
    }

    @Test
    void aTokenOfBeforeTheAttemptIsNoConsentToAnother() throws Exception {
        guard.rules(rules -> rules.quietHours(null));
        String one = token();
        String two = token();
        guard.clock().advance(Duration.ofMinutes(1));
        String first = guard.callWithToken(US, GuardFixture.USUAL_PURPOSE, one);
        guard.nobodyAnswers(first);
        DialRefusedException stale = guard.refusedWithToken(US, GuardFixture.USUAL_PURPOSE, two);
        assertThat(stale.code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        assertThat(stale.getMessage()).contains("before the last attempt", "Tried before: 2026-03-01T10:01:00Z: busy");
        guard.clock().advance(Duration.ofSeconds(1));
        assertThat(guard.callWithToken(US, GuardFixture.USUAL_PURPOSE, token())).isEqualTo("call_2");
    }

    @Test
    void anUnknownOutcomeIsNeverPassedOver() {
        guard.rules(rules -> rules.quietHours(null));
        guard.answer(Approver.Answer.YES);
        guard.line(() -> {
            throw new UnknownOutcomeException("cut", new IOException());
        });
        assertThatExceptionOfType(UnknownOutcomeException.class).isThrownBy(() -> guard.call(US));
        guard.line(null);
        assertThat(refusal(US)).isEqualTo(RefusalCode.DUPLICATE_SUPPRESSED);
    }

    private String token() {
        return (String) refused(US).more().get("confirmation_token");
    }

    @Test
    void afterABusyLineTwentyThreadsWithConsentDialOnce() throws Exception {
        guard.rules(rules -> rules.quietHours(null));
        guard.answer(Approver.Answer.YES);
        guard.nobodyAnswers(guard.call(US, "Asha"));
        List<Object> outcomes = fromThreads(20, i -> "Asha");
        assertThat(guard.dialled()).hasSize(2);
        assertThat(outcomes).filteredOn("call_2"::equals).hasSize(1);
    }

    @Test
    void anotherNumberOfTheSamePersonIsNoOtherCall() throws Exception {
        String first = guard.call("+5491123456789", "Asha");
        assertThat(guard.call("+541123456789", "Asha")).isEqualTo("again " + first);
    }

    @Test
    void everyAccountHasItsOwnCallsAndLimits() throws Exception {
        restrict(rules -> rules.perHour(1));
        guard.call(US);
        guard.account("another");
        assertThat(guard.call(US)).isEqualTo("call_2");
    }

    @Test
    void theNextCallAfterTheLastOfAnHourWaitsForTheFirstToBeAnHourOld() throws Exception {
        restrict(rules -> rules.perHour(2));
        guard.call(US, "1");
        guard.clock().advance(Duration.ofMinutes(20));
        guard.call(US, "2");
        DialRefusedException refused = refused(US);
        assertThat(refused.code()).isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
        assertThat(refused.more()).containsEntry("retry_at", "2026-03-01T11:00:00Z");
        guard.clock().advance(Duration.ofMinutes(40));
        guard.call(US, "3");
        assertThat(refusal(US)).isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
    }

    @Test
    void aDayHasItsOwnLimit() throws Exception {
        restrict(rules -> rules.perHour(1).perDay(2));
        guard.call(US, "1");
        guard.clock().advance(Duration.ofHours(1));
        guard.call(US, "2");
        guard.clock().advance(Duration.ofHours(1));
        assertThat(refusal(US)).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
        guard.clock().advance(Duration.ofHours(22));
        guard.call(US, "3");
    }

    @Test
    void limitsHoldOverARestart() throws Exception {
        restrict(rules -> rules.perDay(1));
        guard.call(US, "1");
        guard.restart();
        assertThat(guard.call(US, "1")).isEqualTo("again call_1");
        assertThat(refusal(US)).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
    }

    @Test
    void moneyIsCountedWithAReserveForEachCallThatHasNoPriceYet() throws Exception {
        restrict(rules -> rules.maxSpendPerDay(Money.ofPaise(50_00)));
        guard.spent("25");
        guard.call(US, "1");
        guard.call(US, "2");
        DialRefusedException refused = refused(US);
        assertThat(refused.code()).isEqualTo(RefusalCode.SPEND_CAP_REACHED);
        assertThat(refused.getMessage()).contains("₹25.00", "each of 3 calls", "₹50.00");

        guard.settle("call_1");
        guard.spent("27.50");
        guard.call(US, "3");
        assertThat(refusal(US)).isEqualTo(RefusalCode.SPEND_CAP_REACHED);
        guard.settle("call_2");
        guard.settle("call_3");
        guard.spent("40.01");
        assertThat(refusal(US)).isEqualTo(RefusalCode.SPEND_CAP_REACHED);
        guard.spent("40");
        guard.call(US, "4");
    }

    @Test
    void aRefusalOfTheApiCountsForNothing() throws Exception {
        restrict(rules -> rules.perDay(1));
        guard.line(() -> {
            throw new ApiException(402, new ErrorBody("No credits", "insufficient_credits", null, null), null, null);
        });
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> guard.call(US));
        guard.line(null);
        assertThat(guard.call(US)).isEqualTo("call_1");
    }

    @Test
    void aFaultOfTheApiCountsAsACallUnlessItDidNotBegin() throws Exception {
        restrict(rules -> rules.perDay(1));
        guard.line(() -> {
            throw new ApiException(503, new ErrorBody("Later", "shutting_down", null, null), null, null);
        });
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> guard.call(US));
        guard.line(() -> {
            throw new ApiException(500, new ErrorBody("Oops", "internal_error", null, null), null, null);
        });
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> guard.callWithKey(US, "key-1"));
        guard.line(null);
        assertThat(refused(US).more()).containsEntry("idempotency_key", "key-1");
        assertThat(refusal("+12025550101")).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
        assertThat(guard.callWithKey(US, "key-1")).isEqualTo("call_1");
    }

    @Test
    void anUnknownOutcomeCountsAsACallAndIsNotDialledAgainButByItsKey() throws Exception {
        restrict(rules -> rules.perDay(1));
        guard.line(() -> {
            throw new UnknownOutcomeException("cut", new IOException());
        });
        assertThatExceptionOfType(UnknownOutcomeException.class).isThrownBy(() -> guard.callWithKey(US, "key-1"));
        guard.line(null);

        DialRefusedException again = refused(US);
        assertThat(again.code()).isEqualTo(RefusalCode.DUPLICATE_SUPPRESSED);
        assertThat(again.more()).containsEntry("idempotency_key", "key-1");
        assertThat(again.next()).contains("list_calls number=" + US, "key-1");
        assertThat(refusal("+12025550101")).isEqualTo(RefusalCode.DAILY_CAP_REACHED);

        assertThat(guard.callWithKey(US, "key-1")).isEqualTo("call_1");
        assertThat(guard.call(US)).isEqualTo("again call_1");
    }

    @Test
    void aRepeatGoesToTheApiIsCountedOnceAndAsksNobodyTwice() throws Exception {
        guard.rules(rules -> rules.quietHours(null).perHour(1));
        guard.answer(Approver.Answer.YES);
        guard.callWithKey(US, "key-1");
        guard.answer(Approver.Answer.NO);
        assertThat(guard.callWithKey(US, "key-1")).isEqualTo("call_2");
        assertThat(guard.asked()).isEqualTo(1);
        assertThat(guard.dialled()).hasSize(2);
    }

    @Test
    void aRepeatOfACallThatMayNotHaveBeenPlacedIsHeldToTheHours() throws Exception {
        guard.line(() -> {
            throw new UnknownOutcomeException("cut", new IOException());
        });
        assertThatExceptionOfType(UnknownOutcomeException.class).isThrownBy(() -> guard.callWithKey(US, "key-1"));
        guard.line(null);
        restrict(rules -> rules.quietHours(QuietHours.parse("00:00-23:00")));
        assertThatExceptionOfType(DialRefusedException.class)
                .isThrownBy(() -> guard.callWithKey(US, "key-1"))
                .extracting(DialRefusedException::code)
                .isEqualTo(RefusalCode.OUTSIDE_HOURS);
    }

    @Test
    void aKeyThatTheApiHasForgottenByNowIsNoRepeat() throws Exception {
        restrict(rules -> rules.perDay(1));
        guard.callWithKey(US, "key-1");
        guard.clock().advance(Duration.ofHours(23));
        assertThatExceptionOfType(DialRefusedException.class)
                .isThrownBy(() -> guard.callWithKey(US, "key-1"))
                .extracting(DialRefusedException::code)
                .isEqualTo(RefusalCode.DAILY_CAP_REACHED);
    }

    @Test
    void aProgramThatDiesWhileItDialsLeavesACallThatCounts() throws Exception {
        restrict(rules -> rules.perDay(1));
        guard.line(() -> {
            // as far as the records can tell
            throw new InternalError();
        });
        assertThatExceptionOfType(InternalError.class).isThrownBy(() -> guard.call(US));
        guard.line(null);
        guard.restart();
        assertThat(refusal("+12025550101")).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
    }

    @Test
    void theSameCallFromTwentyThreadsIsDialledOnce() throws Exception {
        List<Object> outcomes = fromThreads(20, i -> "Asha");
        assertThat(guard.dialled()).hasSize(1);
        assertThat(outcomes).filteredOn("call_1"::equals).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.equals("call_1"))
                .allMatch(outcome -> outcome.equals("again call_1") || outcome == RefusalCode.DUPLICATE_SUPPRESSED);
    }

    @Test
    void twentyCallsAtOnceAreHeldToTheLimitExactly() throws Exception {
        restrict(rules -> rules.perHour(7));
        List<Object> outcomes = fromThreads(20, String::valueOf);
        assertThat(guard.dialled()).hasSize(7);
        assertThat(outcomes).filteredOn(RefusalCode.HOURLY_CAP_REACHED::equals).hasSize(13);
    }

    @Test
    void withoutItsFileNothingIsDialled() throws Exception {
        guard.close();
        Files.createDirectory(home.resolve(GuardDatabase.FILE));
        DialRefusedException refused = refused(US);
        assertThat(refused.code()).isEqualTo(RefusalCode.GUARD_UNAVAILABLE);
        assertThat(refused.next()).contains("OSMTALK_HOME", GuardDatabase.FILE);
        assertThat(refused.getMessage()).contains("SQLITE_").doesNotContain(home.toString());
        assertThat(guard.dialled()).isEmpty();

        Files.delete(home.resolve(GuardDatabase.FILE));
        assertThat(guard.call(US)).as("once it can be written").isEqualTo("call_1");
    }

    @Test
    void aFileThatIsNoDatabaseIsNotWrittenOver() throws Exception {
        Files.writeString(
                home.resolve(GuardDatabase.FILE), "somebody's notes, longer than a header of SQLite is ".repeat(9));
        assertThat(refusal(US)).isEqualTo(RefusalCode.GUARD_UNAVAILABLE);
        assertThat(home.resolve(GuardDatabase.FILE)).content().startsWith("somebody's notes");
    }

    private interface CallPurpose {
        String of(int thread);
    }

    /** What came of calls that began at the same moment: text, or the code of a refusal. */
    private List<Object> fromThreads(int count, CallPurpose purpose) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            List<Future<Object>> calls = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String what = purpose.of(i);
                calls.add(threads.submit(() -> {
                    start.await();
                    try {
                        return guard.call(US, what);
                    } catch (DialRefusedException e) {
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
        guard.rules(rules -> more.apply(rules.confirmation(Confirmation.NEVER).quietHours(null)));
    }

    private RefusalCode refusal(String to) {
        return refused(to).code();
    }

    private DialRefusedException refused(String to) {
        return guard.refused(to, GuardFixture.USUAL_PURPOSE);
    }
}
