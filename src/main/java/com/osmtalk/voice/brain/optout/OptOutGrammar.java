package com.osmtalk.voice.brain.optout;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the wish never to be called again in what a person says. In each language, a request is looked for first; then
 * what stands before it, which may show that it is only talked about ("he said…", "what if I…"), and what stands after
 * it, which may limit it ("… before nine").
 */
public final class OptOutGrammar {
    /** Some word of what an opt-out is about: a sentence without any need not be looked at closely. */
    private static final Pattern ABOUT_CONTACT = Pattern.compile("\\b(?:call|(?:tele)?phon|robo|ring|contact|text"
            + "|messag|dial|e-?mail|whatsapp|bother|disturb|harass"
            + "|pester|bug|annoy|spam|hassl|solicit|number|name|list|database|system|record|opt|unsub|alone|hear"
            + "|permission|consent"
            + "|detail|touch|reach|remove|delete|unlist|blacklist|tps|desist|col|fon|fone|phn|msg|sms|sampark"
            + "|sandesh|numbar|nambar|naam|suchi|pareshan"
            + "|tang|peech|akel|dn[cd]|llam|molest|escrib|marqu|marc|mensaj|insist|baja|paz|tranquil|registro"
            + "|numero|telef|commun|book"
            + "|no llam)|\\p{IsDevanagari}");

    /** Nothing limits it: who is to be taken off a list "right now" is taken off it for good. */
    static final String NO_LIMIT = "(?!)";

    private final List<Pattern> requests;
    private final Pattern before;
    private final Pattern after;

    /**
     * @param requests each ends where what limits a request would begin
     * @param before words from the beginning of the sentence up to a request that take its meaning away
     * @param after words that follow a request immediately and take its meaning away
     */
    OptOutGrammar(List<String> requests, String before, String after) {
        this.requests = requests.stream().map(Pattern::compile).toList();
        this.before = Pattern.compile(before);
        this.after = Pattern.compile(after);
    }

    /** Whether a person who says this asks never to be called again, in English, Hindi or Spanish. */
    public static boolean isIn(String said) {
        if (Sentences.isPlain(said)
                && !ABOUT_CONTACT.matcher(said.toLowerCase(Locale.ROOT)).find()) {
            return false;
        }
        return Sentences.in(said).stream()
                .filter(sentence -> ABOUT_CONTACT.matcher(sentence).find())
                .anyMatch(sentence -> any(EnglishOptOut.GRAMMARS, Sentences.inFull(sentence))
                        || any(HindiOptOut.GRAMMARS, sentence)
                        || any(SpanishOptOut.GRAMMARS, sentence));
    }

    private static boolean any(List<OptOutGrammar> grammars, String sentence) {
        return grammars.stream().anyMatch(grammar -> grammar.finds(sentence));
    }

    private boolean finds(String sentence) {
        for (Pattern request : requests) {
            Matcher found = request.matcher(sentence);
            int from = 0;
            while (found.find(from)) {
                boolean meant = !before.matcher(sentence.substring(0, found.start()) + " ")
                                .find()
                        && !after.matcher(sentence.substring(found.end())).lookingAt();
                if (meant) {
                    return true;
                }
                from = found.start() + 1;
                if (from > sentence.length()) {
                    break;
                }
            }
        }
        return false;
    }
}
