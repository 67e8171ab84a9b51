package com.osmtalk.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.EndedBy;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.carrier.ReferralEvents;
import com.osmtalk.voice.time.Timeline;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A call whose network may be asked to put it through by itself: when it is, and what comes of a refusal. */
class ReferredTransferTest {
    private static final PhoneNumber PERSON = PhoneNumber.of("+12025550160");
    private static final String NOT_REACHED = "I am sorry, I could not reach anybody just now.";

    private TestCarrier carrier;

    private RecordedCall call(
            String summary,
            CallRules rules,
            Consumer<ReferralEvents> network,
            BiConsumer<Timeline, LineEvents> person) {
        carrier = new TestCarrier((time, line) -> time.after(100, line::answered), person).referring(network);
        try (Switchboard switchboard = new Switchboard(new VoiceSettings(1, null), SimulatedNetwork.only(carrier))) {
            CallPlan usual =
                    RecordedCall.plan(TestAgent.reminder().greeting("Hello.").build(), "+12025550100");
            RecordedCall call = RecordedCall.dial(
                    switchboard,
                    new CallPlan(
                            usual.callId(),
                            usual.ours(),
                            usual.theirs(),
                            usual.agent(),
                            usual.dynamicVariables(),
                            rules),
                    (live, line) -> {
                        if (line.index() == 0) {
                            live.transfer(PERSON, summary);
                        } else if (line.text().startsWith(NOT_REACHED)) {
                            live.hangUp();
                        }
                    });
            call.end();
            return call;
        }
    }

    @Test
    void whereNothingIsToBeToldTheNetworkPutsTheCallThrough() {
        RecordedCall call = call(null, CallRules.USUAL, ReferralEvents::putThrough, (time, line) -> {});

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.TRANSFER);
        assertThat(call.end().failureReason()).isNull();
        assertThat(carrier.log).contains("refer " + PERSON).doesNotContain("dial " + PERSON);
    }

    @Test
    void whoeverIsToBeToldSomethingIsDialled() {
        RecordedCall call = call(
                "Wants to pay invoice 17.",
                CallRules.USUAL,
                ReferralEvents::putThrough,
                (time, line) -> TestCarrier.accept(time, line, 2_000));

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.TRANSFER);
        assertThat(carrier.log)
                .contains("dial " + PERSON, "say This is what it is about: Wants to pay invoice 17.", "connect")
                .doesNotContain("refer " + PERSON);
    }

    @Test
    void whereTheNetworkDoesNotThePersonIsDialled() {
        RecordedCall call = call(
                null,
                CallRules.USUAL,
                ReferralEvents::notPutThrough,
                (time, line) -> TestCarrier.accept(time, line, 2_000));

        assertThat(call.end().endedBy()).isEqualTo(EndedBy.TRANSFER);
        assertThat(carrier.log).containsSubsequence("refer " + PERSON, "dial " + PERSON, "connect");
    }

    @Test
    void whereThatFailsAsWellTheAgentGoesOn() {
        RecordedCall call = call(
                null, CallRules.USUAL, ReferralEvents::notPutThrough, (time, line) -> time.after(1_000, line::hungUp));

        assertThat(call.said(TranscriptRole.AGENT)).last().asString().startsWith(NOT_REACHED);
        assertThat(call.end().endedBy()).isEqualTo(EndedBy.USER);
    }

    @Test
    void whoMayNotBeDialledIsNotPutThroughToEither() {
        RecordedCall call = call(
                null,
                new CallRules(number -> !number.equals(PERSON), CallRules.USUAL.optOutWords()),
                ReferralEvents::putThrough,
                (time, line) -> {});

        assertThat(call.said(TranscriptRole.AGENT)).last().asString().startsWith(NOT_REACHED);
        assertThat(carrier.log).doesNotContain("refer " + PERSON, "dial " + PERSON);
    }
}
