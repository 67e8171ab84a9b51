package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.FailureReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the far end does on a call beside talking. */
class DialogTest {
    private static final String CHALLENGE = "Proxy-Authenticate: Digest realm=\"trunk\", nonce=\"abc\", qop=\"auth\"";

    private final SipPhone phone = new SipPhone();
    private final PhoneCaller caller = new PhoneCaller();

    @AfterEach
    void close() {
        caller.close();
        phone.close();
    }

    private PhoneCaller.Call answered() {
        PhoneCaller.Call call =
                caller.dial(phone.trunk().username("ann").password("secret").build());
        call.awaitEvents("answered");
        phone.call(0).awaitRequest("ACK");
        return call;
    }

    @Test
    void theFarEndHoldsAndResumesTheCall() {
        PhoneCaller.Call call = answered();
        SipPhoneCall there = phone.call(0);

        SipText held = there.reinvite("sendonly");
        assertThat(held.status()).isEqualTo(200);
        assertThat(held.body()).contains("a=recvonly");

        assertThat(there.reinvite("sendrecv").body()).doesNotContain("a=recvonly");
        call.say("Hello.");
        there.sound().awaitVoice();
        there.bye();
        call.awaitEvents("hungUp");
    }

    @Test
    void theFarEndChangesTheSoundByUpdate() {
        PhoneCaller.Call call = answered();
        SipPhoneCall there = phone.call(0);

        SipText updated = there.ask("UPDATE", there.sound().description("") + "a=sendonly\r\n");

        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.body()).contains("a=recvonly");
        assertThat(there.ask("UPDATE", "").status()).isEqualTo(200);
        call.hangUp();
        there.awaitRequest("BYE");
    }

    @Test
    void anInviteWithoutAnOfferIsOffered() {
        answered();

        SipText offered = phone.call(0).ask("INVITE", "");

        assertThat(offered.status()).isEqualTo(200);
        assertThat(offered.body()).contains("m=audio");
    }

    @Test
    void aChangeThatLeavesNoSoundIsRefusedAndTheCallGoesOn() {
        PhoneCaller.Call call = answered();
        SipPhoneCall there = phone.call(0);

        assertThat(there.ask("INVITE", there.sound().description("").replace("RTP/AVP 0 101", "RTP/AVP 18"))
                        .status())
                .isEqualTo(488);

        call.say("Hello.");
        there.sound().awaitVoice();
    }

    @Test
    void keysInInfoAreHeard() {
        PhoneCaller.Call call = answered();
        SipPhoneCall there = phone.call(0);

        there.ask("INFO", "Signal=5\r\nDuration=160\r\n", "Content-Type: application/dtmf-relay");
        there.ask("INFO", "#", "Content-Type: application/dtmf");

        call.awaitEvents("key 5", "key #");
    }

    @Test
    void whatIsNoneOfItsBusinessIsRefusedAndTheCallGoesOn() {
        answered();
        SipPhoneCall there = phone.call(0);

        assertThat(there.ask("OPTIONS", "").status()).isEqualTo(200);
        assertThat(there.ask("REFER", "", "Refer-To: <sip:+19005550100@127.0.0.1>")
                        .status())
                .isEqualTo(603);
        assertThat(there.ask("MESSAGE", "hello", "Content-Type: text/plain").status())
                .isEqualTo(405);
        assertThat(there.ask("INFO", "x", "Content-Type: text/plain").status()).isEqualTo(415);
        assertThat(there.bye().status()).isEqualTo(200);
    }

    @Test
    void keysArePressedAtTheFarEnd() {
        PhoneCaller.Call call = answered();

        call.press("12#");

        Waiting.untilTrue(SipPhone.LIMIT, () -> phone.call(0).sound().keys().equals("12#"));
    }

    @Test
    void aByeThatIsAskedForCredentialsIsSentAgainWithThem() {
        PhoneCaller.Call call = answered();
        SipPhoneCall there = phone.call(0);
        there.onRequest("BYE", "407 Proxy Authentication Required", CHALLENGE);

        call.hangUp();

        SipText second = there.await(message -> message.isRequest()
                && message.method().equals("BYE")
                && message.find("Proxy-Authorization").isPresent());
        assertThat(second.header("Proxy-Authorization")).contains("username=\"ann\"");
        assertThat(second.header("CSeq")).isNotEqualTo(there.awaitRequest("BYE").header("CSeq"));
    }

    @Test
    void aFarEndThatIsElsewhereThanItsTrunkIsListenedTo() {
        try (SipPhone elsewhere = new SipPhone("127.0.0.3")) {
            phone.always(call -> call.answer("Contact: <sip:phone@127.0.0.3:" + elsewhere.port() + ">"));
            PhoneCaller.Call call = caller.dial(phone.trunk().build());
            call.awaitEvents("answered");
            elsewhere.awaitRequest("ACK");

            phone.call(0).byeFrom(elsewhere);

            call.awaitEvents("hungUp");
        }
    }

    @Test
    void soundIsFoundBesideAnExchangesOwnMessage() {
        answered();
        SipPhoneCall there = phone.call(0);

        SipText held = there.ask(
                "INVITE",
                "--part\r\nContent-Type: application/ISUP;version=itu-t92+\r\n\r\nxyz\r\n--part\r\n"
                        + "Content-Type: application/sdp\r\n\r\n"
                        + there.sound().description("")
                        + "a=sendonly\r\n\r\n--part--\r\n",
                "Content-Type: multipart/mixed;boundary=part");

        assertThat(held.body()).contains("a=recvonly");
    }

    @Test
    void aReliableProgressIsAcknowledged() {
        phone.always(call -> call.progress("Require: 100rel", "RSeq: 7"));

        PhoneCaller.Call call = caller.dial(phone.trunk().build());

        SipPhoneCall there = phone.call(0);
        assertThat(there.awaitRequest("PRACK").header("RAck")).startsWith("7 ");
        call.awaitEvents("ringing");
        there.answer();
        call.awaitEvents("answered");
    }

    @Test
    void oneWhoAnswersTwiceIsHungUpOnOnce() {
        phone.always(there -> {
            there.answer();
            there.withTag("other").answer();
        });

        PhoneCaller.Call call = caller.dial(phone.trunk().build());

        call.awaitEvents("answered");
        SipText bye = phone.call(0).awaitRequest("BYE");
        assertThat(SipText.tag(bye.header("To")))
                .isEqualTo(SipText.tag(strayAck().header("To")));
        assertThat(call.events).doesNotContain("hungUp");
    }

    /** The acknowledgement of the answer that is not the call's: the one whose dialog sees a BYE. */
    private SipText strayAck() {
        String tag = SipText.tag(phone.call(0).awaitRequest("BYE").header("To"));
        return phone.await(message -> message.isRequest()
                && message.method().equals("ACK")
                && SipText.tag(message.header("To")).equals(tag));
    }

    @Test
    void anotherUserOfTheTrunkIsGoneToAndNobodyElse() {
        phone.will(call ->
                call.reject("302 Moved Temporarily", "Contact: <sip:+442071838751@127.0.0.1:" + phone.port() + ">"));

        caller.dial(phone.trunk().build()).awaitEvents("answered");

        assertThat(phone.call(0).invite().uri()).startsWith("sip:+442071838751@127.0.0.1");
    }

    @Test
    void aRedirectionToSomebodyElseEndsTheCall() {
        SipPhone other = new SipPhone("127.0.0.2");
        phone.always(call ->
                call.reject("302 Moved Temporarily", "Contact: <sip:+442071838751@127.0.0.2:" + other.port() + ">"));

        caller.dial(phone.trunk().build()).awaitEvents("failed " + FailureReason.CARRIER_DENIED);

        assertThat(other.received()).isEmpty();
        other.close();
    }

    @Test
    void aTrunkThatWantsALongerSessionGetsIt() {
        phone.will(call -> call.reject("422 Session Interval Too Small", "Min-SE: 3600"));

        caller.dial(phone.trunk().build()).awaitEvents("answered");

        assertThat(phone.call(0).invite().header("Session-Expires")).startsWith("3600");
    }

    @Test
    void aSignOfLifeIsGivenAsAgreed() {
        phone.always(
                call -> call.answer("Session-Expires: 4;refresher=uac", "Require: timer", "Allow: INVITE, UPDATE"));

        caller.dial(phone.trunk().build()).awaitEvents("answered");

        assertThat(phone.call(0).awaitRequest("UPDATE").header("Session-Expires"))
                .isNotEmpty();
    }

    @Test
    void aFarEndThatGivesNoSignOfLifeIsGone() {
        phone.always(call -> call.answer("Session-Expires: 6;refresher=uas", "Require: timer"));
        PhoneCaller.Call call = caller.dial(phone.trunk().build());
        call.awaitEvents("answered");

        call.awaitEvents("hungUp");

        phone.call(0).awaitRequest("BYE");
    }

    @Test
    void whereUpdatesAreNotUnderstoodASignOfLifeIsAnInvite() {
        phone.always(call -> call.answer("Session-Expires: 4;refresher=uac", "Require: timer", "Allow: INVITE"));

        PhoneCaller.Call call = caller.dial(phone.trunk().build());
        call.awaitEvents("answered");

        SipPhoneCall there = phone.call(0);
        there.await(message -> message.isRequest()
                && message.method().equals("INVITE")
                && !SipText.tag(message.header("To")).isEmpty());
        there.await(message -> message.isRequest()
                && message.method().equals("ACK")
                && !message.header("CSeq").equals(there.awaitRequest("ACK").header("CSeq")));
        assertThat(call.events).doesNotContain("hungUp");
    }
}
