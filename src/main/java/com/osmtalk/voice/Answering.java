package com.osmtalk.voice;

import com.osmtalk.api.AnsweredBy;
import com.osmtalk.voice.brain.PhoneMenu;
import com.osmtalk.voice.carrier.LineEvents.Heard;
import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;
import org.jspecify.annotations.Nullable;

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

    /** The options of a menu come one after the other, with shorter pauses than this. */
    private static final long WITHIN_A_MENU = 1_500;
    /** No option of a menu is longer; what is heard for longer is music. */
    private static final long LONGEST_OPTION = 5_000;

    private final AnswerDetection detection = new AnswerDetection();
    private final Timeline timeline;
    private final boolean machinesAnswer;
    private final String message;
    private final Host host;
    private final Countdown silence;
    private final Countdown longest;
    private final Countdown menu;
    private @Nullable Heard menuWords;
    private AnsweredBy told = AnsweredBy.UNKNOWN;
    private boolean leaving;
    private long speakingSince = -1;
    private boolean repeated;

    /**
     * @param machinesAnswer whether a machine may be at the other end: we have dialled a telephone
     * @param message for machines; blank: none is left
     */
    Answering(Timeline timeline, boolean machinesAnswer, String message, Host host) {
        this.timeline = timeline;
        this.machinesAnswer = machinesAnswer;
        this.message = message;
        this.host = host;
        this.silence = new Countdown(timeline);
        this.longest = new Countdown(timeline);
        this.menu = new Countdown(timeline);
    }

    /** Whether a message is left, and nothing is answered any more. */
    boolean isLeavingMessage() {
        return leaving;
    }

    /** Whether what is heard now is for this, and not to be answered. */
    boolean isWithMachine() {
        return leaving || menuWords != null;
    }

    /**
     * Takes words that were heard, and does what is to be done with a machine's.
     *
     * @param waited whether the other side has let the agent speak to its end before
     * @return whether they are to be answered now
     */
    boolean heard(Heard words, boolean waited) {
        if (!machinesAnswer) {
            return true;
        }
        menu.stop();
        menuWords = null;
        detection.heard(words, waited);
        tell();
        if (detection.answer() == AnsweredBy.MACHINE) {
            machineAnswered();
            return false;
        }
        if (detection.answer() == AnsweredBy.IVR && PhoneMenu.of(words.text()).isPresent()) {
            menuWords = words;
            menu.start(WITHIN_A_MENU, this::chooseFromMenu);
            return false;
        }
        return true;
    }

    /** Something is heard. */
    void soundBegan() {
        if (leaving) {
            silence.stop();
        } else if (menuWords != null) {
            menu.start(LONGEST_OPTION, this::chooseFromMenu);
        }
    }

    /** What was heard had no words. */
    void noiseHeard() {
        if (leaving) {
            awaitBeep();
        } else if (menuWords != null) {
            menu.start(WITHIN_A_MENU, this::chooseFromMenu);
        }
    }

    /** The machine said more, which nobody answers. */
    void machineSpoke() {
        awaitBeep();
    }

    private void chooseFromMenu() {
        Heard words = menuWords;
        menuWords = null;
        if (words != null) {
            host.answerMenu(words);
        }
    }

    /** A tone was heard to its end. */
    void beep() {
        if (!machinesAnswer) {
            return;
        }
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

    private void awaitBeep() {
        if (speakingSince < 0) {
            silence.start(SILENCE_BEFORE_MESSAGE, this::speak);
        }
    }

    /** Nothing more will be heard. */
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
            awaitBeep();
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

        /** The menu is silent: a key can be chosen. */
        void answerMenu(Heard words);

        /** Stops whatever the agent says or is about to say, and waits for nothing. */
        void fallSilent();

        /** Says the message; after it the call ends. */
        void leave(String message);

        void hangUpOnMachine();
    }
}
