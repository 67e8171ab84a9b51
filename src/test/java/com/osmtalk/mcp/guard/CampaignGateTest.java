package com.osmtalk.mcp.guard;

import static com.osmtalk.mcp.guard.GuardFixture.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.osmtalk.api.ErrorBody;
import com.osmtalk.api.Money;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.mcp.guard.CampaignRun.Lead;
import com.osmtalk.mcp.guard.GuardSettings.Confirmation;
import com.osmtalk.mcp.guard.store.DialStore;
import com.osmtalk.mcp.guard.store.GuardDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a campaign is held to when it begins. The clock begins on a Sunday, 2026-03-01T10:00Z. */
class CampaignGateTest {
    private static final String US = "+12025550100";
    private static final String INDIA = "+919876543210";

    @TempDir
    private Path home;

    private GuardFixture guard;

    @BeforeEach
    void open() {
        guard = new GuardFixture(home);
        restrict(rules -> rules);
    }

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void everyCallItMayMakeCounts() throws Exception {
        restrict(rules -> rules.perHour(4));
        guard.begin(guard.campaign("cmp_1", lead("a", number(1), "x", 1), lead("b", number(2), "x", 2)));
        guard.call(US, "1");
        DialRefusedException refused = guard.refused(US, "2");
        assertThat(refused.code()).isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
        assertThat(refused.more()).containsEntry("retry_at", "2026-03-01T11:00:00Z");
        guard.clock().advance(Duration.ofHours(1));
        guard.call(US, "2");
    }

    @ParameterizedTest
    @CsvSource({"2, , HOURLY_CAP_REACHED", ", 2, DAILY_CAP_REACHED"})
    void itDoesNotBeginWithMoreThanThereIsRoomForAndThenCountsForNothing(
            Integer perHour, Integer perDay, RefusalCode code) throws Exception {
        restrict(rules -> rules.perHour(perHour).perDay(perDay));
        guard.call(US, "1");
        assertThat(guard.refused(campaign("cmp_1", 2)).code()).isEqualTo(code);
        assertThat(guard.refused(campaign("cmp_1", 3)).code()).isEqualTo(code);
        guard.begin(campaign("cmp_1", 1));
        assertThat(guard.dialled()).containsExactly(US, "cmp_1");
    }

    @Test
    void itIsNotReadFurtherThanItsRefusal() {
        restrict(rules -> rules.perHour(30));
        AtomicInteger read = new AtomicInteger();
        CampaignRun large = guard.campaign(
                "cmp_1", GuardFixture.ALWAYS, () -> leads(50_000).peek(lead -> read.incrementAndGet()), null);
        assertThat(guard.refused(large).code()).isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
        assertThat(read.get()).isEqualTo(31);
    }

    @Test
    void whoIsCountedAlreadyIsNotCountedTwice() throws Exception {
        restrict(rules -> rules.perHour(4));
        guard.begin(campaign("cmp_1", 3));
        guard.begin(campaign("cmp_1", 3));
        guard.clock().advance(Duration.ofMinutes(30));
        guard.begin(campaign("cmp_1", 4));
        assertThat(guard.refused(US, "1").code()).isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
        guard.clock().advance(Duration.ofMinutes(31));
        assertThat(guard.refused(US, "1").code())
                .as("those who wait are called from the last beginning on")
                .isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
    }

    @Test
    void itCountsAtTheHourInWhichItMayCall() throws Exception {
        restrict(rules -> rules.perHour(2));
        CampaignHours evening = hours("20:00", "21:00", "UTC");
        guard.begin(guard.campaign("cmp_1", evening, () -> leads(2), null));
        guard.call(US, "1");
        guard.clock().advance(Duration.ofMinutes(9 * 60 + 1));
        assertThat(guard.refused(US, "2").code()).isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
        guard.clock().advance(Duration.ofHours(2));
        guard.call(US, "2");
    }

    @Test
    void moneyIsHeldForEachOfItsCallsUntilItIsOver() throws Exception {
        restrict(rules -> rules.maxSpendPerDay(Money.ofPaise(50_00)));
        assertThat(guard.refused(campaign("cmp_1", 6)).code()).isEqualTo(RefusalCode.SPEND_CAP_REACHED);
        guard.begin(campaign("cmp_1", 5));
        assertThat(guard.refused(US, "1").code()).isEqualTo(RefusalCode.SPEND_CAP_REACHED);
        guard.settle("cmp_1");
        guard.spent("12");
        guard.call(US, "1");
    }

