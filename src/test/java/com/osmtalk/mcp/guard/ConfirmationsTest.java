package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.mcp.guard.GuardSettings.Confirmation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(home);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void thePersonIsShownWhoIsCalledFromWhereByWhomAndAtWhatPrice() throws Exception {
        desk.answer(Person.Answer.YES);
        desk.call(US);
        assertThat(desk.questions()).containsExactly("""
                Place this phone call?
                To: +12025550100 (United States)
                From: +12025550150 (simulated network: nobody's phone rings)
                Agent: Reminder
                Cost: about ₹4.00 a minute""");
        assertThat(desk.dialled()).containsExactly(US);
    }

    @ParameterizedTest
    @CsvSource({"NO, DECLINED", "NONE, CONFIRMATION_REQUIRED"})
    void withoutAYesNothingIsDialledAndNoTokenIsGivenOut(Person.Answer answer, RefusalCode code) {
        desk.answer(answer);
        DialRefused refused = desk.refused(US, Desk.USUAL_PURPOSE);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.more()).isEmpty();
    }

    @Test
    void nobodyIsAskedAboutACallThatWouldBeRefusedAnyway() {
        desk.rules(rules -> rules.perHour(1).allowed(AllowList.parse(List.of("IN"))));
        desk.answer(Person.Answer.YES);
        assertThat(desk.refused(US, "1").code()).isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(desk.asked()).isZero();
    }

    @Test
    void whereOnlyAPersonsAnswerCountsAClientThatCannotAskDialsNothing() throws Exception {
        desk.rules(rules -> rules.confirmation(Confirmation.ALWAYS));
        DialRefused refused = desk.refused(US, "1");
        assertThat(refused.code()).isEqualTo(RefusalCode.CONFIRMATION_REQUIRED);
        assertThat(refused.more()).isEmpty();
        assertThat(refused.next()).contains("OSMTALK_CONFIRM");

        desk.rules(rules -> rules);
        String token = token(desk.refused(US, "1"));
        desk.rules(rules -> rules.confirmation(Confirmation.ALWAYS));
        assertThat(desk.refusedWithToken(US, "1", token).code()).isEqualTo(RefusalCode.CONFIRMATION_REQUIRED);
        desk.answer(Person.Answer.YES);
        desk.call(US, "1");
    }

    @Test
    void whereNobodyHasToAgreeNobodyIsAsked() throws Exception {
        desk.rules(rules -> rules.confirmation(Confirmation.NEVER));
        desk.answer(Person.Answer.NO);
        desk.call(US);
        assertThat(desk.asked()).isZero();
    }

    @Test
    void aPreviewShowsTheCallAndItsTokenLetsItThrough() throws Exception {
        DialRefused preview = desk.refused(US, "1");
        assertThat(preview.code()).isEqualTo(RefusalCode.CONFIRMATION_REQUIRED);
        assertThat(preview.more().get("preview"))
                .isEqualTo(Map.of(
                        "to", "+12025550100 (United States)",
                        "from", "+12025550150 (simulated network: nobody's phone rings)",
                        "agent", "Reminder",
                        "cost", "about ₹4.00 a minute"));
        assertThat(preview.more()).containsEntry("expires_at", "2026-03-01T10:10:00Z");
        assertThat(preview.next()).contains(token(preview));
        assertThat(desk.callWithToken(US, "1", token(preview))).isEqualTo("call_1");
    }

    @Test
    void aTokenHoldsOnce() throws Exception {
        desk.rules(rules -> rules.duplicates(Duration.ZERO));
        String token = token(desk.refused(US, "1"));
        desk.callWithToken(US, "1", token);
        assertThat(desk.refusedWithToken(US, "1", token).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        assertThat(desk.dialled()).hasSize(1);
    }

    @Test
    void aUsedTokenIsAnsweredWithTheCallItWasUsedFor() throws Exception {
        String token = token(desk.refused(US, "1"));
        desk.callWithToken(US, "1", token);
        assertThat(desk.callWithToken(US, "1", token)).isEqualTo("again call_1");
        assertThat(desk.dialled()).hasSize(1);
    }

    @Test
    void aTokenHoldsForExactlyWhatWasShown() throws Exception {
        String token = token(desk.refused(US, "1"));
        assertThat(desk.refusedWithToken(US, "2", token).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        assertThat(desk.refusedWithToken("+12025550101", "1", token).code())
                .isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        desk.from("+12025550151");
        assertThat(desk.refusedWithToken(US, "1", token).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        desk.from("+12025550150");
        desk.payer("another");
        assertThat(desk.refusedWithToken(US, "1", token).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        desk.payer("account");
        desk.callWithToken(US, "1", token);
    }

    @Test
    void aTokenDoesNotHoldForAnAgentThatWasChangedSinceAndTheRefusalIsANewPreview() throws Exception {
        String token = token(desk.refused(US, "1"));
        desk.changeAgent("as somebody changed it");
        DialRefused refused = desk.refusedWithToken(US, "1", token);
        assertThat(refused.code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        assertThat(refused.getMessage()).contains("agent that was changed", "This is a new preview.", "To: " + US);
        assertThat(refused.more().get("preview")).isInstanceOf(Map.class);
        assertThat(desk.callWithToken(US, "1", token(refused))).isEqualTo("call_1");
    }

    @Test
    void anAnswerDoesNotHoldForAnAgentThatWasChangedWhileThePersonThought() throws Exception {
        desk.answer(Person.Answer.YES);
        desk.whileThinking(() -> {
            desk.changeAgent("as somebody changed it");
            return "";
        });
        DialRefused refused = desk.refused(US, "1");
        assertThat(refused.code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        assertThat(refused.next()).contains("asked anew");
        desk.call(US, "1");
        assertThat(desk.asked()).isEqualTo(2);
    }

    @Test
    void aRepeatOfAnUnknownOutcomeWithAnAgentThatWasChangedSinceHasToBeAgreedTo() throws Exception {
        desk.answer(Person.Answer.YES);
        desk.line(() -> {
            throw new UnknownOutcomeException("cut", new IOException());
        });
        assertThatExceptionOfType(UnknownOutcomeException.class).isThrownBy(() -> desk.callWithKey(US, "key-1"));
        desk.line(null);
        desk.changeAgent("as somebody changed it");
        desk.answer(Person.Answer.NO);
        assertThatExceptionOfType(DialRefused.class)
                .isThrownBy(() -> desk.callWithKey(US, "key-1"))
                .extracting(DialRefused::code)
                .isEqualTo(RefusalCode.DECLINED);
        desk.changeAgent("as it was made");
        assertThat(desk.callWithKey(US, "key-1")).as("which was agreed to").isEqualTo("call_1");
        assertThat(desk.asked()).isEqualTo(2);
    }

    @Test
    void aTokenHoldsForTenMinutes() throws Exception {
        String late = token(desk.refused(US, "1"));
        desk.clock().advance(Duration.ofMinutes(10));
        DialRefused refused = desk.refusedWithToken(US, "1", late);
        assertThat(refused.code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
        assertThat(refused.getMessage()).contains("expired");
        String inTime = token(desk.refused(US, "1"));
        desk.clock().advance(Duration.ofMinutes(10).minusMillis(1));
        desk.callWithToken(US, "1", inTime);
    }

    @Test
    void aTokenThatWasNeverGivenOutOpensNothing() {
        String forged = "confirm_" + "0".repeat(32);
        assertThat(desk.refusedWithToken(US, "1", forged).code()).isEqualTo(RefusalCode.CONFIRMATION_INVALID);
    }

    @Test
    void aTokenHoldsOverARestartAndIsNotInTheJournalToBeRead() throws Exception {
        String token = token(desk.refused(US, "1"));
        desk.restart();
        assertThat(Files.readString(home.resolve(Journal.FILE), StandardCharsets.ISO_8859_1))
                .doesNotContain(token);
        desk.callWithToken(US, "1", token);
    }

    @Test
    void aTokenIsNotUsedUpByACallThatIsRefusedForAnotherReason() throws Exception {
        desk.rules(rules -> rules.perHour(1));
        String token = token(desk.refused(US, "1"));
        desk.answer(Person.Answer.YES);
        desk.call(US, "2");
        desk.answer(null);
        assertThat(desk.refusedWithToken(US, "1", token).code()).isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
        desk.rules(rules -> rules.perHour(2));
        desk.callWithToken(US, "1", token);
    }

    @ParameterizedTest
    @EnumSource
    void limitsThatAreReachedWhileThePersonThinksHold(Meanwhile meanwhile) throws Exception {
        desk.rules(rules -> rules.perHour(1));
        desk.answer(Person.Answer.YES);
        Desk other = new Desk(home);
        other.rules(rules -> rules.confirmation(Confirmation.NEVER));
        desk.whileThinking(() -> other.call(US, meanwhile == Meanwhile.THE_SAME_CALL ? "1" : "2"));
        if (meanwhile == Meanwhile.THE_SAME_CALL) {
            assertThat(desk.call(US, "1")).isEqualTo("again call_1");
        } else {
            assertThat(desk.refused(US, "1").code()).isEqualTo(RefusalCode.HOURLY_CAP_REACHED);
        }
        assertThat(desk.dialled()).isEmpty();
        other.close();
    }

    private enum Meanwhile {
        THE_SAME_CALL,
        ANOTHER_CALL
    }

    private static String token(DialRefused preview) {
        return (String) preview.more().get("confirmation_token");
    }
}
