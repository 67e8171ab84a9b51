package com.osmtalk.voice;

import static com.osmtalk.voice.TestCarrier.speak;
import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.brain.OptOutWords;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.time.Timeline;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of an organisation bind its calls whatever agents and users want. */
class CallRulesTest {
    private static final String THEIRS = "+12025550150";
    private static final String PERSON = "+12025550160";
    private static final CallRules NOT_THE_PERSON =
            new CallRules(number -> !number.equals(PhoneNumber.of(PERSON)), OptOutWords.USUAL);

    private TestCarrier carrier;
    private Switchboard switchboard;

    @AfterEach
    void close() {
        switchboard.close();
    }

    private RecordedCall call(CallRules rules, BiConsumer<Timeline, LineEvents> otherSide) {
        return call(rules, otherSide, (live, line) -> {});
    }

    private RecordedCall call(
            CallRules rules, BiConsumer<Timeline, LineEvents> otherSide, BiConsumer<LiveCall, TranscriptEntry> onLine) {
        carrier = new TestCarrier(otherSide, (time, line) -> TestCarrier.accept(time, line, 1_000));
        switchboard = new Switchboard(new VoiceSettings(1e6, null), SimulatedNetwork.only(carrier));
        CallPlan plan = RecordedCall.plan(
                TestAgent.reminder()
                        .greeting("Hello there my friend.")
                        .transfersTo(PERSON)
                        .build(),
                THEIRS,
                rules);
        return RecordedCall.dial(switchboard, plan, onLine);
    }

    @Test
    void whoMayNotBeDialledIsNotDialled() {
        RecordedCall call =
                call(new CallRules(number -> false, OptOutWords.USUAL), (time, line) -> time.after(1, line::answered));

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.CANCELED);
        assertThat(call.end().endedBy()).isEqualTo(EndedBy.PLATFORM);
        assertThat(call.order).containsExactly("ended");
        assertThat(carrier.log).isEmpty();
    }

    @Test
    void whileTheRulesCantBeReadNobodyIsDialledAndTheCallWaits() {
        Queue<RuntimeException> outages =
                new ArrayDeque<>(List.of(new IllegalStateException("away"), new IllegalStateException("away")));

        RecordedCall call = call(new CallRules(number -> known(outages), OptOutWords.USUAL), (time, line) -> {
            time.after(1, line::answered);
            time.after(20_000, line::hungUp);
        });

        assertThat(call.end().failureReason()).isNull();
        assertThat(outages).isEmpty();
        assertThat(carrier.log).containsOnlyOnce("dial " + THEIRS);
    }

    @Test
    void rulesThatStayUnreadableEndItUndialled() {
        RecordedCall call = call(
                new CallRules(
                        number -> {
                            throw new IllegalStateException("away");
                        },
                        OptOutWords.USUAL),
                (time, line) -> time.after(1, line::answered));

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.INTERRUPTED);
        assertThat(carrier.log).isEmpty();
    }

    @Test
    void anAgentWhoseRulesCantBeReadHandsOverToNobodyAndGoesOn() {
        Queue<RuntimeException> outages = new ArrayDeque<>();

        RecordedCall call = call(new CallRules(number -> known(outages), OptOutWords.USUAL), (time, line) -> {
            outages.add(new IllegalStateException("away"));
            askForAPerson(time, line);
        });

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(carrier.log).doesNotContain("dial " + PERSON);
    }

    private static boolean known(Queue<RuntimeException> outages) {
        RuntimeException outage = outages.poll();
        if (outage != null) {
            throw outage;
        }
        return true;
    }

    @Test
    void anAgentHandsOverToWhomItMayDial() {
        RecordedCall call = call(CallRules.USUAL, CallRulesTest::askForAPerson);

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.TRANSFER);
        assertThat(carrier.log).contains("dial " + PERSON);
    }

    @Test
    void anAgentThatMayNotDialThePersonSaysSoAndGoesOn() {
        RecordedCall call = call(NOT_THE_PERSON, CallRulesTest::askForAPerson);

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(carrier.log).doesNotContain("dial " + PERSON);
        assertThat(call.order).doesNotContain("transferring " + PERSON);
        assertThat(call.said(TranscriptRole.AGENT).get(1)).contains("can't put you through");
    }

    @Test
    void norCanAUserHaveThemDialled() {
        RecordedCall call = call(
                NOT_THE_PERSON,
                (time, line) -> {
                    time.after(100, line::answered);
                    time.after(20_000, line::hungUp);
                },
                (live, line) -> live.transfer(PhoneNumber.of(PERSON), null));

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(carrier.log).doesNotContain("dial " + PERSON);
    }

    @Test
    void anOrganisationsOwnWordsForAnOptOutEndTheCall() {
        OptOutWords own = said -> said.contains("lose my number");
        RecordedCall call = call(new CallRules(number -> true, OptOutWords.USUAL.or(own)), (time, line) -> {
            time.after(100, line::answered);
            speak(time, line, 3_000, "Please lose my number.");
        });

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(call.order).containsOnlyOnce("optedOut");
        assertThat(call.said(TranscriptRole.AGENT)).hasSize(2).last().asString().contains("we will not call you again");
    }

    private static void askForAPerson(Timeline time, LineEvents line) {
        time.after(100, line::answered);
        speak(time, line, 3_000, "I want to talk to a real person.");
        time.after(20_000, line::hungUp);
    }
}
