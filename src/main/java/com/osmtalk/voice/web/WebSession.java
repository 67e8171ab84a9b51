package com.osmtalk.voice.web;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.CallEvents;
import com.osmtalk.voice.CallPlan;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.brain.Brain.ToolStage;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.media.AudioTap;
import com.osmtalk.voice.media.SentenceOutput;
import com.osmtalk.voice.media.SpeechInput;
import com.osmtalk.voice.media.SpeechOutput;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.time.Timeline;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One visitor's socket, from its opening to its close: takes the token, then holds the call. Messages come one at a
 * time from a thread of the library; events of the call come from its timeline. Both sides meet in fields that are
 * volatile, and in the {@link WebLine}, which brings what the visitor does onto the timeline.
 */
public final class WebSession {
    private static final Logger LOG = LoggerFactory.getLogger(WebSession.class);
    private static final int MESSAGES_PER_SECOND = 20;
    private static final int MOST_INVALID = 20;
    /** Twice what real time takes. */
    private static final int FRAMES_PER_SECOND = 100;

    private static final int LONGEST_FRAME = 5 * Pcm.FRAME_BYTES;

    private final VisitorSocket visitor;
    private final @Nullable String origin;
    private final WebCallAcceptor acceptor;
    private final SpeechServices speech;
    private final FixedWindowLimit frames = new FixedWindowLimit(FRAMES_PER_SECOND);
    private final FixedWindowLimit messages = new FixedWindowLimit(MESSAGES_PER_SECOND);
    private volatile @Nullable WebLine line;
    private volatile boolean admitted;
    private volatile boolean gone;
    private volatile boolean answered;
    private int invalid;
    private boolean refused;
    private boolean toldOfNoAudio;
    private volatile boolean aloud;
    private volatile String language = "";
    private volatile AudioTap tap = AudioTap.NONE;
    private volatile @Nullable SpeechInput input;
    private boolean over;

    WebSession(VisitorSocket visitor, @Nullable String origin, WebCallAcceptor acceptor, SpeechServices speech) {
        this.visitor = visitor;
        this.origin = origin;
        this.acceptor = acceptor;
        this.speech = speech;
    }

    // ---- the socket; one message at a time

    void received(String text) {
        if (refused) {
            return;
        }
        if (!messages.take()) {
            refuse(new WebVoiceException(
                    "too_fast", "At most " + MESSAGES_PER_SECOND + " messages a second are taken."));
            return;
        }
        try {
            handle(VisitorMessage.parse(text));
        } catch (WebVoiceException refusal) {
            complain(refusal);
        }
    }

    /** @param sound is not kept */
    void received(ByteBuffer sound) {
        if (refused) {
            return;
        }
        if (!frames.take()) {
            refuse(new WebVoiceException(
                    "too_fast", "At most " + FRAMES_PER_SECOND + " frames of sound a second are taken."));
            return;
        }
        try {
            hear(sound);
        } catch (WebVoiceException refusal) {
            complain(refusal);
        }
    }

    private void hear(ByteBuffer sound) throws WebVoiceException {
        WebLine connected = line;
        if (!admitted || !answered || connected == null) {
            throw admitted ? tooEarly() : noToken();
        }
        if (speech.recogniser().isEmpty()) {
            if (!toldOfNoAudio) {
                toldOfNoAudio = true;
                throw new WebVoiceException(
                        "audio_not_configured", "This server recognises no speech. Send caller.text instead.");
            }
            return;
        }
        int length = sound.remaining();
        if (length == 0 || length % 2 != 0 || length > LONGEST_FRAME) {
            throw new WebVoiceException(
                    "invalid_audio",
                    "A frame is 20 ms of PCM, 16 bits, 16 kHz, mono: " + Pcm.FRAME_BYTES + " bytes; it was " + length
                            + ".");
        }
        SpeechInput listening = input;
        if (listening == null) {
            listening = listen(connected);
        }
        listening.hear(sound.array(), sound.arrayOffset() + sound.position(), length);
    }

    private synchronized SpeechInput listen(WebLine connected) {
        SpeechInput opened =
                new SpeechInput(speech.recogniser().orElseThrow(), language, connected.timeline(), connected, tap);
        input = opened;
        if (over) {
            opened.close();
        }
        return opened;
    }

    private synchronized void listenNoMore() {
        over = true;
        if (input != null) {
            input.close();
        }
    }

    private static WebVoiceException noToken() {
        return new WebVoiceException("invalid_message", "The first message must be session.start.");
    }

    private static WebVoiceException tooEarly() {
        return new WebVoiceException("not_started", "Wait for session.started before you send anything.");
    }

    private void complain(WebVoiceException refusal) {
        invalid++;
        if (!admitted || invalid >= MOST_INVALID) {
            refuse(refusal);
        } else {
            visitor.send(WebVoiceEvents.error(refusal));
        }
    }

