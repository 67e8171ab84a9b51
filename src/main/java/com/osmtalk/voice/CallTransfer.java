package com.osmtalk.voice;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineContext;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.carrier.RulesUnavailableException;
import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second line of a call: dials the person who is to take over, and connects them when they answer. The caller stays
 * with the agent until then, so nothing is lost when nobody answers within 45 seconds.
 */
final class CallTransfer implements LineEvents {
    private static final Logger LOG = LoggerFactory.getLogger(CallTransfer.class);
    private static final long LONGEST_RINGING = 45_000;

    private final CarriedNumber ours;
    private final LineContext context;
    private final PhoneNumber destination;
    private final @Nullable String summary;
    private final Carrier carrier;
    private final Timeline timeline;
    private final Host host;
    private final Countdown ringing;
    private @Nullable Line line;
    private boolean over;

    /**
     * @param ours the number the person is dialled from
     * @param context of the call; the person's line is not recorded
     * @param summary null: the last lines of the conversation will do
     */
    CallTransfer(
            CarriedNumber ours,
            LineContext context,
            PhoneNumber destination,
            @Nullable String summary,
            Carrier carrier,
            Timeline timeline,
            Host host) {
        this.ours = ours;
        this.context = context.unrecorded();
        this.destination = destination;
        this.summary = summary;
        this.carrier = carrier;
        this.timeline = timeline;
        this.host = host;
        this.ringing = new Countdown(timeline);
    }

    PhoneNumber destination() {
        return destination;
    }

    Optional<String> summary() {
        return Optional.ofNullable(summary);
    }

    /** Dials; the caller has been told by now that they are being put through. */
    void begin() {
        ringing.start(LONGEST_RINGING, this::notReached);
        try {
            line = carrier.dial(ours, destination, context, timeline, this);
        } catch (RulesUnavailableException e) {
            LOG.warn("nobody can take over: {}", e.getMessage(), e);
            notReached();
        }
    }

    /** Gives up without a word. */
    void abandon() {
        if (!over) {
            over = true;
            hangUp();
        }
    }

    private void notReached() {
        if (!over) {
            abandon();
            host.personNotReached();
        }
    }

    private void hangUp() {
        ringing.stop();
        if (line != null) {
            line.hangUp();
        }
    }

    @Override
    public void answered() {
        if (!over && line != null) {
            over = true;
            host.personAnswered(line);
        }
    }

    @Override
    public void hungUp() {
        notReached();
    }

    @Override
    public void failed(FailureReason reason) {
        notReached();
    }

    @Override
    public void ringing() {}

    @Override
    public void audible() {}

    @Override
    public void spoken() {}

    @Override
    public void callerSpeaking() {}

    @Override
    public void heard(Heard words) {}

    @Override
    public void digit(char key) {}

    /** The conversation that wants to hand over. */
    interface Host {
        void personAnswered(Line person);

        void personNotReached();
    }
}
