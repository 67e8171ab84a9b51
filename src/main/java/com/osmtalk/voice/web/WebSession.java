package com.osmtalk.voice.web;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.CallEvents;
import com.osmtalk.voice.CallPlan;
import com.osmtalk.voice.brain.Brain.ToolStage;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.speech.Pcm;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.time.Timeline;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One visitor's socket, from its opening to its close: shows the token, then holds the call. */
public final class WebSession {
    private static final Logger LOG = LoggerFactory.getLogger(WebSession.class);
    private static final int MESSAGES_PER_SECOND = 20;
    private static final int MOST_INVALID = 20;
    /** Twice what real time takes. */
    private static final int FRAMES_PER_SECOND = 100;

    private static final int LONGEST_FRAME = 5 * Pcm.FRAME_BYTES;

    private final Peer peer;
    private final @Nullable String origin;
    private final Reception reception;
    private final SpeechServices speech;
    private final Allowance frames = new Allowance(FRAMES_PER_SECOND);
    private final Allowance messages = new Allowance(MESSAGES_PER_SECOND);
    private volatile @Nullable WebLine line;
    private volatile boolean admitted;
    private volatile boolean gone;
    private volatile boolean answered;
    private int invalid;
    private boolean refused;
    private boolean toldOfNoAudio;
    private volatile boolean aloud;
    private volatile String language = "";
    private volatile Tap tap = Tap.NONE;
    private @Nullable Ear ear;

    WebSession(Peer peer, @Nullable String origin, Reception reception, SpeechServices speech) {
        this.peer = peer;
        this.origin = origin;
        this.reception = reception;
        this.speech = speech;
    }

    // ---- the socket; one message at a time

    void received(String text) {
        if (refused) {
            return;
        }
        if (!messages.take()) {
            refuse(new Refusal("too_fast", "At most " + MESSAGES_PER_SECOND + " messages a second are taken."));
            return;
        }
        try {
            handle(VisitorMessage.parse(text));
        } catch (Refusal refusal) {
            complain(refusal);
        }
    }

    void received(byte[] frame) {
        if (refused) {
            return;
        }
        if (!frames.take()) {
            refuse(new Refusal("too_fast", "At most " + FRAMES_PER_SECOND + " frames of sound a second are taken."));
            return;
        }
        try {
            hear(frame);
        } catch (Refusal refusal) {
            complain(refusal);
        }
    }

    private void hear(byte[] frame) throws Refusal {
        WebLine connected = line;
        if (!admitted || !answered || connected == null) {
            throw admitted ? tooEarly() : noToken();
        }
        if (speech.recogniser().isEmpty()) {
            if (!toldOfNoAudio) {
                toldOfNoAudio = true;
                throw new Refusal(
                        "audio_not_configured", "This server recognises no speech. Send caller.text instead.");
            }
            return;
        }
        if (frame.length == 0 || frame.length % 2 != 0 || frame.length > LONGEST_FRAME) {
            throw new Refusal(
                    "invalid_audio",
                    "A frame is 20 ms of PCM, 16 bits, 16 kHz, mono: " + Pcm.FRAME_BYTES + " bytes; it was "
                            + frame.length + ".");
        }
        if (ear == null) {
            ear = new Ear(speech.recogniser().get(), language, connected, peer, tap);
        }
        ear.hear(frame);
    }

    private static Refusal noToken() {
        return new Refusal("invalid_message", "The first message must be session.start.");
    }

    private static Refusal tooEarly() {
        return new Refusal("not_started", "Wait for session.started before you send anything.");
    }

    private void complain(Refusal refusal) {
        invalid++;
        if (!admitted || invalid >= MOST_INVALID) {
            refuse(refusal);
        } else {
            peer.send(Events.error(refusal));
        }
    }

    /** The visitor has shown no token for too long. */
    void refuseIfNotStarted() {
        if (!admitted) {
            refuse(new Refusal("start_timeout", "The first message, session.start, did not come in time."));
        }
    }

    void disconnected() {
        gone = true;
        WebLine connected = line;
        if (connected != null) {
            connected.gone();
        }
    }

    private void handle(VisitorMessage message) throws Refusal {
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

    private void start(VisitorMessage.Start message) throws Refusal {
        if (admitted) {
            throw new Refusal("already_started", "session.start is sent once; this session has its call.");
        }
        try {
            aloud = message.aloud() && speech.speaker().isPresent();
            reception.admit(message.token(), origin, this);
            admitted = true;
        } catch (RuntimeException e) {
            LOG.error("a visitor could not be let in", e);
            throw new Refusal("internal_error", "The call could not be begun. Ask for a new token and try again.");
        }
    }

    private void refuse(Refusal refusal) {
        refused = true;
        peer.send(Events.error(refusal));
        peer.close(Peer.POLICY, refusal.code());
    }

    // ---- the call

    /** Takes the line of this visitor; as {@link com.osmtalk.voice.Connection#open}. */
    public Line open(Timeline timeline, LineEvents events) {
        WebLine opened = new WebLine(timeline, events, peer, this::mouth);
        opened.connect();
        line = opened;
        if (gone) {
            opened.gone();
        }
        return opened;
    }

    private Mouth mouth(Timeline timeline, Mouth.Listener listener) {
        Mouth writing = new Writing(timeline, listener);
        return speech.speaker()
                .filter(voice -> aloud)
                .<Mouth>map(voice -> new Speaking(voice, language, timeline, listener, peer, tap, writing))
                .orElse(writing);
    }

    /** Lets the call be listened in on; before {@link #open}. */
    public void tap(Tap listener) {
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
            peer.send(Events.started(callId, speech.recogniser().isPresent(), aloud));
        }

        @Override
        public void said(TranscriptEntry entry, Usage usageSoFar) {
            first.said(entry, usageSoFar);
            switch (entry.role()) {
                case AGENT -> peer.send(Events.said(entry));
                case CALLER -> peer.send(Events.heard(entry));
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
            peer.send(Events.tool(name, stage));
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
                tap.close();
                peer.send(Events.ended(end));
                peer.close(Peer.NORMAL, "the call is over");
            }
        }
    }
}
