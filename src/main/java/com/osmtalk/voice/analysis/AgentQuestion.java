package com.osmtalk.voice.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One question of the agent: what kind of answer it asks for. */
record AgentQuestion(String text) {
    private static final Pattern TELL = Pattern.compile("^(please |and |so |then )*"
            + "(tell|give|let me know|share|confirm|state|say|name|describe|bataiye|batayen|bataye|bataiyega)\\b.*");
    private static final Pattern WHAT = Pattern.compile("^[^,]{0,40}?\\b(what|which|when|where|who|whom|whose|how|why"
            + "|what's|when's|where's|who's|how's|kya naam|kitna|kitne|kitni|kaun|kab|kahan|kaise|kyon"
            + "|konsa|kaunsa)\\b.*"
            + "|.*\\b(tell me|know|note|ask|ask about) (for |about )?(what|which|when|where|who|how|why|your|the)\\b.*"
            + "|.*(कितना|कितने|कितनी|कौन|कब|कहाँ|कहां|कैसे|क्यों).*|.*, (what|which|when|where|who|how|why)\\b.*");
    private static final Pattern WHETHER = Pattern.compile(".*\\b(whether|if) (you|your|it|this|that|there|the)\\b.*");
    private static final Pattern REQUEST = Pattern.compile(".*\\b(would you like|shall (i|we)|can (i|we)|could (i|we)"
            + "|may (i|we)|could you|can you|will you|would you|do you want|do you mind|all right|alright|okay|ok"
            + "|should (i|we)|please|works? for you|suits? you|kya (main|hum)|chahenge|chahte|chahiye)\\b.*");
    private static final Pattern NEGATIVE =
            Pattern.compile("^(so |and |but )*(don't|doesn't|didn't|aren't|isn't|wasn't|can't|couldn't|won't|wouldn't"
                    + "|haven't|hasn't)\\b.*|.*\\byou (do not|don't|are not|aren't|can't|cannot|won't|will not|did not"
                    + "|didn't|haven't|have not|would not|wouldn't)\\b.*");
    private static final Pattern EITHER =
            Pattern.compile("\\bor\\b(?! (not|so|anything|something|any)\\b)|\\bya\\b|\\bया\\b");
    private static final Pattern SUBJECT = Pattern.compile("\\b(?:you|there|this|that|it|we|i)\\b"
            + "(?: (?:currently|still|already|ever|also|really|personally|all|be|like to|want to|like us to|able to))*"
            + " ([\\p{L}']+)");

    /** The questions, and requests to tell something, in a line of the agent's. */
    static List<AgentQuestion> in(List<String> sentences) {
        List<AgentQuestion> questions = new ArrayList<>();
        for (String sentence : sentences) {
            if (sentence.endsWith("?")
                    || TELL.matcher(Words.normalised(sentence)).matches()) {
                questions.add(new AgentQuestion(sentence));
            }
        }
        return questions;
    }

    private String normal() {
        return Words.normalised(text);
    }

    /** Whether yes and no are answers to it. */
    boolean isYesOrNo() {
        return text.endsWith("?")
                && (WHETHER.matcher(normal()).matches()
                        || !WHAT.matcher(normal()).matches());
    }

    /** Whether it offers or asks for something, so that "okay" is an answer. */
    boolean isRequest() {
        return REQUEST.matcher(normal()).matches();
    }

    /** "You don't want that?": nobody knows what a yes to it means. */
    boolean isNegative() {
        return NEGATIVE.matcher(normal()).matches();
    }

    /** "Do you own or rent?"; but not "any allergies or medicines?". */
    boolean isEitherOr() {
        return EITHER.matcher(normal()).find() && !normal().matches(".*\\bany\\b.*\\bor\\b.*");
    }

    boolean isCount() {
        return normal().matches(".*\\b(how many|kitne|kitni|number of)\\b.*|.*(कितने|कितनी).*");
    }

    /** What it asks the person to be or do: "own" of "Do you own your home?"; empty when that can't be told. */
    String predicate() {
        Matcher subject = SUBJECT.matcher(normal());
        return subject.find() ? subject.group(1) : "";
    }
}
