package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.carrier.IncomingCall;
import com.osmtalk.voice.carrier.IncomingCall.Rejection;
import com.osmtalk.voice.carrier.IncomingCallListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that come in, from a telephone over real sockets. */
class IncomingCallsTest {
    private static final String OURS = PhoneCaller.OURS.e164();
    private static final String THEIRS = PhoneCaller.THEIRS.e164();

    private final SipPhone phone = new SipPhone();
    private final PhoneCaller callee = new PhoneCaller();
    private final List<IncomingCall> offered = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        callee.close();
        phone.close();
    }

    private InetSocketAddress listen(IncomingCallListener listener) {
        InetSocketAddress there = callee.listen(
                new IncomingCallListener() {
                    @Override
                    public void offered(IncomingCall call) {
                        offered.add(call);
                        listener.offered(call);
                    }

                    @Override
                    public Optional<Rejection> rejectionAtOnce(PhoneNumber to) {
                        return listener.rejectionAtOnce(to);
                    }
                },
                PhoneCaller.number(
                        PhoneCaller.OURS, phone.trunk().username("ann").build()));
        // the trunks are looked up beside
        callee.awaitTrunks(1);
        return there;
    }

    @Test
    void aCallIsAnsweredAndHeldUntilTheCallerHangsUp() {
        CompletableFuture<PhoneCaller.Call> answered = new CompletableFuture<>();
        InetSocketAddress there = listen(incoming -> answered.complete(callee.answer(incoming)));

        SipPhoneCall call = phone.invite(there, OURS, THEIRS);

        assertThat(call.awaitAnswer().status()).isEqualTo(200);
        PhoneCaller.Call held = answered.orTimeout(120, TimeUnit.SECONDS).join();
        held.awaitEvents("ringing", "answered");
        held.say("Hello.");
        call.sound().awaitVoice();
        call.sound().play(60, 0x10);
        assertThat(call.bye().status()).isEqualTo(200);
        held.awaitEvents("hungUp");
        assertThat(offered.get(0).to()).isEqualTo(PhoneCaller.OURS);
        assertThat(offered.get(0).from()).contains(PhoneCaller.THEIRS);
    }

    @Test
    void theAgentHangsUp() {
        CompletableFuture<PhoneCaller.Call> answered = new CompletableFuture<>();
        InetSocketAddress there = listen(incoming -> answered.complete(callee.answer(incoming)));
        SipPhoneCall call = phone.invite(there, OURS, THEIRS);
        PhoneCaller.Call held = answered.orTimeout(120, TimeUnit.SECONDS).join();
        held.awaitEvents("answered");

        held.hangUp();

        call.awaitRequest("BYE");
    }

    @ParameterizedTest
    @CsvSource({"NO_SUCH_NUMBER, 404", "NOBODY_ANSWERS, 480", "BUSY, 486", "UNAVAILABLE, 503"})
    void whyNobodyAnswersIsTold(Rejection reason, int status) {
        InetSocketAddress there = listen(incoming -> incoming.reject(reason));

        assertThat(phone.invite(there, OURS, THEIRS).awaitAnswer().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+12025550199", "12025550199", "0012025550199", "2025550199", "ann"})
    void aNumberOfOursIsKnownHoweverTheTrunkWritesIt(String called) {
        InetSocketAddress there = listen(incoming -> incoming.reject(Rejection.BUSY));

        assertThat(phone.invite(there, called, THEIRS).awaitAnswer().status()).isEqualTo(486);
        assertThat(offered.get(0).to()).isEqualTo(PhoneCaller.OURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+442071838751", "190", "bob", "99"})
    void nobodyHasUsCallElsewhere(String called) {
        InetSocketAddress there = listen(incoming -> incoming.reject(Rejection.BUSY));

        assertThat(phone.invite(there, called, THEIRS).awaitAnswer().status()).isEqualTo(404);
        assertThat(offered).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"anonymous,", "+442071838750,+442071838750", "00442071838750,+442071838750", "12,"})
    void whoCallsIsTakenFromTheInvite(String from, String number) {
        InetSocketAddress there = listen(incoming -> incoming.reject(Rejection.BUSY));

        phone.invite(there, OURS, from).awaitAnswer();

        assertThat(offered.get(0).from()).isEqualTo(Optional.ofNullable(number).map(PhoneNumber::of));
    }

    @Test
    void aCallerWhoGivesUpWhileItRingsIsToldSo() {
        InetSocketAddress there = listen(incoming -> {});
        SipPhoneCall call = phone.invite(there, OURS, THEIRS);
        Waiting.untilTrue(SipPhone.LIMIT, () -> offered.size() == 1);

        call.cancel();

        assertThat(call.awaitAnswer().status()).isEqualTo(487);
        callee.answer(offered.get(0)).awaitEvents("hungUp");
    }

    @Test
    void anAnswerThatIsNeverAcknowledgedIsNoCall() {
        CompletableFuture<PhoneCaller.Call> answered = new CompletableFuture<>();
        InetSocketAddress there = listen(incoming -> answered.complete(callee.answer(incoming)));
        SipPhoneCall call = phone.invite(there, OURS, THEIRS).withoutAck();

        assertThat(call.awaitAnswer().status()).isEqualTo(200);
        PhoneCaller.Call held = answered.orTimeout(120, TimeUnit.SECONDS).join();

        held.awaitEvents("hungUp");
        call.awaitRequest("BYE");
        assertThat(held.events).doesNotContain("answered");
    }

    @Test
    void whereTooManyComeAtOnceOneIsTurnedAwayAndTheNextIsTaken() {
        CountDownLatch slow = new CountDownLatch(1);
        InetSocketAddress there = listen(incoming -> {
            try {
                slow.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
            incoming.reject(Rejection.BUSY);
        });
        List<SipPhoneCall> calls = new ArrayList<>();
        try {
            // more than wait at once; a few at a time, so that no datagram of theirs is lost
            for (int i = 0; i < 10; i++) {
                List<SipPhoneCall> some = Stream.generate(() -> phone.invite(there, OURS, THEIRS))
                        .limit(10)
                        .toList();
                Waiting.untilTrue(
                        SipPhone.LIMIT, () -> some.stream().allMatch(call -> call.has(answer -> !answer.isRequest())));
                calls.addAll(some);
            }
            SipText turnedAway = calls.get(calls.size() - 1).awaitAnswer();
            assertThat(turnedAway.status()).isEqualTo(503);
            assertThat(turnedAway.header("Retry-After")).isNotEmpty();
        } finally {
            slow.countDown();
        }

        assertThat(calls.get(0).awaitAnswer().status()).isEqualTo(486);
        long taken = calls.stream()
                .filter(call -> call.awaitAnswer().status() == 486)
                .count();
        assertThat(taken).isLessThan(calls.size()).isEqualTo(offered.size());
        assertThat(phone.invite(there, OURS, THEIRS).awaitAnswer().status()).isEqualTo(486);
    }

    /** As when all lines are in use: the burst does not wait behind those that the listener still decides about. */
    @Test
    void whoIsSureToBeRejectedIsAnsweredAtOnceAndNotOffered() {
        InetSocketAddress there = listen(new IncomingCallListener() {
            @Override
            public void offered(IncomingCall call) {
                throw new IllegalStateException("it was to be rejected before");
            }

            @Override
            public Optional<Rejection> rejectionAtOnce(PhoneNumber to) {
                return Optional.of(Rejection.BUSY);
            }
        });

        assertThat(phone.invite(there, OURS, THEIRS).awaitAnswer().status()).isEqualTo(486);
        assertThat(offered).isEmpty();
    }

    @Test
    void whereNoPortForSoundIsLeftACallIsTurnedAwayBeforeItIsOffered() {
        SipSettings onePair = new SipSettings("127.0.0.1", 0, null, 40_010, 40_011, null);
        try (PhoneCaller narrow = new PhoneCaller(onePair)) {
            List<IncomingCall> taken = new CopyOnWriteArrayList<>();
            InetSocketAddress there = narrow.listen(
                    call -> {
                        taken.add(call);
                        narrow.answer(call);
                    },
                    PhoneCaller.number(PhoneCaller.OURS, phone.trunk().build()));
            narrow.awaitTrunks(1);
            SipPhoneCall first = phone.invite(there, OURS, THEIRS);
            assertThat(first.awaitAnswer().status()).isEqualTo(200);

            assertThat(phone.invite(there, OURS, THEIRS).awaitAnswer().status()).isEqualTo(503);

            assertThat(taken).hasSize(1);
            first.bye();
        }
    }

    /** 127.0.0.0/8 is all this machine's, so that a trunk can ring from another address than its host's. */
    @Test
    void aTrunkRingsFromTheAddressesThatItsSettingsName() {
        InetSocketAddress there = callee.listen(
                call -> call.reject(Rejection.BUSY),
                PhoneCaller.number(
                        PhoneCaller.OURS,
                        phone.trunk()
                                .inboundAddresses(List.of("127.0.0.8/30", "192.0.2.1"))
                                .build()));
        callee.awaitTrunks(1);
        try (SipPhone inside = new SipPhone("127.0.0.9");
                SipPhone outside = new SipPhone("127.0.0.12")) {
            long refused = callee.carrier.refused();
            assertThat(inside.invite(there, OURS, THEIRS).awaitAnswer().status())
                    .isEqualTo(486);

            outside.invite(there, OURS, THEIRS);

            Waiting.untilTrue(SipPhone.LIMIT, () -> callee.carrier.refused() > refused);
            assertThat(outside.received()).isEmpty();
        }
    }

    @Test
    void aStrangerIsNotAnsweredAndCounted() throws Exception {
        InetSocketAddress there = listen(incoming -> incoming.reject(Rejection.BUSY));
        try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"))) {
            byte[] invite = ("INVITE sip:" + OURS + "@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.2:"
                            + stranger.getLocalPort() + ";branch=z9hG4bKx\r\nFrom: <sip:1@x>;tag=1\r\nTo: <sip:2@x>\r\n"
                            + "Call-ID: a\r\nCSeq: 1 INVITE\r\nMax-Forwards: 70\r\nContact: <sip:1@127.0.0.2>\r\n"
                            + "Content-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8);
            long before = callee.carrier.refused();

            // the system drops what its buffer has no room for, so as many as it takes
            Waiting.untilTrue(SipPhone.LIMIT, () -> {
                flood(stranger, invite, there);
                return callee.carrier.refused() > before + 1_000;
            });
            // one of the trunk's comes through all the same
            assertThat(phone.invite(there, OURS, THEIRS).awaitAnswer().status()).isEqualTo(486);
            assertThat(offered).hasSize(1);
        }
    }

    private static void flood(DatagramSocket from, byte[] message, InetSocketAddress to) {
        try {
            for (int i = 0; i < 100; i++) {
                from.send(new DatagramPacket(message, message.length, to));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
