package com.osmtalk.voice.web;

import com.osmtalk.api.Agent;
import com.osmtalk.api.TurnTakingSettings;
import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.media.SentenceOutput;
import com.osmtalk.voice.media.SpeechInput;
import com.osmtalk.voice.media.SpeechOutput;
import com.osmtalk.voice.speech.ListeningTerms;
import com.osmtalk.voice.speech.SpeakingTerms;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.time.Timeline;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one web call, both ways: what the visitor says is recognised from the first frame they send, and the
 * agent is heard where they asked for it and this server can speak. A visitor who sends no sound costs the recogniser
 * nothing.
 */
final class WebCallAudio {
    /** As long as one message may be: 100 ms. */
    private static final int LONGEST_MESSAGE = 5 * Pcm.FRAME_BYTES;

    private final SpeechServices speech;
    private final VisitorSocket visitor;
    private volatile boolean heard;
    private volatile ListeningTerms listening = ListeningTerms.in("");
    private volatile SpeakingTerms speaking = SpeakingTerms.in("");
    private volatile TurnTakingSettings turns = TurnTakingSettings.DEFAULT;
    private volatile AudioTap tap = AudioTap.NONE;
    private volatile @Nullable SpeechInput input;
    private boolean over;
    private boolean toldOfNoRecogniser;

    WebCallAudio(SpeechServices speech, VisitorSocket visitor) {
        this.speech = speech;
        this.visitor = visitor;
    }

    /** @param wanted whether the visitor wants to hear the agent */
    void requestOutput(boolean wanted) {
        heard = wanted && speech.speaker().isPresent();
    }

    void setAgent(Agent agent) {
        listening = ListeningTerms.of(agent);
        speaking = SpeakingTerms.of(agent);
        turns = agent.turnTaking();
    }

    void setTap(AudioTap listener) {
        tap = listener;
    }

    /** Whether the visitor's speech is recognised. */
    boolean isUnderstood() {
        return speech.recogniser().isPresent();
    }

    /** Whether the agent is heard. */
    boolean isHeard() {
        return heard;
    }

    /**
     * Takes sound of the visitor's; one message at a time.
     *
     * @param sound backed by an array, which is not kept
     * @param line of the visitor, told what they say
     * @throws WebVoiceException when it can't be sound; and once, when this server recognises none
     */
    void hear(ByteBuffer sound, WebLine line) throws WebVoiceException {
        if (!isUnderstood()) {
            if (!toldOfNoRecogniser) {
                toldOfNoRecogniser = true;
                throw new WebVoiceException(
                        "audio_not_configured", "This server recognises no speech. Send caller.text instead.");
            }
            return;
        }
        int length = sound.remaining();
        if (length == 0 || length % 2 != 0 || length > LONGEST_MESSAGE) {
            throw new WebVoiceException(
                    "invalid_audio",
                    "A frame is 20 ms of PCM, 16 bits, 16 kHz, mono: " + Pcm.FRAME_BYTES + " bytes; it was " + length
                            + ".");
        }
        SpeechInput opened = input;
        if (opened == null) {
            opened = listen(line);
        }
        opened.hear(sound.array(), sound.arrayOffset() + sound.position(), length);
    }

    private synchronized SpeechInput listen(WebLine line) {
        SpeechInput opened =
                new SpeechInput(speech.recogniser().orElseThrow(), listening, turns, line.timeline(), line, tap);
        input = opened;
        if (over) {
            opened.close();
        }
        return opened;
    }

    /** How the agent's sentences go out. */
    SentenceOutput output(Timeline timeline, SentenceOutput.Listener listener) {
        SentenceOutput writing = new TextOutput(timeline, listener);
        return speech.speaker()
                .filter(voice -> heard)
                .<SentenceOutput>map(voice -> new SpeechOutput(
                        voice, speaking, timeline, listener, visitor, tap, writing, this::reportFailure))
                .orElse(writing);
    }

    private void reportFailure() {
        visitor.send(WebVoiceEvents.error(
                new WebVoiceException("speech_failed", "The agent can't speak aloud just now; read what it writes.")));
    }

    /** The call is over; from any thread. */
    synchronized void close() {
        over = true;
        if (input != null) {
            input.close();
        }
        tap.close();
    }
}
