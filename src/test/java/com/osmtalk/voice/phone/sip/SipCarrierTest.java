package com.osmtalk.voice.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.speech.ListeningSession;
import com.osmtalk.voice.speech.SpeechException;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.speech.SpeechToText;
import com.osmtalk.voice.speech.TextToSpeech;
import com.osmtalk.voice.speech.UtteranceSpeaking;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls out, to a telephone over real sockets. */
class SipCarrierTest {
    private final SipPhone phone = new SipPhone();
    private final PhoneCaller caller = new PhoneCaller();

    @AfterEach
    void close() {
        caller.close();
        phone.close();
    }

    @Test
    void somebodyPicksUpAndHearsTheAgentUntilItHangsUp() {
        phone.always(SipPhoneCall::ringAndAnswer);

        PhoneCaller.Call call = caller.dial(phone.trunk().build());

        call.awaitEvents("ringing", "answered");
        phone.call(0).awaitRequest("ACK");
        call.say("Hello.");
        phone.call(0).sound().awaitVoice();
        call.awaitEvents("audible", "spoken");
        assertThat(call.quality()).isEmpty();
        phone.call(0).sound().play(3, PhoneSound.SILENCE);
        Waiting.untilTrue(SipPhone.LIMIT, () -> call.quality().isPresent());
        call.hangUp();
        phone.call(0).awaitRequest("BYE");
        SipText invite = phone.call(0).invite();
        assertThat(invite.uri()).startsWith("sip:" + PhoneCaller.THEIRS.e164() + "@127.0.0.1");
        assertThat(invite.header("From")).contains("sip:" + PhoneCaller.OURS.e164() + "@127.0.0.1");
        assertThat(call.quality()).isPresent();
    }

    @Test
    void aPhoneThatNobodyAnswersIsNotLeftRinging() {
        SipSettings impatient = new SipSettings("127.0.0.1", 0, null, 30_000, 39_999, null, Duration.ofMillis(300));
        phone.always(SipPhoneCall::ring);
        try (PhoneCaller hurried = new PhoneCaller(impatient)) {
            PhoneCaller.Call call = hurried.dial(phone.trunk().build());

            call.awaitEvents("failed " + FailureReason.NO_ANSWER);
            phone.call(0).awaitRequest("CANCEL");
            assertThat(phone.calls()).isOne();
            assertThat(SipSettings.DEFAULT.longestRinging()).isEqualTo(Duration.ofSeconds(45));
        }
    }

    @Test
    void aPhoneThatIsAnsweredAtOnceHasRungBefore() {
        phone.always(call -> {
            call.answer();
            call.ring();
        });

        PhoneCaller.Call call = caller.dial(phone.trunk().build());

        call.awaitEvents("answered");
        phone.call(0).bye();
        call.awaitEvents("hungUp");
        assertThat(call.events).startsWith("ringing", "answered").containsOnlyOnce("ringing");
    }

    @Test
    void whatIsSaidAtTheOtherEndIsHeard() {
        PhoneCaller.Call call = caller.dial(phone.trunk().build());
        call.awaitEvents("answered");

        phone.call(0).sound().play(100, 0x10);

        call.awaitEvents("heard");
        call.hangUp();
    }

    @Test
    void aRecogniserThatIsGoneEndsTheCallWithItsReason() {
        SpeechToText gone = (terms, listener) -> {
            for (int i = 0; i < 3; i++) {
                listener.failed(new SpeechException("down"));
            }
            return new ListeningSession() {
                @Override
                public void frame(byte[] pcm, int offset) {}

                @Override
                public void close() {}
            };
        };
        TextToSpeech voice =
                new UtteranceSpeaking((text, terms) -> CompletableFuture.completedFuture(new byte[Pcm.FRAME_BYTES]));
        try (PhoneCaller deaf = new PhoneCaller(SipSettings.LOOPBACK, SpeechServices.of(gone, voice))) {
            deaf.dial(phone.trunk().build()).awaitEvents("failed " + FailureReason.SPEECH_ERROR);

            phone.call(0).awaitRequest("BYE");
        }
    }

    @Test
    void theOtherSideHangsUp() {
        PhoneCaller.Call call = caller.dial(phone.trunk().build());
        call.awaitEvents("answered");

        assertThat(phone.call(0).bye().status()).isEqualTo(200);

        call.awaitEvents("hungUp");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("486 Busy Here", FailureReason.BUSY),
                Arguments.of("600 Busy Everywhere", FailureReason.BUSY),
                Arguments.of("480 Temporarily Unavailable", FailureReason.NO_ANSWER),
                Arguments.of("603 Decline", FailureReason.REJECTED),
                Arguments.of("607 Unwanted", FailureReason.REJECTED),
                Arguments.of("404 Not Found", FailureReason.INVALID_NUMBER),
                Arguments.of("484 Address Incomplete", FailureReason.INVALID_NUMBER),
                Arguments.of("403 Forbidden", FailureReason.CARRIER_DENIED),
                Arguments.of("500 Server Internal Error", FailureReason.CARRIER_UNAVAILABLE),
                Arguments.of("503 Service Unavailable", FailureReason.CARRIER_UNAVAILABLE),
                Arguments.of("488 Not Acceptable Here", FailureReason.MEDIA_NOT_ACCEPTED));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whyACallDidNotComeAboutIsTheTrunksOwnReason(String status, FailureReason reason) {
        phone.always(call -> call.reject(status));

        caller.dial(phone.trunk().build()).awaitEvents("failed " + reason);

        phone.call(0).awaitRequest("ACK");
    }

