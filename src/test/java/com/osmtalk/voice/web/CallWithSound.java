package com.osmtalk.voice.web;

import com.osmtalk.Visitor;
import com.osmtalk.api.Agent;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.CallPlan;
import com.osmtalk.voice.CallRules;
import com.osmtalk.voice.Ending;
import com.osmtalk.voice.RecordedCall;
import com.osmtalk.voice.SimulatedNetwork;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.TestAgent;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.SyntheticSound;
import com.osmtalk.voice.brain.Colleagues;
import com.osmtalk.voice.speech.SpeechServices;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A web voice channel that begins a call of one agent for whoever comes, with speech services of a test's own. */
final class CallWithSound implements AutoCloseable {
    final CompletableFuture<CallEnd> end = new CompletableFuture<>();
    private final Random chance = new Random(3);
    private final Switchboard switchboard = SimulatedNetwork.switchboard(1);
    private final WebVoice voice;

    CallWithSound(String greeting, SpeechServices speech) {
        this(TestAgent.reminder().greeting(greeting).build(), agent -> List.of(), speech);
    }

    /** @param colleagues to whom it may be handed over */
    CallWithSound(Agent agent, Colleagues colleagues, SpeechServices speech) {
        CallPlan plan =
                new CallPlan("call_test", null, null, agent, RecordedCall.VARIABLES, CallRules.USUAL).with(colleagues);
        voice = WebVoice.start(
                "127.0.0.1",
                0,
                (token, origin, session) ->
                        switchboard.connect(plan, session.following(plan, new Ending(end::complete)), session::open),
                speech);
    }

    /** @param audio whether the agent is to be heard */
    Visitor join(boolean audio) {
        Visitor visitor = Visitor.at("ws://127.0.0.1:" + voice.port() + WebVoice.PATH);
        visitor.send("{\"type\": \"session.start\", \"token\": \"a\", \"audio\": " + audio + "}");
        visitor.await("session.started");
        return visitor;
    }

    /** A fifth of a second of silence, one of speech, nearly one of silence, as fast as they may come. */
    void talk(Visitor visitor) {
        play(visitor, 10, 30);
        play(visitor, 50, 5_000);
        play(visitor, 45, 30);
    }

    /** As it would come from a microphone. */
    void play(Visitor visitor, SyntheticSound sound) {
        byte[] pcm = sound.pcm();
        for (int at = 0; at < pcm.length; at += Pcm.FRAME_BYTES) {
            visitor.send(Arrays.copyOfRange(pcm, at, at + Pcm.FRAME_BYTES));
            LockSupport.parkNanos(Duration.ofMillis(Pcm.FRAME_MILLIS).toNanos());
        }
    }

    /** Noise of so many frames, none louder than {@code amplitude}. */
    void play(Visitor visitor, int frames, int amplitude) {
        for (int i = 0; i < frames; i++) {
            byte[] frame = new byte[Pcm.FRAME_BYTES];
            for (int at = 0; at < frame.length; at += 2) {
                Pcm.put(frame, at, chance.nextInt(2 * amplitude) - amplitude);
            }
            visitor.send(frame);
            LockSupport.parkNanos(Duration.ofMillis(Pcm.FRAME_MILLIS).toNanos());
        }
    }

    @Override
    public void close() {
        switchboard.close();
        voice.close();
    }
}
