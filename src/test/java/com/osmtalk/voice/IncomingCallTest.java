package com.osmtalk.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.Agent;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.Persona;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.carrier.IncomingCall;
import com.osmtalk.voice.carrier.IncomingCall.Rejection;
import com.osmtalk.voice.carrier.simulated.SimulatedCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that a carrier brings in: they ring until they are answered or rejected, once. */
class IncomingCallTest {
    private static final PhoneNumber OURS = RecordedCall.OURS.number();
    private static final PhoneNumber THEIRS = PhoneNumber.of("+12025550142");

    private final SimulatedCarrier network = new SimulatedCarrier(1e6);
    private final Switchboard switchboard = new Switchboard(new VoiceSettings(1, null), SimulatedNetwork.only(network));
    private final List<IncomingCall> offered = new ArrayList<>();

    @AfterEach
    void close() {
        switchboard.close();
    }

    @Test
    void aCallIsOfferedToWhoeverListensWithBothItsNumbers() {
        network.listen(offered::add);

        assertThat(network.call(Persona.POLITE, 3, THEIRS, OURS, "call_1")).isEmpty();
        assertThat(network.call(Persona.POLITE, 3, null, OURS, null)).isEmpty();

        assertThat(offered).hasSize(2);
        assertThat(offered.get(0).carrier()).isSameAs(network);
        assertThat(offered.get(0).to()).isEqualTo(OURS);
        assertThat(offered.get(0).from()).contains(THEIRS);
        assertThat(offered.get(0).announcedAs()).contains("call_1");
        assertThat(offered.get(1).from()).isEmpty();
        assertThat(offered.get(1).announcedAs()).isEmpty();
    }

    @Test
    void whileNobodyListensTheNetworkTurnsCallersAway() {
        assertThat(network.call(Persona.POLITE, 3, THEIRS, OURS, null)).contains(Rejection.UNAVAILABLE);
    }

    @Test
    void aRejectedCallerIsToldWhyAndCantBeAnsweredAnyMore() {
        network.listen(call -> {
            offered.add(call);
            call.reject(Rejection.BUSY);
        });

        assertThat(network.call(Persona.POLITE, 3, THEIRS, OURS, null)).contains(Rejection.BUSY);
        assertThatThrownBy(() -> offered.get(0).reject(Rejection.BUSY)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAnsweredCallIsAConversationAtTheSpeedOfItsCarrier() {
        CompletableFuture<CallEnd> end = answering(TestAgent.reminder().build());

        Optional<Rejection> rejected = network.call(Persona.INTERESTED, 20, THEIRS, OURS, null);

        assertThat(rejected).isEmpty();
        // longer than this test may take: it did not run in real time
        assertThat(end.join().duration()).isGreaterThan(Duration.ofSeconds(30));
        assertThat(end.join().endedBy()).isEqualTo(EndedBy.AGENT);
    }

    @Test
    void whoTakesItOverIsDialledThroughTheCarrierItCameFrom() {
        CompletableFuture<CallEnd> end =
                answering(TestAgent.reminder().transfersTo("+12025550150").build());

        network.call(Persona.WANTS_HUMAN, 20, THEIRS, OURS, null);

        assertThat(end.join().endedBy()).isEqualTo(EndedBy.TRANSFER);
    }

    @Test
    void theGateStandsBeforeWhoeverTakesItOver() {
        CompletableFuture<CallEnd> end = answering(
                TestAgent.reminder().transfersTo("+12025550150").build(),
                new CallRules(number -> false, CallRules.USUAL.optOutWords()));

        network.call(Persona.WANTS_HUMAN, 20, THEIRS, OURS, null);

        assertThat(end.join().endedBy()).isNotEqualTo(EndedBy.TRANSFER);
    }

    @Test
    void aClosedSwitchboardAnswersNothingAndTheCallStillRings() {
        switchboard.close();
        IncomingCall call = network.caller(Persona.POLITE, 3, OURS);

        assertThatThrownBy(() -> switchboard.answer(plan(TestAgent.reminder().build(), CallRules.USUAL), null, call))
                .isInstanceOf(IllegalStateException.class);
        call.reject(Rejection.UNAVAILABLE);
    }

    private CompletableFuture<CallEnd> answering(Agent agent) {
        return answering(agent, CallRules.USUAL);
    }

    private CompletableFuture<CallEnd> answering(Agent agent, CallRules rules) {
        CompletableFuture<CallEnd> end = new CompletableFuture<>();
        network.listen(call -> switchboard.answer(plan(agent, rules), new Ending(end::complete), call));
        return end.orTimeout(120, TimeUnit.SECONDS);
    }

    private static CallPlan plan(Agent agent, CallRules rules) {
        return new CallPlan("call_test", RecordedCall.OURS, THEIRS, agent, RecordedCall.VARIABLES, rules);
    }
}