    @ParameterizedTest
    @CsvSource({
        "09:00, 19:00, Asia/Kolkata,     +919876543210, ",
        "09:00, 19:00, Asia/Kolkata,     +12025550100,  OUTSIDE_HOURS",
        "08:00, 21:00, Asia/Kolkata,     +919876543210, ",
        "07:59, 21:00, Asia/Kolkata,     +919876543210, OUTSIDE_HOURS",
        "08:00, 21:01, Asia/Kolkata,     +919876543210, OUTSIDE_HOURS",
        "22:00, 07:00, Asia/Kolkata,     +12025550100,  OUTSIDE_HOURS",
        "20:00, 05:00, Asia/Kolkata,     +12025550100,  ",
        "00:00, 00:00, Asia/Kolkata,     +919876543210, OUTSIDE_HOURS",
        "09:00, 19:00, America/New_York, +80012345678,  OUTSIDE_HOURS",
    })
    void noneOfItsHoursMayBeQuietWhereSomebodyIs(String start, String end, String zone, String number, RefusalCode code)
            throws Exception {
        restrict(rules -> rules.quietHours(QuietHours.STANDARD));
        guard.simulated(false);
        CampaignRun run =
                guard.campaign("cmp_1", hours(start, end, zone), () -> Stream.of(lead("a", number, "x", 1)), null);
        if (code == null) {
            guard.begin(run);
        } else {
            DialRefusedException refused = guard.refused(run);
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.next()).contains("`window`", "OSMTALK_QUIET_HOURS");
        }
    }

    @Test
    void summerTimeCountsToo() {
        restrict(rules -> rules.quietHours(QuietHours.STANDARD));
        guard.simulated(false);
        // 20:00 to 21:00 in London now, an hour later from the end of March on
        CampaignHours hours = hours("20:00", "21:00", "UTC");
        assertThat(guard.refused(guard.campaign(
                                "cmp_1", hours, () -> Stream.of(lead("a", "+442079460000", "x", 1)), null))
                        .code())
                .isEqualTo(RefusalCode.OUTSIDE_HOURS);
    }

    @Test
    void theSimulatedNetworkHasNoNight() throws Exception {
        restrict(rules -> rules.quietHours(QuietHours.STANDARD));
        guard.begin(campaign("cmp_1", 1));
    }

    @Test
    void everyNumberIsHeldToTheRules() {
        restrict(rules -> rules.allowed(AllowList.parse(List.of("US"))));
        CampaignRun run = guard.campaign("cmp_1", lead("a", US, "x", 1), lead("b", INDIA, "x", 1));
        assertThat(guard.refused(run).code()).isEqualTo(RefusalCode.NOT_ALLOWED);
    }

    @Test
    void whomTheSameAgentHasJustCalledItDoesNotCall() throws Exception {
        guard.call(US, "something else");
        CampaignRun run = guard.campaign("cmp_1", lead("a", US, "x", 1), lead("b", INDIA, "x", 1));
        DialRefusedException refused = guard.refused(run);
        assertThat(refused.code()).isEqualTo(RefusalCode.DUPLICATE_SUPPRESSED);
        assertThat(refused.getMessage()).contains("already calls 1 of this campaign's people");
        assertThat(refused.more()).containsEntry("retry_at", "2026-03-01T10:10:00Z");
        guard.clock().advance(Duration.ofMinutes(10));
        guard.begin(run);

        CampaignRun another = guard.campaign("cmp_2", lead("c", INDIA, "y", 1));
        assertThat(guard.refused(another).code()).as("of another campaign").isEqualTo(RefusalCode.DUPLICATE_SUPPRESSED);
        guard.begin(run);
    }

    /** The leads of another server may be stored as they were written. */
    @Test
    void aLeadIsTheSamePersonHoweverItsNumberIsWritten() throws Exception {
        guard.call("+442079460958", "something else");
        guard.call("+5491123456789", "something else");
        CampaignRun run =
                guard.campaign("cmp_1", lead("a", "+4402079460958", "x", 1), lead("b", "+541123456789", "x", 1));
        assertThat(guard.refused(run).getMessage()).contains("already calls 2 of this campaign's people");
    }

    @Test
    void theSameCallAsOneOfItsIsNotPlaced() throws Exception {
        guard.begin(guard.campaign("cmp_1", lead("a", US, GuardFixture.USUAL_PURPOSE, 1)));
        DialRefusedException refused = guard.refused(US, GuardFixture.USUAL_PURPOSE);
        assertThat(refused.code()).isEqualTo(RefusalCode.DUPLICATE_SUPPRESSED);
        assertThat(refused.getMessage()).contains("cmp_1");
        assertThat(refused.more()).containsOnlyKeys("retry_at");
        guard.call(US, "another");
        guard.clock().advance(Duration.ofMinutes(10));
        guard.call(US, GuardFixture.USUAL_PURPOSE);
    }

    @Test
    void whatTheApiRefusesCountsForNothingUnlessItMayCallAllTheSame() throws Exception {
        restrict(rules -> rules.perDay(3));
        guard.line(() -> {
            throw new ApiException(409, new ErrorBody("No", "campaign_status", null, null), null, null);
        });
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> guard.begin(campaign("cmp_1", 3)));
        guard.line(null);
        guard.begin(campaign("cmp_2", 1));
        guard.line(() -> {
            throw new ApiException(409, new ErrorBody("No", "campaign_status", null, null), null, null);
        });
        guard.mayCall(true);
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> guard.begin(campaign("cmp_3", 9, 2)));
        guard.line(null);
        assertThat(guard.refused(US, "1").code()).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
    }

    @Test
    void anUnknownOutcomeAndADeathCount() {
        restrict(rules -> rules.perDay(3));
        guard.line(() -> {
            throw new UnknownOutcomeException("cut", new IOException());
        });
        assertThatExceptionOfType(UnknownOutcomeException.class).isThrownBy(() -> guard.begin(campaign("cmp_1", 2)));
        guard.line(() -> {
            throw new InternalError();
        });
        assertThatExceptionOfType(InternalError.class).isThrownBy(() -> guard.begin(campaign("cmp_2", 9, 1)));
        guard.line(null);
        guard.restart();
        assertThat(guard.refused(US, "1").code()).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
    }

    @Test
    void whoWasNeverCalledIsGivenBack() throws Exception {
        restrict(rules -> rules.perDay(2));
        guard.begin(campaign("cmp_1", 2));
        guard.releaseUncalled("cmp_1", "lead_1");
        guard.call(US, "1");
        assertThat(guard.refused(US, "2").code()).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
    }

    @Test
    void nothingCountsBeforeThePersonAgreesAndATokenHoldsOnceForThatStateOfThings() throws Exception {
        guard.rules(rules -> rules.quietHours(null).perDay(2));
        DialRefusedException preview = guard.refused(campaign("cmp_1", 2));
        assertThat(preview.code()).isEqualTo(RefusalCode.CONFIRMATION_REQUIRED);
        guard.answer(Approver.Answer.NO);
        assertThat(guard.refused(campaign("cmp_1", 2)).code()).isEqualTo(RefusalCode.DECLINED);
        guard.answer(Approver.Answer.YES);
        guard.call(US, "1");
        guard.answer(null);

        String token = (String) preview.more().get("confirmation_token");
        assertThat(guard.refused(withToken("cmp_1", 2, token)).code()).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
        guard.account("another");
        assertThat(guard.refused(withToken("cmp_1", 2, token)).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        guard.account("account");
        guard.changeAgent("as somebody changed it");
        assertThat(guard.refused(withToken("cmp_1", 1, token)).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        guard.changeAgent("as it was made");
        guard.begin(withToken("cmp_1", 1, token));
        assertThat(guard.refused(withToken("cmp_1", 1, token)).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        assertThat(guard.dialled()).containsExactly(US, "cmp_1");
    }

    @Test
    void readOnlyWinsOverIt() {
        restrict(rules -> rules.readOnly(true));
        assertThat(guard.refused(campaign("cmp_1", 1)).code()).isEqualTo(RefusalCode.READ_ONLY);
        assertThat(home.resolve(GuardDatabase.FILE)).doesNotExist();
    }

    @Test
    void fiftyThousandPeopleAreCountedOneByOne() throws Exception {
        restrict(rules -> rules.perHour(null).perDay(50_001));
        guard.begin(campaign("cmp_1", 50_000));
        guard.begin(campaign("cmp_1", 50_000));
        guard.call(US, "1");
        assertThat(guard.refused(US, "2").code()).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
    }

    @Test
    void theFileGivesTheRoomOfWhatItForgetsBack() throws Exception {
        guard.begin(campaign("cmp_1", 2_000));
        long full = Files.size(home.resolve(GuardDatabase.FILE));
        guard.clock().advance(DialStore.KEPT.plusMinutes(1));
        guard.call(US, "1");
        assertThat(Files.size(home.resolve(GuardDatabase.FILE))).isLessThan(full / 4);
    }

    @Test
    void campaignsThatBeginAtOnceFromTwoProcessesAreHeldToTheLimitExactly() throws Exception {
        int campaigns = 10;
        GuardFixture[] desks = {guard, new GuardFixture(home)};
        for (GuardFixture each : desks) {
            each.rules(rules -> rules.confirmation(Confirmation.NEVER)
                    .quietHours(null)
                    .perHour(null)
                    .perDay(25));
        }
        ExecutorService threads = Executors.newFixedThreadPool(campaigns);
        CyclicBarrier start = new CyclicBarrier(campaigns);
        List<Future<Boolean>> begun = new ArrayList<>();
        for (int i = 0; i < campaigns; i++) {
            int from = 1 + 10 * i;
            GuardFixture one = desks[i % 2];
            String id = "cmp_" + i;
            begun.add(threads.submit(() -> {
                start.await();
                try {
                    one.begin(campaign(id, from, 10));
                    return true;
                } catch (DialRefusedException e) {
                    assertThat(e.code()).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
                    return false;
                }
            }));
        }
        int count = 0;
        for (Future<Boolean> one : begun) {
            count += one.get() ? 1 : 0;
        }
        threads.shutdown();
        desks[1].close();
        assertThat(count).isEqualTo(2);
    }

    @Test
    void aFileOfAnEarlierVersionStillCounts() throws Exception {
        restrict(rules -> rules.perDay(2));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve(GuardDatabase.FILE));
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE dials (
                        id              INTEGER PRIMARY KEY AUTOINCREMENT,
                        account         TEXT    NOT NULL,
                        purpose         TEXT    NOT NULL,
                        request         TEXT    NOT NULL,
                        idempotency_key TEXT    NOT NULL,
                        state           TEXT    NOT NULL,
                        call_id         TEXT,
                        at              INTEGER NOT NULL,
                        settled_at      INTEGER)""");
            statement.execute("INSERT INTO dials (account, purpose, request, idempotency_key, state, at) VALUES"
                    + " ('account', 'p', 'r', 'k', 'RESERVED', " + guard.clock().millis() + ")");
        }
        guard.begin(campaign("cmp_1", 1));
        assertThat(guard.refused(US, "1").code()).isEqualTo(RefusalCode.DAILY_CAP_REACHED);
    }

    private CampaignRun campaign(String id, int people) {
        return campaign(id, 1, people);
    }

    private CampaignRun campaign(String id, int from, int people) {
        return guard.campaign(id, GuardFixture.ALWAYS, () -> leads(from, people), null);
    }

    private CampaignRun withToken(String id, int people, String token) {
        return guard.campaign(id, GuardFixture.ALWAYS, () -> leads(people), token);
    }

    private static Stream<Lead> leads(int people) {
        return leads(1, people);
    }

    private static Stream<Lead> leads(int from, int people) {
        return IntStream.range(from, from + people).mapToObj(i -> lead("lead_" + i, number(i), "x", 1));
    }

    /** Each another one. */
    private static String number(int i) {
        return "+9198765" + String.format("%05d", i);
    }

    private static CampaignHours hours(String start, String end, String zone) {
        return new CampaignHours(
                ZoneId.of(zone), LocalTime.parse(start), LocalTime.parse(end), EnumSet.allOf(DayOfWeek.class));
    }

    private void restrict(UnaryOperator<GuardSettings.Builder> more) {
        guard.rules(rules -> more.apply(rules.confirmation(Confirmation.NEVER)
                .quietHours(null)
                .perHour(null)
                .perDay(null)));
    }
}
