package com.osmtalk.voice.media;

import com.osmtalk.api.TurnTakingSettings;
import java.util.regex.Pattern;

/**
 * For how long somebody must be silent to have finished, by their last words. One length for everybody would either
 * talk into the pause of somebody who looks for a word, or keep somebody waiting who has said all. English and Hindi.
 */
final class EndOfTurn {
    /** Only the last words tell; so a speech of any length costs the same. */
    private static final int LAST = 120;

    private static final Pattern SENTENCE = Pattern.compile("[.!?।][\"'”’)]*$");

    private static final String BEFORE = "(?iu)(?:^|[\\s,;:])(?:";
    /** Words that nobody ends with, and sounds of somebody who is thinking, whatever a recogniser puts after them. */
    private static final Pattern UNFINISHED = Pattern.compile(BEFORE
            + "and|or|but|because|the|an?|my|your|our|their|um+|uh+|erm*|hm+|let me (?:see|think)"
            + "|hold on|one (?:second|moment)"
            + "|aur|lekin|magar|kyunki|kyonki|agar|matlab|mera|meri|mere"
            + "|और|या|लेकिन|मगर|क्योंकि|अगर|मतलब|मेरा|मेरी|मेरे)[\\s,.…-]*$");

    /** Words that more often than not go on, where no full stop says otherwise. */
    private static final Pattern OPEN = Pattern.compile(BEFORE
            + "so|if|when|that|which|who|then|also|with|to|of|for|from|at|in|on|his|her|is|are|was|were|will|would|we|i"
            + "|i'm|it's|like|well|ya|par|ki|toh?|jab|woh?|पर|कि|तो|जब|वो|का|की|के)[\\s,…-]*$");

    private static final String DIGIT = "(?:\\d+|zero|oh|o|one|two|three|four|five|six|seven|eight|nine|double|triple"
            + "|ek|do|teen|char|chaar|paanch|panch|chhe|chhah|saat|aath|nau|shunya"
            + "|एक|दो|तीन|चार|पांच|पाँच|छह|छः|सात|आठ|नौ|शून्य)";
    /** Two digits or letters at least: "at two" is an answer, "two five" the beginning of a number. */
    private static final Pattern DIGITS =
            Pattern.compile("(?iu)(?:^|[\\s,.-])" + DIGIT + "(?:[\\s,.-]+" + DIGIT + ")+[\\s,.…-]*$");

    private static final Pattern LETTERS =
            Pattern.compile("(?iu)(?:^|[\\s,])(?:\\p{L}(?:[.\\s,-]+|$)){2,}$|(?:^|[\\s,])(?:\\p{L}-){2,}\\p{L}[.,]?$"
                    + "|\\b(?:as in|for) \\p{L}+[,.]?$(?<=\\b\\p{L} (?:as in|for) \\p{L}{1,20}[,.]?)");
    /** As many digits as the numbers of telephones and cards have: a row of so many is complete. */
    private static final int COMPLETE_DIGITS = 10;

    private EndOfTurn() {}

    /**
     * Milliseconds.
     *
     * @param turns of the agent, every part of them
     */
    static long silence(String words, TurnTakingSettings turns) {
        String last = words.strip();
        last = last.substring(Math.max(0, last.length() - LAST));
        if (isInARow(last)
                || UNFINISHED.matcher(last).find()
                || OPEN.matcher(last).find()) {
            return turns.unfinishedPauseMs();
        }
        return SENTENCE.matcher(last).find() ? turns.sentencePauseMs() : turns.pauseMs();
    }

    private static boolean isInARow(String last) {
        var digits = DIGITS.matcher(last);
        if (digits.find()) {
            String row = digits.group();
            boolean written = row.chars().filter(Character::isDigit).count() >= COMPLETE_DIGITS;
            boolean spoken = row.strip().split("[\\s,.-]+").length >= COMPLETE_DIGITS;
            return !written && !spoken;
        }
        return LETTERS.matcher(last).find();
    }
}
