package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.SipTrunk;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trunk with two addresses, the first of which does not do what it should. */
class TrunkFailoverTest {
    private static final String HOST = "trunk.example.com";

    private TestDns dns;
    private PhoneCaller caller;
    private SipPhone first = new SipPhone();
    private SipPhone second = new SipPhone();

    @BeforeEach
    void open() throws IOException {
        dns = new TestDns().a("sip." + HOST, "127.0.0.1");
        caller = new PhoneCaller(dns.targets(Duration.ofSeconds(30), 1));
    }

    @AfterEach
    void close() {
        caller.close();
        first.close();
        second.close();
        dns.close();
    }

    private PhoneCaller.Call dial(SipTrunk.Transport transport) throws IOException {
        String service = transport == SipTrunk.Transport.TCP ? "_sip._tcp." : "_sip._udp.";
        dns.srv(service + HOST, "10 0 " + first.port() + " sip." + HOST + ".");
        dns.srv(service + HOST, "20 0 " + second.port() + " sip." + HOST + ".");
        return caller.dial(SipTrunk.at(HOST).transport(transport).build());
    }

    private void overTcp() {
        first.close();
        second.close();
        first = SipPhone.overTcp();
        second = SipPhone.overTcp();
    }

    private static long count(SipPhone phone, String method) {
        return phone.received().stream()
                .filter(message -> message.isRequest() && message.method().equals(method))
                .distinct()
                .count();
    }

    /** The call is that of the second address: it is held until we hang up, and there is no other. */
    private void assertHeldBySecond(PhoneCaller.Call call) {
        call.awaitEvents("answered");
        SipPhoneCall there = second.call(0);
        there.awaitRequest("ACK");
        assertThat(there.reinvite("sendonly").status()).isEqualTo(200);
        assertThat(count(second, "BYE")).isZero();
        call.hangUp();
        there.awaitRequest("BYE");
        assertThat(second.calls()).isEqualTo(1);
        assertThat(count(second, "INVITE")).isEqualTo(1);
        assertThat(call.events).containsOnlyOnce("answered").doesNotContain("hungUp");
        assertThat(call.events).noneMatch(event -> event.startsWith("failed"));
    }

    @Test
    void whereTheFirstIsOutOfServiceTheSecondIsRungOnce() throws IOException {
        first.always(call -> call.reject("503 Service Unavailable"));

        PhoneCaller.Call call = dial(SipTrunk.Transport.UDP);

        assertHeldBySecond(call);
        first.awaitRequest("ACK");
        assertThat(count(first, "INVITE")).isEqualTo(1);
    }

    @Test
    void whereTheFirstRefusesTheConnectionTheSecondIsRungOnce() throws IOException {
        overTcp();
        first.close();

        assertHeldBySecond(dial(SipTrunk.Transport.TCP));
    }

    @Test
    void whereTheFirstSaysNothingTheSecondIsRungOnce() throws IOException {
        first.always(SipPhoneCall::ignore);

        assertHeldBySecond(dial(SipTrunk.Transport.UDP));

        assertThat(first.calls()).isEqualTo(1);
    }

    @Test
    void whereTheFirstRingsAfterTheSecondHasAnsweredItIsTakenBack() throws IOException {
        first.always(SipPhoneCall::ignore);
        PhoneCaller.Call call = dial(SipTrunk.Transport.UDP);
        second.call(0).awaitRequest("ACK");

        first.call(0).ring();

        first.call(0).awaitRequest("CANCEL");
        first.call(0).awaitRequest("ACK");
        assertHeldBySecond(call);
    }

    @Test
    void whereTheFirstAnswersAfterTheSecondItIsHungUp() throws IOException {
        first.always(SipPhoneCall::ignore);
        hangsUpTheFirst(dial(SipTrunk.Transport.UDP));
    }

    @Test
    void overTcpWhereTheFirstAnswersAfterTheSecondItIsHungUpThere() throws IOException {
        overTcp();
        first.always(SipPhoneCall::ignore);
        hangsUpTheFirst(dial(SipTrunk.Transport.TCP));
    }

    private void hangsUpTheFirst(PhoneCaller.Call call) {
        second.call(0).awaitRequest("ACK");

        first.call(0).answer();

        first.call(0).awaitRequest("ACK");
        first.call(0).awaitRequest("BYE");
        assertHeldBySecond(call);
        assertThat(count(first, "BYE")).isEqualTo(1);
    }

    @Test
    void whereTheFirstAnswersWhileTheSecondRingsItIsTheCall() throws IOException {
        answeredByTheFirst(SipTrunk.Transport.UDP);
    }

    @Test
    void overTcpWhereTheFirstAnswersWhileTheSecondRingsItIsTheCall() throws IOException {
        overTcp();
        answeredByTheFirst(SipTrunk.Transport.TCP);
    }

    private void answeredByTheFirst(SipTrunk.Transport transport) throws IOException {
        first.always(SipPhoneCall::ignore);
        second.always(SipPhoneCall::ring);
        PhoneCaller.Call call = dial(transport);
        call.awaitEvents("ringing");

        first.call(0).answer();

        call.awaitEvents("answered");
        first.call(0).awaitRequest("ACK");
        second.call(0).awaitRequest("CANCEL");
        assertThat(first.call(0).reinvite("sendonly").status()).isEqualTo(200);
        call.hangUp();
        first.call(0).awaitRequest("BYE");
        assertThat(call.events).containsOnlyOnce("answered").doesNotContain("hungUp");
    }

    @Test
    void whereBothAreOutOfServiceTheTrunkIsUnavailable() throws IOException {
        first.always(call -> call.reject("503 Service Unavailable"));
        second.always(call -> call.reject("503 Service Unavailable"));

        PhoneCaller.Call call = dial(SipTrunk.Transport.UDP);

        call.awaitEvents("failed " + FailureReason.CARRIER_UNAVAILABLE);
        Waiting.untilTrue(SipPhone.LIMIT, () -> count(second, "ACK") == 1);
        assertThat(count(first, "INVITE")).isEqualTo(1);
        assertThat(count(second, "INVITE")).isEqualTo(1);
    }

    @Test
    void oneThatIsBusyIsNotAskedForAtTheNextAddress() throws IOException {
        first.always(call -> call.reject("486 Busy Here"));

        dial(SipTrunk.Transport.UDP).awaitEvents("failed " + FailureReason.BUSY);

        assertThat(second.received()).isEmpty();
    }
}
