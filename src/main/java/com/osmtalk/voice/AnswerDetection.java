package com.osmtalk.voice;

import com.osmtalk.api.AnsweredBy;
import com.osmtalk.voice.brain.PhoneMenu;
import com.osmtalk.voice.brain.VoicemailGreeting;
import com.osmtalk.voice.carrier.LineEvents.Heard;

/**
 * Tells who answers a call of ours, while the conversation goes on: by the words of announcements and menus, by how
 * long the first of them are, and by a beep. What does not tell stays unknown.
 */
final class AnswerDetection {
    /** A machine says what it is in its first words; recognition may cut them in two, or at each of its sentences. */
    private static final int MACHINE_LINES = 2;

    private static final int LINES_OF_WHO_DID_NOT_WAIT = 4;
    /** A menu may come after a welcome and a notice. */
    private static final int MENU_LINES = 4;
    /** People say less when they pick up, in milliseconds. */
    private static final long LONGEST_HELLO = 4_000;

    private final StringBuilder first = new StringBuilder();
    private AnsweredBy answer = AnsweredBy.UNKNOWN;
    private int machineLines = MACHINE_LINES;
    private int lines;
    private long spokenMillis;
    private boolean beeped;

    AnsweredBy answer() {
        return answer;
    }

    /** Whether a beep came after the first words: whatever is said now is recorded. */
    boolean hasBeeped() {
        return beeped;
    }

    /** Whether it makes sense to leave a message with the machine that answers. */
    boolean takesMessages() {
        return beeped || VoicemailGreeting.takesMessages(first.toString());
    }

    /** @param waited whether the other side has let the agent speak to its end before */
    void heard(Heard words, boolean waited) {
        if (lines == 0 && !waited) {
            machineLines = LINES_OF_WHO_DID_NOT_WAIT;
        }
        lines++;
        spokenMillis += words.endedAt() - words.startedAt();
        boolean afterMenu = answer == AnsweredBy.IVR;
        // who has waited for the agent and answered it is not hung up on for words that a person may say too
        boolean early = lines <= (answer == AnsweredBy.HUMAN ? MACHINE_LINES : machineLines);
        if (early) {
            first.append(first.isEmpty() ? "" : " ").append(words.text());
        } else if (afterMenu) {
            first.setLength(0);
            first.append(words.text());
        }
        if ((early || afterMenu) && VoicemailGreeting.isHeardIn(first.toString())) {
            answer = PhoneMenu.of(first.toString()).isPresent() ? AnsweredBy.IVR : AnsweredBy.MACHINE;
        } else if (lines <= MENU_LINES && PhoneMenu.of(words.text()).isPresent()) {
            answer = AnsweredBy.IVR;
        } else if (isUndecided() && beeped && spokenMillis >= LONGEST_HELLO) {
            answer = AnsweredBy.MACHINE;
        } else if (isUndecided() && (lines > machineLines || waited && spokenMillis < LONGEST_HELLO)) {
            answer = AnsweredBy.HUMAN;
        }
    }

    /** A beep: after a long greeting it is that of a machine, whatever its words were. */
    void beep() {
        if (lines <= machineLines && answer != AnsweredBy.HUMAN) {
            beeped = true;
        }
        if (isUndecided() && beeped && spokenMillis >= LONGEST_HELLO) {
            answer = AnsweredBy.MACHINE;
        }
    }

    /** Nothing more will be heard: who said little, and no more than that, was a person. */
    void callEnds() {
        if (isUndecided() && lines > 0 && spokenMillis < LONGEST_HELLO) {
            answer = AnsweredBy.HUMAN;
        }
    }

    private boolean isUndecided() {
        return answer == AnsweredBy.UNKNOWN;
    }
}
