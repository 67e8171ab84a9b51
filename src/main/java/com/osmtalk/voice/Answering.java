package com.osmtalk.voice;

import com.osmtalk.api.AnsweredBy;
import com.osmtalk.voice.brain.PhoneMenu;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;

/**
 * What becomes of a call of ours by who answers it: a conversation with a person, keys in a menu, a message after the
 * beep of a machine. Runs on the call's timeline only.
 */
final class Answering {
    /** A machine that is silent for so long records already; not every beep can be heard. */
    private static final long SILENCE_BEFORE_MESSAGE = 2_500;

    private static final long LONGEST_GREETING = 60_000;
    /** A beep this soon after the message has begun: its beginning was not recorded. */
    private static final long BEGINNING_OF_MESSAGE = 4_000;

    /** How a conversation goes on after words. */
    enum Next {
        CONVERSE,
        /** A menu's options come one after the other, with pauses. */
        AWAIT_MORE,
        /** Nothing is answered any more. */
        MACHINE
    }

    private final AnswerDetection detection = new AnswerDetection();
    private final Timeline timeline;
    private final String message;
    private final Host host;
    private final Countdown silence;
    private final Countdown longest;
    private AnsweredBy told = AnsweredBy.UNKNOWN;
    private boolean leaving;
    private long speakingSince = -1;
    private boolean repeated;

    /** @param message for machines; blank: none is left */
    Answering(Timeline timeline, String message, Host host) {
        this.timeline = timeline;
        this.message = message;
        this.host = host;
        this.silence = new Countdown(timeline);
        this.longest = new Countdown(timeline);
    }

    /** Whether a message is left, and nothing is answered any more. */
    boolean isLeavingMessage() {
        return leaving;
    }

    /** @param waited whether the other side has let the agent speak to its end before */
    Next heard(Heard words, boolean waited) {
        detection.heard(words, waited);
        tell();
        if (detection.answer() == AnsweredBy.MACHINE) {
            machineAnswered();
            return Next.MACHINE;
        }
        boolean menu = detection.answer() == AnsweredBy.IVR
                && PhoneMenu.of(words.text()).isPresent();
        return menu ? Next.AWAIT_MORE : Next.CONVERSE;
    }

    void beep() {
        if (leaving) {
            beepBeforeMessage();
            return;
        }
        boolean wasMachine = detection.answer() == AnsweredBy.MACHINE;
        detection.beep();
        tell();
        if (!wasMachine && detection.answer() == AnsweredBy.MACHINE) {
            machineAnswered();
        }
    }

    /** The machine goes on with its greeting. */
    void machineSpeaks() {
        silence.stop();
    }

    void machineFallsSilent() {
        if (speakingSince < 0) {
            silence.start(SILENCE_BEFORE_MESSAGE, this::speak);
        }
    }

    void callEnds() {
        detection.callEnds();
        tell();
    }

    private void tell() {
        if (detection.answer() != told) {
            told = detection.answer();
            host.answeredBy(told);
        }
    }

    private void machineAnswered() {
        if (message.isBlank() || !detection.takesMessages()) {
            host.hangUpOnMachine();
            return;
        }
        leaving = true;
        host.fallSilent();
        if (detection.hasBeeped()) {
            speak();
        } else {
            machineFallsSilent();
            longest.start(LONGEST_GREETING, this::speak);
        }
    }

    private void beepBeforeMessage() {
        boolean cutsOff = speakingSince >= 0 && timeline.now() - speakingSince < BEGINNING_OF_MESSAGE && !repeated;
        if (cutsOff) {
            repeated = true;
            host.fallSilent();
        }
        if (speakingSince < 0 || cutsOff) {
            speak();
        }
    }

    private void speak() {
        silence.stop();
        longest.stop();
        speakingSince = timeline.now();
        host.leave(message);
    }

    /** The conversation this is about. */
    interface Host {
        void answeredBy(AnsweredBy who);

        /** Stops whatever the agent says or is about to say, and waits for nothing. */
        void fallSilent();

        /** Says the message; after it the call ends. */
        void leave(String message);

        void hangUpOnMachine();
    }
}
