package com.osmtalk.voice.analysis;

import com.osmtalk.api.TranscriptEntry;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One question of the agent's and what the caller said until the agent asked the next.
 *
 * @param siblings the questions of the same line, this one among them
 * @param answer the caller's lines, never empty
 */
record QuestionAndAnswer(AgentQuestion question, List<AgentQuestion> siblings, List<TranscriptEntry> answer) {
    private static final Pattern NO_ANSWER = Pattern.compile("\\b(no idea|(don't|do not) (know|remember|recall)|dunno"
            + "|(rather|prefer) not( to)? (say|tell|answer|share)|(can't|cannot|won't) (say|tell|share)|no comment"
            + "|none of your business|not telling|why do you (ask|want|need)|you (already |should )?know"
            + "|not sure|no clue|pata nahi|pata nahin"
            + "|malum nahi|maloom nahi|nahi (bataunga|bataungi))\\b|पता नहीं|मालूम नहीं");
    private static final Pattern YES_OR_NO_ALONE = Pattern.compile("\\W*(yes|yeah|yep|sure|ok|okay|of course|haan|ji"
            + "|ji haan|हाँ|हां|जी)?(,? please|,? i (do|am|can|will|would|have))?\\W*");

    /** All the caller's words, a line each. */
    String text() {
        return String.join("\n", answer.stream().map(TranscriptEntry::text).toList());
    }

    /** The index of the line that a position in {@link #text} is in. */
    int lineAt(int position) {
        int end = 0;
        for (TranscriptEntry line : answer) {
            end += line.text().length() + 1;
            if (position < end) {
                return line.index();
            }
        }
        return answer.get(answer.size() - 1).index();
    }

    int lastLine() {
        return answer.get(answer.size() - 1).index();
    }

    /** Whether it was the only question of its kind in the line, so that an answer can't be one to another. */
    boolean isAskedAlone() {
        return siblings.stream()
                        .filter(other -> other.isYesOrNo() == question.isYesOrNo())
                        .count()
                == 1;
    }

    /** Whether the caller declines to answer, or can't. */
    boolean isEvaded() {
        return isEvasion(text());
    }

    static boolean isEvasion(String said) {
        return NO_ANSWER.matcher(Words.normalised(said)).find();
    }

    /** A yes with nothing to it. */
    boolean isYesAlone() {
        return YES_OR_NO_ALONE.matcher(Words.normalised(text())).matches();
    }
}
