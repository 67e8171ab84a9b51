package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call that is put through to a person: two telephones that hear each other through us. */
class BridgeTest {
    private static final int VOICE = 0x10;

    private final SipPhone callers = new SipPhone();
    private final SipPhone persons = new SipPhone();
    private final PhoneCaller agent = new PhoneCaller();
    private final RecordedBridge bridge = new RecordedBridge();
    private SipPhoneCall caller;
    private SipPhoneCall person;

    @BeforeEach
    void connect() {
        PhoneCaller.Call call = agent.dial(callers.trunk().build());
        PhoneCaller.Call second = agent.dial(persons.trunk().build());
        call.awaitEvents("answered");
        second.awaitEvents("answered");
        caller = callers.call(0);
        person = persons.call(0);
        caller.awaitRequest("ACK");
        person.awaitRequest("ACK");
        CompletableFuture<Void> connected = new CompletableFuture<>();
        call.timeline.post(() -> {
            call.line.connectTo(second.line, bridge);
            // a conversation that has put its caller through hangs up its lines
            call.line.hangUp();
            second.line.hangUp();
            connected.complete(null);
        });
        // a key that comes earlier is the agent's
        Waiting.untilTrue(SipPhone.LIMIT, connected::isDone);
    }

    @AfterEach
    void close() {
        agent.close();
        callers.close();
        persons.close();
    }

    @Test
    void eachHearsTheOtherUntilOneHangsUp() {
        Waiting.untilTrue(SipPhone.LIMIT, () -> {
            caller.sound().play(5, VOICE);
            return person.sound().hasVoice();
        });
        Waiting.untilTrue(SipPhone.LIMIT, () -> {
            person.sound().play(5, VOICE);
            return caller.sound().hasVoice();
        });

        caller.bye();

        person.awaitRequest("BYE");
        assertThat(bridge.awaitOver()).isPositive();
    }

    @Test
    void whatBothLinesUseIsToldWhenTheServerStops() {
        agent.close();

        assertThat(bridge.awaitOver()).isPositive();
        assertThat(bridge.timesOver()).isEqualTo(1);
    }

    @Test
    void thePersonHangsUp() {
        person.bye();

        caller.awaitRequest("BYE");
    }

    @Test
    void aKeyThatComesInInfoIsPassedOn() {
        caller.ask("INFO", "Signal=7\r\n", "Content-Type: application/dtmf-relay");

        Waiting.untilTrue(SipPhone.LIMIT, () -> person.sound().keys().equals("7"));
    }
}
