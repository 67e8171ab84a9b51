package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Proxies that stay on the way of a call (RFC 3261, 12): what belongs to it goes through them, and comes from them. */
class RouteSetTest {
    private static final String FAR = "<sip:far.example.com;lr>";
    private static final String CONTACT = "sip:phone@127.0.0.1:9";

    private final SipPhone trunk = new SipPhone();
    private final SipPhone proxy = new SipPhone("127.0.0.4");
    private final PhoneCaller caller = new PhoneCaller();
    private final String near = "<sip:127.0.0.4:" + proxy.port() + ";lr>";

    @AfterEach
    void close() {
        caller.close();
        proxy.close();
        trunk.close();
    }

    private void assertOnItsWay(SipText request) {
        assertThat(request.uri()).isEqualTo(CONTACT);
        assertThat(String.join(",", request.all("Route")).replace(" ", "")).isEqualTo(near + "," + FAR);
    }

    @Test
    void ofACallOutAreInTheOppositeOrderOfTheAnswers() {
        trunk.always(
                call -> call.answer("Record-Route: " + FAR, "Record-Route: " + near, "Contact: <" + CONTACT + ">"));
        PhoneCaller.Call call = caller.dial(trunk.trunk().build());
        call.awaitEvents("answered");

        assertOnItsWay(proxy.awaitRequest("ACK"));
        call.hangUp();

        assertOnItsWay(proxy.awaitRequest("BYE"));
        assertThat(trunk.received()).noneMatch(message -> message.method().equals("BYE"));
    }

    @Test
    void ofACallOutMayHangUp() {
        trunk.always(call -> call.answer("Record-Route: " + near, "Contact: <" + CONTACT + ">"));
        PhoneCaller.Call call = caller.dial(trunk.trunk().build());
        call.awaitEvents("answered");

        trunk.call(0).byeFrom(proxy);

        call.awaitEvents("hungUp");
    }

    @Test
    void ofACallOutThatAreOfTheOldKindAreAskedThemselves() {
        String strict = "sip:127.0.0.4:" + proxy.port();
        trunk.always(call -> call.answer("Record-Route: <" + strict + ">", "Contact: <" + CONTACT + ">"));
        PhoneCaller.Call call = caller.dial(trunk.trunk().build());
        call.awaitEvents("answered");

        call.hangUp();

        SipText bye = proxy.awaitRequest("BYE");
        assertThat(bye.uri()).isEqualTo(strict);
        assertThat(bye.header("Route")).contains(CONTACT);
    }

    @Test
    void ofACallInAreInTheOrderOfTheInvite() {
        CompletableFuture<PhoneCaller.Call> answered = new CompletableFuture<>();
        InetSocketAddress there = caller.listen(
                incoming -> answered.complete(caller.answer(incoming)),
                PhoneCaller.number(PhoneCaller.OURS, trunk.trunk().build()));
        caller.awaitTrunks(1);
        SipPhoneCall call = trunk.invite(
                there,
                PhoneCaller.OURS.e164(),
                PhoneCaller.THEIRS.e164(),
                "Record-Route: " + near,
                "Record-Route: " + FAR);

        assertThat(call.awaitAnswer().all("Record-Route")).isNotEmpty();
        PhoneCaller.Call held = answered.orTimeout(120, TimeUnit.SECONDS).join();
        held.awaitEvents("answered");
        held.hangUp();

        SipText bye = proxy.awaitRequest("BYE");
        assertThat(String.join(",", bye.all("Route")).replace(" ", "")).isEqualTo(near + "," + FAR);
    }
}
