package com.osmtalk.voice.web;

import com.osmtalk.voice.CallEvents;
import com.osmtalk.voice.CallPlan;
import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineEvents;
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

    private final VisitorSocket visitor;
    private final @Nullable String origin;
    private final WebCallAcceptor acceptor;
    private final WebCallAudio audio;
    private final FixedWindowLimit frames = new FixedWindowLimit(FRAMES_PER_SECOND);
    private final FixedWindowLimit messages = new FixedWindowLimit(MESSAGES_PER_SECOND);
    private volatile @Nullable WebLine line;
    private volatile boolean admitted;
    private volatile boolean gone;
    private volatile boolean answered;
    private int invalid;
    private boolean refused;

    WebSession(VisitorSocket visitor, @Nullable String origin, WebCallAcceptor acceptor, SpeechServices speech) {
        this.visitor = visitor;
        this.origin = origin;
        this.acceptor = acceptor;
        this.audio = new WebCallAudio(speech, visitor);
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
            report(refusal);
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
            report(refusal);
        }
    }

    private void hear(ByteBuffer sound) throws WebVoiceException {
        WebLine connected = line;
        if (!admitted || !answered || connected == null) {
            throw admitted ? tooEarly() : noToken();
        }
        audio.hear(sound, connected);
    }

    private static WebVoiceException noToken() {
        return new WebVoiceException("invalid_message", "The first message must be session.start.");
    }

    private static WebVoiceException tooEarly() {
        return new WebVoiceException("not_started", "Wait for session.started before you send anything.");
    }

    private void report(WebVoiceException refusal) {
        invalid++;
        if (!admitted || invalid >= MOST_INVALID) {
            refuse(refusal);
        } else {
            visitor.send(WebVoiceEvents.error(refusal));
        }
    }

    /** The time for showing a token is over; does nothing when it was shown. */
    void refuseIfNotStarted() {
        if (!admitted) {
            refuse(new WebVoiceException("start_timeout", "The first message, session.start, did not come in time."));
        }
    }

    /** The socket is closed, by whomever: the visitor has hung up. */
    void disconnected() {
        gone = true;
        WebLine connected = line;
        if (connected != null) {
            connected.disconnected();
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
                connected.textReceived(said.text());
            } else if (message instanceof VisitorMessage.Typing) {
                connected.typing();
            } else if (message instanceof VisitorMessage.Digit digit) {
                connected.keyPressed(digit.key());
            } else if (message instanceof VisitorMessage.End) {
                connected.disconnected();
            }
        }
    }

    private void start(VisitorMessage.Start message) throws WebVoiceException {
        if (admitted) {
            throw new WebVoiceException("already_started", "session.start is sent once; this session has its call.");
        }
        try {
            audio.requestOutput(message.aloud());
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
        WebLine opened = new WebLine(timeline, events, visitor, audio::output);
        opened.connect();
        line = opened;
        if (gone) {
            opened.disconnected();
        }
        return opened;
    }

    /** Lets the call be listened in on; before {@link #open}. */
    public void tap(AudioTap listener) {
        audio.setTap(listener);
    }

    /** Tells the visitor what happens on the call, each thing once {@code first} has been told, who stores it. */
    public CallEvents following(CallPlan plan, CallEvents first) {
        audio.setAgent(plan.agent());
        return new VisitorCallEvents(plan.callId(), first, visitor, audio, () -> answered = true);
    }
}