    @Test
    void theExchangesOwnCauseComesBeforeTheStatusOfSip() {
        phone.always(call -> call.reject("480 Temporarily Unavailable", "Reason: Q.850;cause=17;text=\"busy\""));

        caller.dial(phone.trunk().build()).awaitEvents("failed " + FailureReason.BUSY);
    }

    @Test
    void aTrunkThatAsksForCredentialsGetsThem() {
        phone.will(call -> call.reject(
                "407 Proxy Authentication Required",
                "Proxy-Authenticate: Digest realm=\"trunk\", nonce=\"abc\", qop=\"auth\", algorithm=SHA-256"));

        PhoneCaller.Call call =
                caller.dial(phone.trunk().username("ann").password("secret").build());

        call.awaitEvents("answered");
        assertThat(phone.call(0).invite().header("Proxy-Authorization"))
                .contains("username=\"ann\"", "realm=\"trunk\"")
                .doesNotContain("secret");
        call.hangUp();
        phone.call(0).awaitRequest("BYE");
    }

    @Test
    void aPasswordThatIsRefusedIsDeniedByTheCarrier() {
        phone.always(call -> call.reject(
                "401 Unauthorized", "WWW-Authenticate: Digest realm=\"trunk\", nonce=\"abc\", qop=\"auth\""));

        caller.dial(phone.trunk().username("ann").password("wrong").build())
                .awaitEvents("failed " + FailureReason.CARRIER_DENIED);

        assertThat(phone.received().stream().filter(message -> message.method().equals("INVITE")))
                .hasSize(2);
    }

    @Test
    void aCallThatIsHungUpWhileItRingsIsTakenBack() {
        phone.always(SipPhoneCall::ring);
        PhoneCaller.Call call = caller.dial(phone.trunk().build());
        call.awaitEvents("ringing");

        call.hangUp();

        phone.call(0).awaitRequest("CANCEL");
        phone.call(0).awaitRequest("ACK");
    }

    @Test
    void anAnswerThatCrossesTheHangingUpIsHungUpOn() {
        phone.always(SipPhoneCall::ignore);
        PhoneCaller.Call call = caller.dial(phone.trunk().build());
        SipPhoneCall there = phone.call(0);

        call.hangUp();
        call.awaitHungUp();
        there.answer();

        there.awaitRequest("ACK");
        there.awaitRequest("BYE");
    }

    @Test
    void anAnswerWithoutSoundInCommonEndsTheCall() {
        phone.always(call -> call.answerWith(
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 0 RTP/AVP 0\r\n"));

        caller.dial(phone.trunk().build()).awaitEvents("failed " + FailureReason.MEDIA_NOT_ACCEPTED);

        phone.call(0).awaitRequest("BYE");
    }

    @Test
    void aTrunkThatCantBeFoundIsUnavailable() {
        caller.dial(SipTrunk.at("no-such-host.invalid").build())
                .awaitEvents("failed " + FailureReason.CARRIER_UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    401 Unauthorized   | true  | The trunk does not take the user name ann with the password that is
                    401 Unauthorized   | false | The trunk asks for a user name and a password (401), and none is set.
                    403 Forbidden      | true  | The trunk refused the call (403) after it had the user name
                    403 Forbidden      | false | The trunk refused the call (403) and asked for no password
                    402 Payment Required | false | The trunk refused the call (402).
                    """)
    void whetherTheTrunkRefusesUsOrTheCallIsTold(String answer, boolean challenged, String told) {
        SipTrunk.Builder trunk = phone.trunk();
        if (challenged) {
            trunk.username("ann").password("secret");
            phone.will(call -> call.reject(
                    "401 Unauthorized", "WWW-Authenticate: Digest realm=\"trunk\", nonce=\"first\", qop=\"auth\""));
        }
        phone.always(call ->
                call.reject(answer, "WWW-Authenticate: Digest realm=\"trunk\", nonce=\"second\", qop=\"auth\""));

        PhoneCaller.Call call = caller.dial(trunk.build());

        call.awaitEvents("failed " + FailureReason.CARRIER_DENIED);
        assertThat(call.events).anyMatch(event -> event.startsWith(told)).noneMatch(event -> event.contains("secret"));
    }
}
