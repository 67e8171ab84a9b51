package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.Agent;
import com.osmtalk.api.CallQuality;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.carrier.BridgeEvents;
import com.osmtalk.voice.carrier.Line;
import com.osmtalk.voice.carrier.LineContext;
import com.osmtalk.voice.carrier.LineEvents;
import com.osmtalk.voice.carrier.ReferralEvents;
import com.osmtalk.voice.speech.SpeakingTerms;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.time.Timeline;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The agent's end of a telephone call: puts its speech on a {@link Leg}, and brings what the leg tells onto the call's
 * timeline. It is there before its leg is, since finding the trunk takes time, and may be hung up meanwhile.
 */
final class SipLine implements Line, Leg.Listener {
    private final Timeline timeline;
    private final LineEvents events;
    private final PhoneSpeech speech;
    private final Object lock = new Object();
    /** Written under the lock. */
    private volatile @Nullable Leg leg;

    private boolean left;
    /** Looked at on the timeline only. */
    private boolean over;

    SipLine(Timeline timeline, LineEvents events, LineContext context, SpeechServices services) {
        this.timeline = timeline;
        this.events = events;
        this.speech = new PhoneSpeech(timeline, events, context, services, this::failed);
    }

    /** @return false when it was hung up before: the leg is not wanted any more */
    boolean attach(Leg opened) {
        synchronized (lock) {
            leg = opened;
            return !left;
        }
    }

    // ---- the conversation, on the timeline

    @Override
    public Optional<CallQuality> quality() {
        Leg opened = leg;
        return opened == null ? Optional.empty() : opened.quality();
    }

    @Override
    public void speakAs(Agent agent) {
        speech.speakAs(SpeakingTerms.of(agent));
    }

    @Override
    public void say(String sentence) {
        speech.say(sentence);
    }

    @Override
    public String cut() {
        return speech.cut();
    }

    @Override
    public void duck() {
        speech.duck();
    }

    @Override
    public void pause() {
        speech.pause();
    }

    @Override
    public void resume() {
        speech.resume();
    }

    @Override
    public void press(String keys) {
        Leg opened = leg;
        if (opened != null && !over) {
            opened.media().press(keys);
        }
    }

    @Override
    public void hangUp() {
        Leg opened = leave();
        if (opened != null) {
            opened.hangUp();
        }
    }

    @Override
    public void connectTo(Line other, BridgeEvents bridge) {
        if (!(other instanceof SipLine person)) {
            throw new IllegalArgumentException("a telephone call is put through to another one");
        }
        Leg theirs = person.leave();
        Leg ours = leave();
        if (ours != null && theirs != null) {
            Bridge.join(ours, theirs, bridge);
        }
    }

    /**
     * Has the trunk connect the far end with somebody else itself; when it does, this line is left.
     *
     * @return false: its trunk is not to be asked; nothing was done
     */
    boolean refer(PhoneNumber to, ReferralEvents outcome) {
        Leg opened = leg;
        if (opened == null || over || !Referral.isWanted(opened)) {
            return false;
        }
        String target = "<" + TrunkUris.of(opened.path().trunk(), to) + ">";
        opened.referral()
                .begin(
                        target,
                        connected -> post(() -> {
                            if (connected) {
                                hangUp();
                                outcome.putThrough();
                            } else {
                                outcome.notPutThrough();
                            }
                        }));
        return true;
    }

    /** Gives the leg away: whatever happens on it is no longer this line's. Null when it was given away before. */
    private @Nullable Leg leave() {
        over = true;
        speech.close();
        synchronized (lock) {
            boolean first = !left;
            left = true;
            return first ? leg : null;
        }
    }

    // ---- the leg, from its mailbox

    @Override
    public void ringing() {
        post(events::ringing);
    }

    @Override
    public void answered() {
        post(() -> {
            Leg opened = leg;
            if (opened != null) {
                speech.open(opened.media(), opened::farEndIsGone);
                events.answered();
            }
        });
    }

    @Override
    public void key(char key) {
        post(() -> events.digit(key));
    }

    @Override
    public void hungUp() {
        post(() -> end(events::hungUp));
    }

    @Override
    public void failed(FailureReason reason) {
        post(() -> end(() -> events.failed(reason)));
    }

    @Override
    public void failed(FailureReason reason, String detail) {
        post(() -> end(() -> events.failed(reason, detail)));
    }

    private void end(Runnable told) {
        speech.close();
        told.run();
    }

    private void post(Runnable what) {
        timeline.post(() -> {
            if (!over) {
                what.run();
            }
        });
    }
}
