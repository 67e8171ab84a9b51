package com.osmtalk.voice.brain;

import java.util.regex.Pattern;

/**
 * What a task forbids or tells its agent of itself: "don't agree to any offers", "say you are Bob". It is for the agent
 * alone, so that a script neither says it nor asks it. "Tell them that I don't need it" and "a pizza without cheese"
 * are none.
 */
final class TaskRules {
    private static final String NOT =
            "(?:please |also |then )*(?:do not|don't|dont|never|don’t|must not|mustn't|you must"
                    + " (?:not|never)|you (?:should not|shouldn't|can't|cannot|may not)"
                    + "|under no circumstances|avoid|refuse to"
                    + "|be careful not to|make sure (?:not to|(?:that )?you (?:do not|don't|never))"
                    + "|no matter what)\\b";
    private static final String POSED = "(?:please |also |then )*(?:(?:say|claim|tell (?:them|him|her"
            + "|the \\w+))(?: that)? (?:you are|you're|you’re"
            + "|your name is|it is you|i am you)\\b(?! call\\w+ (?:about|to|because"
            + "|regarding|on behalf|for)\\b)"
            + "|pretend\\b|act (?:as|like)\\b|claim to be\\b|pose as\\b|call yourself\\b"
            + "|introduce yourself\\b"
            // "you are Bob", but not "you are calling about a bill"
            + "|(?:you are|you're|you’re|your name is)"
            + "(?: (?!call|phon|ring|going\\b|to\\b)[^\\s.;,!?]+){1,4}(?=[.;,!?\\n]|$))";
    private static final String BY_DOING = "without (?:ever |first |even )?(?!anything\\b|something\\b)\\w+ing\\b";
    /** Where the task goes on with something to do. */
    private static final String GOES_ON = "(?=[.;!?\\n।]|$|,? (?:and|but|then|instead) (?:then "
            + "|please )*(?:" + verbs()
            + ") |, (?:please )?(?:" + verbs() + ") )";

    private static final String TO_ITS_END = "[^.;!?\\n।]*?" + GOES_ON;

    private static final Pattern AT_BEGIN =
            Pattern.compile("(?im)(?<=^|[.;!?\\n] |[.;!?\\n])[ \\t]*(?:[-*•] *)?(?:and |but )?(?:" + NOT + "|" + POSED
                    + "|" + BY_DOING + ")" + TO_ITS_END + "[.;!?]*");
    private static final Pattern AFTER_MORE = Pattern.compile("(?i)(?:,|;| –| -)? *(?:\\b(?:and"
            + "|but)\\b,? )?(?<=[,;–-] "
            + "|\\band |\\bbut |\\band, |\\bbut, )(?:" + NOT + "|" + POSED + ")" + TO_ITS_END + "|,? " + BY_DOING
            + TO_ITS_END);
    /** "Tell them I am ill and don't need the car": what they are told goes on behind the "and". */
    private static final Pattern TOLD_ON = Pattern.compile("(?i)^(?:tell|say|inform|explain|let|mention)\\b.*");

    private static final Pattern NOTHING = Pattern.compile("[^\\p{L}\\p{N}]*");

    private TaskRules() {}

    private static String verbs() {
        return "ask|tell|book|move|cancel|find|check|confirm|request|reserve|order|reschedule"
                + "|change|get|inquire|enquire"
                + "|remind|inform|let|explain|offer|say|thank|see|collect";
    }

    /** A task without them; empty when it has nothing else. */
    static String without(String task) {
        StringBuilder left = new StringBuilder();
        for (String line : task.split("(?<=\\n)|(?<=[.;!?।] )")) {
            left.append(ForeignTaskRules.without(sentence(line)));
        }
        String text = left.toString().strip();
        return NOTHING.matcher(text).matches() ? "" : text;
    }

    private static String sentence(String line) {
        String rest = AT_BEGIN.matcher(line).replaceAll("").replaceFirst("^[ ,]*(?:and|but|then|instead) ", "");
        return TOLD_ON.matcher(rest.strip()).matches()
                ? rest
                : AFTER_MORE.matcher(rest).replaceAll("");
    }
}
