package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.voice.carrier.IncomingCall;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Far ends that do what few do, at moments when nobody expects it. */
class OddDialogsTest {
    private static final String OURS = PhoneCaller.OURS.e164();
    private static final String THEIRS = PhoneCaller.THEIRS.e164();

    private final SipPhone phone = new SipPhone();
    private final PhoneCaller caller = new PhoneCaller();
    private final List<IncomingCall> offered = new CopyOnWriteArrayList<>();
    private final List<PhoneCaller.Call> held = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        caller.close();
        phone.close();
    }

    private PhoneCaller.Call answered() {
        PhoneCaller.Call call = caller.dial(phone.trunk().build());
        call.awaitEvents("answered");
        phone.call(0).awaitRequest("ACK");
        return call;
    }

    private InetSocketAddress listen(boolean picksUp) {
        InetSocketAddress there = caller.listen(
                incoming -> {
                    offered.add(incoming);
                    if (picksUp) {
                        held.add(caller.answer(incoming));
                    }
                },
                PhoneCaller.number(PhoneCaller.OURS, phone.trunk().build()));
        caller.awaitTrunks(1);
        return there;
    }

    /** The conversation that has picked up. */
    private PhoneCaller.Call held() {
        Waiting.untilTrue(SipPhone.LIMIT, () -> held.size() == 1);
        return held.get(0);
    }

    @Test
    void aSessionTooShortToBeKeptAliveIsRefusedWithTheShortestThatIsNot() {
        InetSocketAddress there = listen(true);

        SipText refused = phone.invite(there, OURS, THEIRS, "Supported: timer", "Session-Expires: 1")
                .awaitAnswer();
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Min-SE")).isEqualTo("90");

        SipPhoneCall call = phone.invite(there, OURS, THEIRS, "Supported: timer", "Session-Expires: 90");
        assertThat(call.awaitAnswer().status()).isEqualTo(200);
        SipText again = call.ask("INVITE", call.sound().description(""), "Supported: timer", "Session-Expires: 0");
        assertThat(again.status()).isEqualTo(422);
        assertThat(call.bye().status()).isEqualTo(200);
    }

    @Test
    void aFarEndThatAgreesToASessionOfNoLengthIsNotFloodedWithSignsOfLife() {
        phone.always(there -> there.answer("Session-Expires: 0;refresher=uac", "Require: timer", "Allow: UPDATE"));
        PhoneCaller.Call call = answered();
        call.say("Hello.");
        call.awaitEvents("spoken");

        phone.call(0).sound().awaitPackets(100);
        assertThat(phone.received().stream()
                        .filter(SipText::isRequest)
                        .filter(message -> message.method().equals("UPDATE")))
                .hasSizeLessThan(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c=IN IP4 phone.example.com",
                "c=IN IP4 999.1.1.1",
                "c=",
                "a=sendrecv",
                "b=AS:\u00e9\u0000",
                "k=clear:xyz",
            })
    void whatIsSaidOfAPictureDoesNotHinderTheSound(String line) {
        phone.always(there -> there.answerWith(
                there.sound().description("") + "m=video 0 RTP/AVP 96\r\n" + line + "\r\nm=message\r\n"));
        PhoneCaller.Call call = caller.dial(phone.trunk().build());

        call.awaitEvents("answered");
    }

    @Test
    void oneInviteThatComesOnTwoWaysIsOneCall() {
        InetSocketAddress there = listen(true);
        SipPhoneCall call = phone.invite(there, OURS, THEIRS, "Subject: one");
        assertThat(call.awaitAnswer().status()).isEqualTo(200);
        call.inviteAgainByAnotherWay();

        assertThat(call.awaitResponse("INVITE", 482).status()).isEqualTo(482);
        assertThat(offered).hasSize(1);
        call.bye();
    }

    @Test
    void aCancelAfterTheAnswerChangesNothing() {
        InetSocketAddress there = listen(true);
        SipPhoneCall call = phone.invite(there, OURS, THEIRS);
        assertThat(call.awaitAnswer().status()).isEqualTo(200);
        held().awaitEvents("answered");

        call.cancelInvite();

        held().say("Hello.");
        call.sound().awaitVoice();
        assertThat(held().events).doesNotContain("hungUp");
        call.bye();
        held().awaitEvents("hungUp");
    }

    @Test
    void anAnswerWithoutAContactIsHungUpWhereItCameFrom() {
        phone.always(there -> there.answer("Contact:"));
        PhoneCaller.Call call = caller.dial(phone.trunk().build());
        call.awaitEvents("answered");
        call.hangUp();
        phone.call(0).awaitRequest("BYE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contact: *",
                "Contact: <tel:+442071838750>",
                "Contact: <sip:nohost.invalid>",
                "Contact: <sip:phone@127.0.0.1:99999>",
                "Contact: <>",
                "Record-Route: <sip:nohost.invalid;lr>",
                "P-Asserted-Identity: \u0000<>",
                "From: <>",
            })
    void oddHeadersOfACallEndWithAReasonAndNothingIsStuck(String header) {
        InetSocketAddress there = listen(true);

        phone.invite(there, OURS, THEIRS, header);
        SipPhoneCall next = phone.invite(there, OURS, THEIRS);

        assertThat(next.awaitAnswer().status()).isEqualTo(200);
        assertThat(next.bye().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ptime:999", "ptime:0", "ptime:1", "maxptime:1", "ptime:-20", "ptime:20.5", "rtcp:99999"})
    void anOddLengthOfPacketsIsNoHindrance(String attribute) {
        phone.always(there -> {
            there.sound().sendTo(there.invite().body());
            there.answerWith(there.sound().description("") + "a=" + attribute + "\r\n");
        });
        PhoneCaller.Call call = caller.dial(phone.trunk().build());
        call.awaitEvents("answered");
        call.say("Hello.");
        phone.call(0).sound().awaitVoice();
    }

    @Test
    void aRedirectionWithoutAnAddressOrInALoopEndsTheCall() {
        phone.will(there -> there.reject("300 Multiple Choices", "Contact:"));
        PhoneCaller.Call nowhere = caller.dial(phone.trunk().build());
        nowhere.awaitEvents("failed CARRIER_DENIED");

        phone.always(there ->
                there.reject("302 Moved Temporarily", "Contact: <sip:+442071838750@127.0.0.1:" + phone.port() + ">"));
        PhoneCaller.Call round = caller.dial(phone.trunk().build());
        round.awaitEvents("failed CARRIER_DENIED");
    }

    @Test
    void aConnectionThatIsLostInACallEndsNoCallAndItIsHungUpOnAnother() {
        try (SipPhone overTcp = SipPhone.overTcp()) {
            PhoneCaller.Call call = caller.dial(overTcp.trunk().build());
            call.awaitEvents("answered");
            overTcp.call(0).awaitRequest("ACK");

            overTcp.loseConnections();
            call.say("Hello.");
            overTcp.call(0).sound().awaitVoice();
            assertThat(call.events).doesNotContain("hungUp");
            call.hangUp();

            overTcp.awaitRequest("BYE");
        }
    }
}
