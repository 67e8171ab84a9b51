package com.osmtalk.voice.brain;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells an answering machine's first words from a person's, by the phrases that greetings use. English only. */
public final class VoicemailGreeting {
    private static final Pattern WORDS = Pattern.compile(
            "\\bvoice ?mail|\\bmailbox\\b|\\banswering machine\\b|\\bafter the (tone|beep|signal)\\b|\\bat the "
                    + "(tone|beep)\\b"
                    + "|\\bleave (me |us )?(a|your) (message|name)\\b"
                    + "|\\b(person|number|party|subscriber) you (have )?(called|dialled|dialed|are (calling|trying "
                    + "to reach))\\b.{0,80}"
                    + "\\b(unavailable|not available|switched off|not reachable)\\b");

    private VoicemailGreeting() {}

    /** Whether these words are those of a machine. */
    public static boolean isHeardIn(String words) {
        return WORDS.matcher(words.toLowerCase(Locale.ROOT).replace('’', '\'')).find();
    }
}
