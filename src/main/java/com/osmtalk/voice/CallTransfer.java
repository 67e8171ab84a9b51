package com.osmtalk.voice;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.brain.VoicemailGreeting;
import com.osmtalk.voice.carrier.CarriedNumber;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineContext;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.carrier.ReferralEvents;
import com.osmtalk.voice.carrier.RulesUnavailableException;
import com.osmtalk.voice.phrases.StandardPhrases;
import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second line of a call: dials the person who is to take over, tells them what it is about, and gives their line to
 * the conversation when they have accepted with a key. The caller stays with the agent until then, so nothing is lost
 * when nobody answers within 45 seconds, declines, or a machine does.
 *
 * <p>Where there is nothing to tell, the caller's network is asked first to put the call through by itself.
 */
final class CallTransfer implements LineEvents, ReferralEvents {
    private static final Logger LOG = LoggerFactory.getLogger(CallTransfer.class);
    private static final long LONGEST_RINGING = 45_000;

    /** As long as somebody listens before they have heard enough; about 20 seconds. */
    private static final int LONGEST_SPOKEN_SUMMARY = 300;

    private final CarriedNumber ours;
    private final LineContext context;
    private final PhoneNumber destination;
    private final @Nullable String summary;
    private final @Nullable Line untold;
    private final Carrier carrier;
    private final Timeline timeline;
    private final StandardPhrases phrases;
    private final Host host;
    private final Countdown ringing;
    private @Nullable Line line;
    private @Nullable TransferOffer offer;
    private long answeredAt = -1;
    private boolean over;

    /**
     * @param ours the number the person is dialled from
     * @param context of the call; the person's line is not recorded
     * @param summary null: the last lines of the conversation will do
     * @param untold the caller's line, where the person need not be told anything; null: they are to be told
     * @param phrases in the language of the agent
     */
    CallTransfer(
            CarriedNumber ours,
            LineContext context,
            PhoneNumber destination,
            @Nullable String summary,
            @Nullable Line untold,
            Carrier carrier,
            Timeline timeline,
            StandardPhrases phrases,
            Host host) {
        this.ours = ours;
        this.context = context.unrecorded();
        this.destination = destination;
        this.summary = summary;
        this.untold = untold;
        this.carrier = carrier;
        this.timeline = timeline;
        this.phrases = phrases;
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
        whileRulesAreKnown(() -> {
            if (untold == null || !carrier.refer(untold, destination, this)) {
                dial();
            }
        });
    }

    private void whileRulesAreKnown(Runnable rings) {
        try {
            rings.run();
        } catch (RulesUnavailableException e) {
            LOG.warn("nobody can take over: {}", e.getMessage(), e);
            notReached();
        }
    }

    private void dial() {
        ringing.start(LONGEST_RINGING, this::notReached);
        line = carrier.dial(ours, destination, context, timeline, this);
    }

    /** Also when nobody waited for it any more: the caller is gone from here. */
    @Override
    public void putThrough() {
        over = true;
        host.callerPutThrough();
    }

    @Override
    public void notPutThrough() {
        if (!over) {
            whileRulesAreKnown(this::dial);
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
        if (offer != null) {
            offer.stop();
        }
        if (line != null) {
            line.hangUp();
            tellHeld();
        }
    }

    private void tellHeld() {
        if (answeredAt >= 0) {
            host.lineHeld(timeline.now() - answeredAt);
        }
    }

    @Override
    public void answered() {
        if (!over && line != null && offer == null) {
            ringing.stop();
            answeredAt = timeline.now();
            offer = new TransferOffer(line, phrases, timeline, this::notReached);
            offer.begin(shortened(summary == null ? host.spokenSummary() : summary));
        }
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= LONGEST_SPOKEN_SUMMARY) {
            return line;
        }
        int end = line.lastIndexOf(' ', LONGEST_SPOKEN_SUMMARY);
        return line.substring(0, end > 0 ? end : LONGEST_SPOKEN_SUMMARY) + "…";
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
    public void spoken() {
        if (!over && offer != null) {
            offer.spoken();
        }
    }

    @Override
    public void callerSpeaking() {}

    /** What people say to the offer is no answer to it; what a mailbox says tells that there will be none. */
    @Override
    public void heard(Heard words) {
        if (VoicemailGreeting.isHeardIn(words.text())) {
            notReached();
        }
    }

    @Override
    public void digit(char key) {
        if (over || line == null || offer == null) {
            return;
        }
        if (key == TransferOffer.ACCEPT) {
            over = true;
            offer.stop();
            tellHeld();
            host.personAccepted(line);
        } else if (key == TransferOffer.DECLINE) {
            notReached();
        }
    }

    /** The conversation that wants to hand over. */
    interface Host {
        /** What the call is about, short enough to be spoken, where nobody has summed it up. */
        String spokenSummary();

        /** They have pressed the key: their line is to be connected now. */
        void personAccepted(Line person);

        /** The caller's network has connected them with the person, and their line is over. */
        void callerPutThrough();

        /** For how long the person's line was held until now; told once, at the latest when nobody was reached. */
        void lineHeld(long millis);

        /** Nobody answered, a machine did, or they declined. */
        void personNotReached();
    }
}
