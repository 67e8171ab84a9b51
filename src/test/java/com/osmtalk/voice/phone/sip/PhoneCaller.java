package com.osmtalk.voice.phone.sip;

import com.osmtalk.Waiting;
import com.osmtalk.api.CallQuality;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.voice.TestAgent;
import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.carrier.IncomingCall;
import com.osmtalk.voice.carrier.IncomingCallListener;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineContext;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.speech.UtteranceListening;
import com.osmtalk.voice.speech.UtteranceSpeaking;
import com.osmtalk.voice.time.Pace;
import com.osmtalk.voice.time.Timeline;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;

/** The conversation's side of a {@link SipCarrier}: dials, and writes down what it is told. */
final class PhoneCaller implements AutoCloseable {
    static final PhoneNumber OURS = PhoneNumber.of("+12025550199");
    static final PhoneNumber THEIRS = PhoneNumber.of("+442071838750");

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService alarms = Executors.newScheduledThreadPool(1);
    final SipCarrier carrier;

    PhoneCaller() {
        this(SipSettings.LOOPBACK);
    }

    PhoneCaller(SipSettings settings) {
        this(settings, speech());
    }

    PhoneCaller(SipSettings settings, SpeechServices speech) {
        carrier = new SipCarrier(settings, speech);
    }

    PhoneCaller(SipSettings settings, SSLSocketFactory tls) {
        carrier = new SipCarrier(settings, speech(), null, () -> tls, new TrunkTargets());
    }

    /** @param targets where trunks are */
    PhoneCaller(TrunkTargets targets) {
        carrier = new SipCarrier(
                SipSettings.LOOPBACK, speech(), null, () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), targets);
    }

    /** @param unfinished where live calls leave what ends them */
    PhoneCaller(Path unfinished) {
        carrier = new SipCarrier(SipSettings.LOOPBACK, speech(), unfinished);
    }

    /** Speaks noise for any sentence, and hears the same words in anything. */
    private static SpeechServices speech() {
        return SpeechServices.of(
                new UtteranceListening((pcm, length, terms) -> CompletableFuture.completedFuture("hello")),
                new UtteranceSpeaking((sentence, terms) -> CompletableFuture.completedFuture(noise())));
    }

    private static byte[] noise() {
        byte[] sound = new byte[400 * Pcm.BYTES_PER_MILLISECOND];
        for (int i = 0; i < sound.length; i += 2) {
            sound[i + 1] = (byte) ((i / 16) % 2 == 0 ? 0x20 : -0x20);
        }
        return sound;
    }

    /** Takes calls of these trunks' numbers, as the listener does; there is nobody else to ask. */
    InetSocketAddress listen(IncomingCallListener listener, CarriedNumber... numbers) {
        carrier.listen(listener);
        carrier.attend(() -> List.of(numbers), () -> true);
        return carrier.address();
    }

    void awaitTrunks(int count) {
        Waiting.untilTrue(SipPhone.LIMIT, () -> carrier.trunks() == count);
    }

    static CarriedNumber number(PhoneNumber number, SipTrunk trunk) {
        return new CarriedNumber(number, NumberProvider.SIP, () -> Optional.of(trunk));
    }

    /** The conversation that answers a call. */
    Call answer(IncomingCall incoming) {
        Call call = new Call();
        call.timeline.post(() -> call.line = incoming.answer(call.context, call.timeline, call));
        return call;
    }

    Call dial(SipTrunk trunk) {
        Call call = new Call();
        CarriedNumber from = new CarriedNumber(OURS, NumberProvider.SIP, () -> Optional.of(trunk));
        call.timeline.post(() -> call.line = carrier.dial(from, THEIRS, call.context, call.timeline, call));
        return call;
    }

    @Override
    public void close() {
        carrier.close();
        workers.shutdownNow();
        alarms.shutdownNow();
    }

    /** One call, as its conversation sees it. */
    final class Call implements LineEvents {
        final List<String> events = new CopyOnWriteArrayList<>();
        final Timeline timeline =
                new Timeline(new Pace(1, System::nanoTime, alarms, workers), fault -> events.add("fault " + fault));
        final LineContext context =
                new LineContext("call_test", TestAgent.reminder().build(), () -> AudioTap.NONE);
        volatile Line line;
        private volatile boolean hungUp;

        void say(String sentence) {
            timeline.post(() -> line.say(sentence));
        }

        void press(String keys) {
            timeline.post(() -> line.press(keys));
        }

        void hangUp() {
            timeline.post(() -> {
                line.hangUp();
                hungUp = true;
            });
        }

        void awaitHungUp() {
            Waiting.untilTrue(SipPhone.LIMIT, () -> hungUp);
        }

        Optional<CallQuality> quality() {
            return line.quality();
        }

        /** Waits until all of these were told, in whatever order. */
        void awaitEvents(String... expected) {
            try {
                Waiting.untilTrue(SipPhone.LIMIT, () -> events.containsAll(Arrays.asList(expected)));
            } catch (AssertionError e) {
                throw new AssertionError("told was " + events + ", and not " + List.of(expected), e);
            }
        }

        @Override
        public void ringing() {
            events.add("ringing");
        }

        @Override
        public void answered() {
            events.add("answered");
        }

        @Override
        public void audible() {
            events.add("audible");
        }

        @Override
        public void spoken() {
            events.add("spoken");
        }

        @Override
        public void callerSpeaking() {
            events.add("callerSpeaking");
        }

        @Override
        public void heard(Heard words) {
            events.add("heard");
        }

        @Override
        public void digit(char key) {
            events.add("key " + key);
        }

        @Override
        public void hungUp() {
            events.add("hungUp");
        }

        @Override
        public void failed(FailureReason reason) {
            events.add("failed " + reason);
        }

        @Override
        public void failed(FailureReason reason, String detail) {
            events.add(detail);
            failed(reason);
        }
    }
}
