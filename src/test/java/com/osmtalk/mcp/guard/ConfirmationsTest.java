package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.mcp.guard.GuardSettings.Confirmation;
import com.osmtalk.mcp.guard.store.GuardDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Consent: by a person who is asked, or by the token of a preview. */
class ConfirmationsTest {
    private static final String US = "+12025550100";

    @TempDir
    private Path home;

    private GuardFixture guard;

    @BeforeEach
    void open() {
        guard = new GuardFixture(home);
    }

    @AfterEach
    void close() {
        guard.close();
    }

    @Test
    void thePersonIsShownWhoIsCalledFromWhereByWhomAndAtWhatPrice() throws Exception {
        guard.answer(Approver.Answer.YES);
        guard.call(US);
        assertThat(guard.questions()).containsExactly("""
                Place this phone call?
                Simulated: yes: nobody's phone rings
                To: +12025550100 (United States)
                From: +12025550150
                Agent: Reminder
                Cost: about ₹4.00 a minute""");
        assertThat(guard.dialled()).containsExactly(US);
    }

    @ParameterizedTest
    @CsvSource({"NO, DECLINED", "NONE, CONFIRMATION_REQUIRED"})
    void withoutAYesNothingIsDialledAndNoTokenIsGivenOut(Approver.Answer answer, RefusalCode code) {
        guard.answer(answer);
        DialRefusedException refused = guard.refused(US, GuardFixture.USUAL_PURPOSE);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.more()).isEmpty();
    }

    @Test
    void nobodyIsAskedAboutACallThatWouldBeRefusedAnyway() {
        guard.rules(rules -> rules.perHour(1).allowed(AllowList.parse(List.of("IN"))));
        guard.answer(Approver.Answer.YES);
        assertThat(guard.refused(US, "1").code()).isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(guard.asked()).isZero();
    }

    @Test
    void whereOnlyAPersonsAnswerCountsAClientThatCannotAskDialsNothing() throws Exception {
        guard.rules(rules -> rules.confirmation(Confirmation.ALWAYS));
        DialRefusedException refused = guard.refused(US, "1");
        assertThat(refused.code()).isEqualTo(RefusalCode.CONFIRMATION_REQUIRED);
        assertThat(refused.more()).isEmpty();
        assertThat(refused.next()).contains("OSMTALK_CONFIRM");

        guard.rules(rules -> rules);
        String token = token(guard.refused(US, "1"));
        guard.rules(rules -> rules.confirmation(Confirmation.ALWAYS));
        assertThat(guard.refusedWithToken(US, "1", token).code()).isEqualTo(RefusalCode.CONFIRMATION_REQUIRED);
        guard.answer(Approver.Answer.YES);
        guard.call(US, "1");
    }

    @Test
    void whereNobodyHasToAgreeNobodyIsAsked() throws Exception {
        guard.rules(rules -> rules.confirmation(Confirmation.NEVER));
        guard.answer(Approver.Answer.NO);
        guard.call(US);
        assertThat(guard.asked()).isZero();
    }

    @Test
    void aPreviewShowsTheCallAndItsTokenLetsItThrough() throws Exception {
        DialRefusedException preview = guard.refused(US, "1");
        assertThat(preview.code()).isEqualTo(RefusalCode.CONFIRMATION_REQUIRED);
        assertThat(preview.more().get("preview"))
                .isEqualTo(Map.of(
                        "simulated", true,
                        "to", "+12025550100 (United States)",
                        "from", "+12025550150",
                        "agent", "Reminder",
                        "cost", "about ₹4.00 a minute"));
        assertThat(preview.more()).containsEntry("expires_at", "2026-03-01T10:10:00Z");
        assertThat(preview.next()).contains(token(preview));
        assertThat(guard.callWithToken(US, "1", token(preview))).isEqualTo("call_1");
    }

    @Test
    void aTokenHoldsOnce() throws Exception {
        guard.rules(rules -> rules.duplicates(Duration.ZERO));
        String token = token(guard.refused(US, "1"));
        guard.callWithToken(US, "1", token);
        assertThat(guard.refusedWithToken(US, "1", token).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        assertThat(guard.dialled()).hasSize(1);
    }

    @Test
    void aTokenHoldsOnceHoweverManyBringItAtOnce() throws Exception {
        guard.rules(rules -> rules.duplicates(Duration.ZERO));
        String token = token(guard.refused(US, "1"));
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            CyclicBarrier start = new CyclicBarrier(20);
            List<Future<Object>> calls = Stream.generate(() -> threads.<Object>submit(() -> {
                        start.await();
                        try {
                            return guard.callWithToken(US, "1", token);
                        } catch (DialRefusedException e) {
                            return e.code();
                        }
                    }))
                    .limit(20)
                    .toList();
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> call : calls) {
                outcomes.add(call.get());
            }
            assertThat(outcomes).filteredOn("call_1"::equals).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(RefusalCode.CONFIRMATION_INVALID::equals)
                    .hasSize(19);
        } finally {
            threads.shutdownNow();
        }
        assertThat(guard.dialled()).hasSize(1);
    }

    @Test
    void aUsedTokenIsAnsweredWithTheCallItWasUsedFor() throws Exception {
        String token = token(guard.refused(US, "1"));
        guard.callWithToken(US, "1", token);
        assertThat(guard.callWithToken(US, "1", token)).isEqualTo("again call_1");
        assertThat(guard.dialled()).hasSize(1);
    }

    @Test
    void aTokenHoldsForExactlyWhatWasShown() throws Exception {
        String token = token(guard.refused(US, "1"));
        assertThat(guard.refusedWithToken(US, "2", token).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        assertThat(guard.refusedWithToken("+12025550101", "1", token).code())
                .isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        guard.from("+12025550151");
        assertThat(guard.refusedWithToken(US, "1", token).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        guard.from("+12025550150");
        guard.account("another");
        assertThat(guard.refusedWithToken(US, "1", token).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        guard.account("account");
        guard.callWithToken(US, "1", token);
    }

    @Test
    void aTokenDoesNotHoldForAnAgentThatWasChangedSinceAndTheRefusalIsANewPreview() throws Exception {
        String token = token(guard.refused(US, "1"));
        guard.changeAgent("as somebody changed it");
        DialRefusedException refused = guard.refusedWithToken(US, "1", token);
        assertThat(refused.code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        assertThat(refused.getMessage()).contains("agent was changed", "This is a new preview.", "To: " + US);
        assertThat(refused.more().get("preview")).isInstanceOf(Map.class);
        assertThat(guard.callWithToken(US, "1", token(refused))).isEqualTo("call_1");
    }

    @Test
    void anAnswerDoesNotHoldForAnAgentThatWasChangedWhileThePersonThought() throws Exception {
        guard.answer(Approver.Answer.YES);
        guard.whileThinking(() -> {
            guard.changeAgent("as somebody changed it");
            return "";
        });
        DialRefusedException refused = guard.refused(US, "1");
        assertThat(refused.code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        assertThat(refused.next()).contains("asked again");
        guard.call(US, "1");
        assertThat(guard.asked()).isEqualTo(2);
    }

    @Test
    void aRepeatOfAnUnknownOutcomeWithAnAgentThatWasChangedSinceHasToBeAgreedTo() throws Exception {
        guard.answer(Approver.Answer.YES);
        guard.line(() -> {
            throw new UnknownOutcomeException("cut", new IOException());
        });
        assertThatExceptionOfType(UnknownOutcomeException.class).isThrownBy(() -> guard.callWithKey(US, "key-1"));
        guard.line(null);
        guard.changeAgent("as somebody changed it");
        guard.answer(Approver.Answer.NO);
        assertThatExceptionOfType(DialRefusedException.class)
                .isThrownBy(() -> guard.callWithKey(US, "key-1"))
                .extracting(DialRefusedException::code)
                .isEqualTo(RefusalCode.DECLINED);
        guard.changeAgent("as it was made");
        assertThat(guard.callWithKey(US, "key-1")).as("which was agreed to").isEqualTo("call_1");
        assertThat(guard.asked()).isEqualTo(2);
    }

    @Test
    void aTokenHoldsForTenMinutes() throws Exception {
        String late = token(guard.refused(US, "1"));
        guard.clock().advance(Duration.ofMinutes(10));
        DialRefusedException refused = guard.refusedWithToken(US, "1", late);
        assertThat(refused.code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        assertThat(refused.getMessage()).contains("expired");
        String inTime = token(guard.refused(US, "1"));
        guard.clock().advance(Duration.ofMinutes(10).minusMillis(1));
        guard.callWithToken(US, "1", inTime);
    }

    @Test
    void aTokenThatWasNeverGivenOutOpensNothing() {
        String forged = "confirm_" + "0".repeat(32);
        assertThat(guard.refusedWithToken(US, "1", forged).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
    }

    @Test
    void aTokenHoldsOverARestartAndIsNotInTheFileToBeRead() throws Exception {
        String token = token(guard.refused(US, "1"));
        guard.restart();
        assertThat(Files.readString(home.resolve(GuardDatabase.FILE), StandardCharsets.ISO_8859_1))
                .doesNotContain(token);
        guard.callWithToken(US, "1", token);
    }

    @Test
    void aTokenIsNotUsedUpByACallThatIsRefusedForAnotherReason() throws Exception {
        guard.rules(rules -> rules.perHour(1));
        String token = token(guard.refused(US, "1"));
        guard.answer(Approver.Answer.YES);
        guard.call(US, "2");
        guard.answer(null);
        assertThat(guard.refusedWithToken(US, "1", token).code()).isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
        guard.rules(rules -> rules.perHour(2));
        guard.callWithToken(US, "1", token);
    }

    @ParameterizedTest
    @EnumSource
    void limitsThatAreReachedWhileThePersonThinksHold(Meanwhile meanwhile) throws Exception {
        guard.rules(rules -> rules.perHour(1));
        guard.answer(Approver.Answer.YES);
        GuardFixture other = new GuardFixture(home);
        other.rules(rules -> rules.confirmation(Confirmation.NEVER));
        guard.whileThinking(() -> other.call(US, meanwhile == Meanwhile.THE_SAME_CALL ? "1" : "2"));
        if (meanwhile == Meanwhile.THE_SAME_CALL) {
            assertThat(guard.call(US, "1")).isEqualTo("again call_1");
        } else {
            assertThat(guard.refused(US, "1").code()).isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
        }
        assertThat(guard.dialled()).isEmpty();
        other.close();
    }

    private enum Meanwhile {
        THE_SAME_CALL,
        ANOTHER_CALL
    }

    private static String token(DialRefusedException preview) {
        return (String) preview.more().get("confirmation_token");
    }
}
