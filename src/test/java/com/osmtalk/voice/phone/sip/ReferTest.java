package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.voice.carrier.ReferralEvents;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trunk that is asked to put a call through itself, by a plain REFER or in the place of a call that is up. */
class ReferTest {
    private static final PhoneNumber PERSON = PhoneNumber.of("+442071838751");

    private final SipPhone phone = new SipPhone();
    private final PhoneCaller agent = new PhoneCaller();
    private final RecordedBridge bridge = new RecordedBridge();
    private final List<String> outcome = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        agent.close();
        phone.close();
    }

    private SipTrunk trunk() {
        return phone.trunk().transfer(SipTrunk.Transfer.REFER).build();
    }

    private PhoneCaller.Call answered(SipTrunk trunk) {
        PhoneCaller.Call call = agent.dial(trunk);
        call.awaitEvents("answered");
        phone.call(0).awaitRequest("ACK");
        return call;
    }

    /** Asks its trunk to put the call through; gives whether it is one that is asked. */
    private boolean refer(PhoneCaller.Call call) {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        call.timeline.post(() -> asked.complete(agent.carrier.refer(call.line, PERSON, new ReferralEvents() {
            @Override
            public void putThrough() {
                outcome.add("put through");
            }

            @Override
            public void notPutThrough() {
                outcome.add("not put through");
            }
        })));
        return Waiting.until(SipPhone.LIMIT, () -> java.util.Optional.ofNullable(asked.getNow(null)));
    }

    private SipText notified(SipPhoneCall call, String status, String state) {
        return call.ask(
                "NOTIFY",
                "SIP/2.0 " + status + "\r\n",
                "Event: refer",
                "Subscription-State: " + state,
                "Content-Type: message/sipfrag;version=2.0");
    }

    private void awaitOutcome(String expected) {
        Waiting.untilTrue(SipPhone.LIMIT, () -> outcome.contains(expected));
    }

    @Test
    void aTrunkThatPutsACallThroughIsLeftWhenItHasToldSo() {
        PhoneCaller.Call call = answered(trunk());
        SipPhoneCall there = phone.call(0);
        there.onRequest("REFER", "202 Accepted");

        assertThat(refer(call)).isTrue();

        SipText refer = there.awaitRequest("REFER");
        assertThat(refer.header("Refer-To")).isEqualTo("<sip:+442071838751@127.0.0.1:" + phone.port() + ">");
        assertThat(refer.header("Referred-By")).startsWith("<sip:+12025550199@127.0.0.1");
        assertThat(notified(there, "100 Trying", "active;expires=60").status()).isEqualTo(200);
        assertThat(notified(there, "180 Ringing", "active;expires=60").status()).isEqualTo(200);
        assertThat(outcome).isEmpty();
        assertThat(there.has(message -> message.method().equals("BYE"))).isFalse();
        assertThat(notified(there, "200 OK", "terminated;reason=noresource").status())
                .isEqualTo(200);

        awaitOutcome("put through");
        there.awaitRequest("BYE");
        assertThat(call.events).doesNotContain("hungUp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"405 Method Not Allowed", "501 Not Implemented", "603 Decline", "403 Forbidden"})
    void aTrunkThatRefusesLeavesTheCallAsItWas(String refusal) {
        PhoneCaller.Call call = answered(trunk());
        phone.call(0).onRequest("REFER", refusal);

        refer(call);

        awaitOutcome("not put through");
        call.say("I am still here.");
        phone.call(0).sound().awaitVoice();
    }

    @ParameterizedTest
    @ValueSource(strings = {"486 Busy Here", "603 Decline", "503 Service Unavailable"})
    void whereNobodyIsReachedTheCallIsAsItWas(String why) {
        PhoneCaller.Call call = answered(trunk());
        SipPhoneCall there = phone.call(0);
        there.onRequest("REFER", "202 Accepted");
        refer(call);
        there.awaitRequest("REFER");

        notified(there, why, "terminated;reason=noresource");

        awaitOutcome("not put through");
        call.say("I am still here.");
        there.sound().awaitVoice();
    }

    @Test
    void aTrunkThatStopsTellingHasNotPutItThrough() {
        PhoneCaller.Call call = answered(trunk());
        SipPhoneCall there = phone.call(0);
        there.onRequest("REFER", "202 Accepted");
        refer(call);
        there.awaitRequest("REFER");

        notified(there, "180 Ringing", "terminated;reason=timeout");

        awaitOutcome("not put through");
    }

    @Test
    void whatIsToldOfSomethingElseIsNotHeeded() {
        PhoneCaller.Call call = answered(trunk());
        SipPhoneCall there = phone.call(0);
        there.onRequest("REFER", "202 Accepted");
        refer(call);
        long number = Long.parseLong(there.awaitRequest("REFER").header("CSeq").split(" ")[0]);

        there.ask("NOTIFY", "SIP/2.0 200 OK\r\n", "Event: dialog", "Content-Type: message/sipfrag");
        there.ask("NOTIFY", "SIP/2.0 200 OK\r\n", "Event: refer;id=" + (number + 7), "Content-Type: message/sipfrag");
        there.ask("NOTIFY", "rubbish", "Event: refer", "Content-Type: message/sipfrag");
        assertThat(outcome).isEmpty();
        there.ask("NOTIFY", "SIP/2.0 200 OK\r\n", "Event: refer;id=" + number, "Content-Type: message/sipfrag");

        awaitOutcome("put through");
    }

    @Test
    void aReferThatIsAskedForCredentialsIsSentAgainWithThem() {
        PhoneCaller.Call call = answered(phone.trunk()
                .transfer(SipTrunk.Transfer.REFER)
                .username("ann")
                .password("secret")
                .build());
        SipPhoneCall there = phone.call(0);
        there.onRequest(
                "REFER",
                "407 Proxy Authentication Required",
                "Proxy-Authenticate: Digest realm=\"trunk\", nonce=\"abc\", qop=\"auth\"");

        refer(call);

        SipText second = there.await(message -> message.isRequest()
                && message.method().equals("REFER")
                && message.find("Proxy-Authorization").isPresent());
        assertThat(second.header("Refer-To")).contains("+442071838751");
    }

    @Test
    void aCallerWhoHangsUpMeanwhileHasHungUp() {
        PhoneCaller.Call call = answered(trunk());
        SipPhoneCall there = phone.call(0);
        there.onRequest("REFER", "202 Accepted");
        refer(call);
        there.awaitRequest("REFER");

        there.bye();

        call.awaitEvents("hungUp");
        assertThat(outcome).isEmpty();
    }

    @Test
    void aTrunkThatIsNotToBeAskedIsNot() {
        PhoneCaller.Call call = answered(phone.trunk().build());

        assertThat(refer(call)).isFalse();

        assertThat(phone.call(0).bye().status()).isEqualTo(200);
        assertThat(phone.received()).noneMatch(message -> message.method().equals("REFER"));
    }

    // ---- in the place of a call that is up

    private SipPhoneCall connected(SipTrunk trunk) {
        phone.will(SipPhoneCall::answer);
        PhoneCaller.Call caller = answered(trunk);
        PhoneCaller.Call person = agent.dial(trunk);
        person.awaitEvents("answered");
        phone.call(1).awaitRequest("ACK");
        SipPhoneCall there = phone.call(0);
        there.onRequest("REFER", "202 Accepted");
        caller.timeline.post(() -> caller.line.connectTo(person.line, bridge));
        return there;
    }

    @Test
    void whoTookTheCallIsConnectedByTheTrunkInThePlaceOfOurCall() {
        SipPhoneCall caller = connected(trunk());
        SipPhoneCall person = phone.call(1);

        String target = caller.awaitRequest("REFER").header("Refer-To");

        assertThat(target).startsWith("<sip:phone@127.0.0.1:" + phone.port()).endsWith(">");
        String replaces = URLDecoder.decode(
                target.substring(target.indexOf("?Replaces=") + 10, target.length() - 1), StandardCharsets.UTF_8);
        assertThat(replaces)
                .isEqualTo(person.callId() + ";to-tag="
                        + SipText.tag(person.awaitRequest("ACK").header("To")) + ";from-tag="
                        + SipText.tag(person.invite().header("From")));

        // its telephone takes the new call in the place of ours, and then the trunk tells so
        assertThat(person.bye().status()).isEqualTo(200);
        assertThat(caller.has(message -> message.method().equals("BYE"))).isFalse();
        notified(caller, "200 OK", "terminated;reason=noresource");
        caller.awaitRequest("BYE");
        bridge.awaitOver();
    }

    @Test
    void whereTheTrunkRefusesBothGoOnThroughUs() {
        SipPhoneCall caller = connected(trunk());
        SipPhoneCall person = phone.call(1);
        caller.awaitRequest("REFER");

        notified(caller, "481 Call Does Not Exist", "terminated;reason=noresource");

        Waiting.untilTrue(SipPhone.LIMIT, () -> {
            caller.sound().play(5, 0x10);
            return person.sound().hasVoice();
        });
        person.bye();
        caller.awaitRequest("BYE");
    }
}
