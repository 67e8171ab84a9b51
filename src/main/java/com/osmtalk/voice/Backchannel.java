package com.osmtalk.voice;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words of somebody who listens and wants to go on listening: "yeah", "mm-hm", "haan", "achha". Said into the agent's
 * words they ask for nothing; said after them they answer. English and Hindi.
 */
final class Backchannel {
    /** Nobody agrees at such length. */
    private static final int LONGEST = 200;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}']+");
    private static final Pattern PHRASES = Pattern.compile("\\b(?:i see|i understand|got it|all right|of course|go on"
            + "|go ahead|sounds good|that's right|that is right|makes sense|oh really|"
            + "theek hai|thik hai|sahi hai|achha ji|accha ji|samajh (?:gaya|gayi|gayee))\\b"
            + "|(?<!\\p{L})(?:ठीक है|सही है|समझ (?:गया|गई|गयी))(?![\\p{L}\\p{M}])");
    private static final Pattern WORDS = Pattern.compile("(?:yeah+|yea|yah|yep|yup|yes|yess+|ya|ok|okay|k|right|sure"
            + "|alright|great|good|fine|cool|nice|perfect|exactly|true|really|wow|oh|ooh|ah+|aha+|uh|huh|um+|hm+"
            + "|mm+|mhm+|mmhm+|hmm+|uhhuh|mkay"
            + "|haa+n?|han|hanji|haanji|ji|jee|achha+|accha+|acha+|achcha|theek|thik|sahi|bilkul|bas"
            + "|हाँ|हां|हा|जी|अच्छा|ठीक|सही|बिल्कुल|हम्म+|हूँ|हूं|ओके|ओह)");

    private Backchannel() {}

    /** Whether nothing else is said. */
    static boolean isAll(String words) {
        return !words.isBlank() && words.length() <= LONGEST && others(words) == 0;
    }

    /** How many words are said that are more than that. */
    static int others(String words) {
        String rest = PHRASES.matcher(words.toLowerCase(Locale.ROOT).replace('’', '\''))
                .replaceAll(" ");
        int others = 0;
        Matcher word = WORD.matcher(rest);
        while (word.find()) {
            others += WORDS.matcher(word.group()).matches() ? 0 : 1;
        }
        return others;
    }
}