    /** The visitor has shown no token for too long. */
    void refuseIfNotStarted() {
        if (!admitted) {
            refuse(new WebVoiceException("start_timeout", "The first message, session.start, did not come in time."));
        }
    }

    void disconnected() {
        gone = true;
        WebLine connected = line;
        if (connected != null) {
            connected.gone();
        }
    }

    private void handle(VisitorMessage message) throws WebVoiceException {
        if (message instanceof VisitorMessage.Start start) {
            start(start);
        } else if (!admitted) {
            throw noToken();
        } else if (!answered) {
            throw tooEarly();
        } else {
            WebLine connected = Objects.requireNonNull(line, "a session that has started has a line");
            if (message instanceof VisitorMessage.Text said) {
                connected.wrote(said.text());
            } else if (message instanceof VisitorMessage.Typing) {
                connected.writes();
            } else if (message instanceof VisitorMessage.Digit digit) {
                connected.pressed(digit.key());
            } else if (message instanceof VisitorMessage.End) {
                connected.gone();
            }
        }
    }

    private void start(VisitorMessage.Start message) throws WebVoiceException {
        if (admitted) {
            throw new WebVoiceException("already_started", "session.start is sent once; this session has its call.");
        }
        try {
            aloud = message.aloud() && speech.speaker().isPresent();
            acceptor.accept(message.token(), origin, this);
            admitted = true;
        } catch (RuntimeException e) {
            LOG.error("a visitor could not be let in", e);
            throw new WebVoiceException(
                    "internal_error", "The call could not be begun. Ask for a new token and try again.");
        }
    }

    private void refuse(WebVoiceException refusal) {
        refused = true;
        visitor.send(WebVoiceEvents.error(refusal));
        visitor.close(VisitorSocket.POLICY, refusal.code());
    }

    // ---- the call

    /** Takes the line of this visitor; as {@link com.osmtalk.voice.LineOpener#open}. */
    public Line open(Timeline timeline, LineEvents events) {
        WebLine opened = new WebLine(timeline, events, visitor, this::output);
        opened.connect();
        line = opened;
        if (gone) {
            opened.gone();
        }
        return opened;
    }

    private SentenceOutput output(Timeline timeline, SentenceOutput.Listener listener) {
        SentenceOutput writing = new TextOutput(timeline, listener);
        return speech.speaker()
                .filter(voice -> aloud)
                .<SentenceOutput>map(voice -> new SpeechOutput(
                        voice, language, timeline, listener, visitor, tap, writing, this::agentCanNotSpeak))
                .orElse(writing);
    }

    private void agentCanNotSpeak() {
        visitor.send(WebVoiceEvents.error(
                new WebVoiceException("speech_failed", "The agent can't speak aloud just now; read what it writes.")));
    }

    /** Lets the call be listened in on; before {@link #open}. */
    public void tap(AudioTap listener) {
        tap = listener;
    }

    /** Tells the visitor what happens on the call, each thing once {@code first} has been told, who stores it. */
    public CallEvents following(CallPlan plan, CallEvents first) {
        language = plan.agent().language();
        return new Followed(plan.callId(), first);
    }

    private final class Followed implements CallEvents {
        private final String callId;
        private final CallEvents first;

        Followed(String callId, CallEvents first) {
            this.callId = callId;
            this.first = first;
        }

        @Override
        public void ringing() {
            first.ringing();
        }

        @Override
        public void answered() {
            first.answered();
            answered = true;
            visitor.send(WebVoiceEvents.started(callId, speech.recogniser().isPresent(), aloud));
        }

        @Override
        public void said(TranscriptEntry entry, Usage usageSoFar) {
            first.said(entry, usageSoFar);
            switch (entry.role()) {
                case AGENT -> visitor.send(WebVoiceEvents.said(entry));
                case CALLER -> visitor.send(WebVoiceEvents.heard(entry));
                case TOOL, SYSTEM -> {
                    // what tools answer is for the agent's owner, not for visitors
                }
            }
        }

        @Override
        public void used(Usage soFar) {
            first.used(soFar);
        }

        @Override
        public void tool(String name, ToolStage stage) {
            first.tool(name, stage);
            visitor.send(WebVoiceEvents.tool(name, stage));
        }

        @Override
        public void optedOut() {
            first.optedOut();
        }

        @Override
        public void transferring(PhoneNumber destination, String summary) {
            first.transferring(destination, summary);
        }

        @Override
        public void ended(CallEnd end) {
            try {
                first.ended(end);
            } finally {
                listenNoMore();
                tap.close();
                visitor.send(WebVoiceEvents.ended(end));
                visitor.close(VisitorSocket.NORMAL, "the call is over");
            }
        }
    }
}
