package com.osmtalk.bench.phone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.osmtalk.Waiting;
import com.osmtalk.api.Latency;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.CallPlan;
import com.osmtalk.voice.CallRules;
import com.osmtalk.voice.RecordedCall;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.TestAgent;
import com.osmtalk.voice.VoiceSettings;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.carrier.Carriers;
import com.osmtalk.voice.phone.sip.PhoneSound;
import com.osmtalk.voice.phone.sip.SipCarrier;
import com.osmtalk.voice.phone.sip.SipPhone;
import com.osmtalk.voice.phone.sip.SipSettings;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.speech.UtteranceListening;
import com.osmtalk.voice.speech.UtteranceSpeaking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Measures our own part of a turn, as {@code src/bench/phone/turns} says: telephones talk all at once with agents
 * without a model, and a recogniser and a voice that take a known time.
 */
final class TurnBench {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long RECOGNITION_MILLIS = 100;
    private static final long FIRST_SOUND_MILLIS = 50;
    private static final int VOICE = 0x10;
    private static final int WORDS_PACKETS = 60;
    private static final int SILENT_PACKETS = 200;

    private TurnBench() {}

    /** @param arguments how many calls talk at once, and how many times */
    public static void main(String[] arguments) throws Exception {
        int calls = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        System.out.println(Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version()
                + ", load " + Files.readString(Path.of("/proc/loadavg")).split(" ")[0] + " before");
        // a call says a few things in the log
        ((Logger) LoggerFactory.getLogger("com.osmtalk")).setLevel(Level.WARN);
        List<Long> own = new ArrayList<>();
        // the first one is compiled while it runs
        round(calls);
        for (int i = 0; i < rounds; i++) {
            own.addAll(round(calls));
        }
        Collections.sort(own);
        System.out.println("| calls at once | turns | own part p50 / p99 / max ms |");
        System.out.println("|---:|---:|---:|");
        System.out.println(String.format(
                Locale.ROOT,
                "| %d | %d | %d / %d / %d |",
                calls,
                own.size(),
                own.get((own.size() - 1) / 2),
                own.get((int) Math.ceil(own.size() * 0.99) - 1),
                own.get(own.size() - 1)));
        System.exit(0);
    }

    private static List<Long> round(int calls) throws InterruptedException {
        SpeechServices speech = SpeechServices.of(
                new UtteranceListening((pcm, length, terms) -> after(RECOGNITION_MILLIS, () -> "hello")),
                new UtteranceSpeaking((sentence, terms) -> after(FIRST_SOUND_MILLIS, TurnBench::noise)));
        try (SipPhone phone = new SipPhone();
                SipCarrier carrier = new SipCarrier(SipSettings.LOOPBACK, speech, null);
                Switchboard switchboard = new Switchboard(
                        new VoiceSettings(1, null), new Carriers(Map.of(NumberProvider.SIP, carrier)))) {
            List<RecordedCall> talks = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                talks.add(RecordedCall.dial(switchboard, plan(phone, i), (live, line) -> {}));
            }
            talks.forEach(talk -> awaitLines(talk, 1));
            List<Thread> people = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                PhoneSound sound = phone.call(i).sound();
                Thread person = new Thread(() -> {
                    sound.play(WORDS_PACKETS, VOICE);
                    sound.play(SILENT_PACKETS, PhoneSound.SILENCE);
                });
                person.start();
                people.add(person);
            }
            talks.forEach(talk -> awaitLines(talk, 2));
            for (Thread person : people) {
                person.join();
            }
            List<Long> own = new ArrayList<>();
            for (RecordedCall talk : talks) {
                talk.live().hangUp();
                own.addAll(ownPart(talk.end().latency()));
            }
            return own;
        } finally {
            speech.close();
        }
    }

    private static CallPlan plan(SipPhone phone, int index) {
        return new CallPlan(
                "call_" + index,
                new CarriedNumber(
                        PhoneNumber.of("+12025550199"),
                        NumberProvider.SIP,
                        () -> Optional.of(phone.trunk().build())),
                PhoneNumber.of("+12025550100"),
                TestAgent.reminder().greeting("Hello.").build(),
                RecordedCall.VARIABLES,
                CallRules.USUAL);
    }

    private static void awaitLines(RecordedCall talk, int lines) {
        Waiting.untilTrue(LIMIT, () -> talk.said(TranscriptRole.AGENT).size() >= lines);
    }

    /**
     * From the last sound of what was said to the first of the answer, less all that is waited for. The recogniser is
     * at work while the silence lasts that ends a turn, and has its words before that is over.
     */
    private static List<Long> ownPart(Latency latency) {
        Latency.Figures whole = latency.endToEnd();
        Latency.Figures silence = latency.endOfTurn();
        // one turn, so that each figure is of that one
        return whole == null || silence == null || whole.count() != 1 || silence.count() != 1
                ? List.of()
                : List.of(whole.max() - silence.max() - FIRST_SOUND_MILLIS);
    }

    private static <T> CompletableFuture<T> after(long millis, Supplier<T> what) {
        return CompletableFuture.supplyAsync(what, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    private static byte[] noise() {
        byte[] sound = new byte[400 * Pcm.BYTES_PER_MILLISECOND];
        for (int i = 0; i < sound.length; i += 2) {
            sound[i + 1] = (byte) ((i / 16) % 2 == 0 ? 0x20 : -0x20);
        }
        return sound;
    }
}
