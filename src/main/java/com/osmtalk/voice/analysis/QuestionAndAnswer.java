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
    private static final String YES =
            "yes|yeah|yep|yup|sure(?: thing)?|ok|okay|of course|certainly|absolutely|definitely"
                    + "|gladly|with pleasure|my pleasure|haan|ji|ji haan|हाँ|हां|जी|bilkul|zaroor";
    private static final String WILL_DO = "(?:(?:i|we)(?: certainly| surely| sure| gladly)? (?:do"
            + "|am|are|can|could|will"
            + "|would|have)|i'll|we'll)(?: (?:certainly|surely|gladly))?(?: (?:do|help|tell|give|say)(?: you)?"
            + "(?: (?:with )?(?:that|it|this|so))?)?(?: for you)?|(?:i|we)(?:'d"
            + "| would)(?: be (?:happy|glad) to| love to)"
            + "(?: (?:do|help|tell)(?: you)?(?: (?:with )?(?:that|it))?)?|happy to(?: help)?"
            + "|that's no problem|why not";
    /** "Sure, I can do that": a promise to answer, perhaps, and no answer. */
    private static final Pattern YES_OR_NO_ALONE = Pattern.compile("\\W*(?:(?:" + YES + "|" + WILL_DO
            + "|please|sir|madam|ma'am|thanks|thank you"
            + "|no problem(?<=\\W.{1,40}))(?![\\p{L}\\p{M}'])[^\\p{L}\\p{N}]*)*");

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
