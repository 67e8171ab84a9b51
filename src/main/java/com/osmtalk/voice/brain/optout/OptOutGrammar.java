package com.osmtalk.voice.brain.optout;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
            + "|permission|consent|off\\b|data\\b"
            + "|detail|touch|reach|remove|delete|unlist|blacklist|tps|desist|col|fon|fone|phn|msg|sms|sampark"
            + "|sandesh|numbar|nambar|naam|suchi|pareshan"
            + "|tang|peech|akel|dn[cd]|llam|molest|escrib|marqu|marc|mensaj|insist|baja|paz|tranquil|registro"
            + "|numero|telef|commun|book|dato|base\\b|agenda|directorio|archivo"
            + "|no llam)|\\p{IsDevanagari}");

    /** Nothing limits it: who is to be taken off a list "right now" is taken off it for good. */
    static final String NO_LIMIT = "(?!)";

    /** What shows that the request just said was only asked about, or is taken back: "No, keep it"; "put me back". */
    private static final Pattern TAKEN_BACK = Pattern.compile("^(?: ?,)? ?(?:"
            + "(?:(?:no|nope|nah|oh|god no|wait|actually|please|not at all|of course not"
            + "|certainly not|absolutely not"
            + "|definitely not|never|hang on) (?:, )?){1,5}"
            + "(?:(?:keep (?:it|me|us|them)|(?<!^please )leave (?:it|them)"
            + "|keep (?:my|our|this) (?:number|name|details))"
            + "(?= *$| ,| (?:please|on|there|where|as|i like|we like)\\b)"
            + "|leave (?:me|us|my number|our number) (?:on|there|in (?:the|your))\\b"
            + "|(?:i|we) (?:do )?(?:like|love|enjoy|need|want|still want|still need) (?:the|your|these|those)"
            + " (?:reminders?|updates|calls?|messages?|texts|newsletters?)\\b(?! to )"
            + "|(?:i|we) (?:still )?want to (?:stay|remain|be called|keep getting)\\b"
            + "|do not (?:remove|delete|unsubscribe|take) (?:me|us|my|our|it|this)\\b"
            + "|do not do (?:that|it)(?= *$| ,)|do not *$"
            + "|keep calling(?= *$| ,| please| me *$)|keep them coming\\b"
            + "|(?:dejel[oa]|dejal[oa]|mantengal[oa]|conservel[oa]|siga llamando|sigan llamando)\\b)"
            + "|(?:no (?:, )?)?(?:put (?:me|us|it) (?:right |straight )?back|add (?:me|us) (?:again|back))\\b"
            + "|(?:i am |i was |just |only )+(?:joking|kidding)\\b"
            + "|(?:nahi|nahin|नहीं|नही)(?: ,)? (?:rehne|rahne|रहने) (?:do|den|dein|dijiye|दो|दें|दीजिए)"
            + "(?![\\p{L}\\p{M}]))");

    /**
     * What introduces another's words: "My brother told me:". What the person has said themselves is their wish, and
     * what one of theirs has told us ("my wife told you:") too.
     */
    private static final Pattern REPORTS = Pattern.compile("(?<!\\bi )(?<!\\bwe )(?<!\\bi have )(?<!\\bwe have )"
            + "(?<!\\bi already )(?<!\\bi've )(?<!\\bi had )(?<!\\bi just )\\b(?:said|told (?:me|us)"
            + "|texted(?: me| us)?"
            + "|wrote(?: to)?(?: me| us)?|shouted|yelled|screamed|replied|answered)(?: (?:to|at) (?:me|us))?"
            + "(?: yesterday| once| last \\w+)?$"
            + "|(?<!\\ble )(?<!\\bles )\\b(?:dijo|dijeron|dice|dicen|decia|decian|escribio|grito|gritaron|contesto"
            + "|respondio|pone)(?: a mi \\w+| ayer)?$"
            + "|(?<!\\bmain )(?<!\\bmai )(?<!\\bhum )(?<!\\bham )\\bne(?: (?:mujhse|mujhe|mujhko|hamse|humse))?"
            + " (?:kaha|bola|likha)$"
            + "|(?<!मैं )(?<!हम )(?<![\\p{L}\\p{M}])ने(?: (?:मुझसे|मुझे|मुझको|हमसे))? (?:कहा|बोला|लिखा)$");

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
        List<String> sentences = Sentences.in(said);
        return IntStream.range(0, sentences.size())
                .anyMatch(i -> asks(sentences.get(i))
                        && (i == 0 || !REPORTS.matcher(sentences.get(i - 1)).find())
                        && (i + 1 == sentences.size() || !isTakenBack(Sentences.inFull(sentences.get(i + 1)))));
    }

    private static boolean asks(String sentence) {
        return ABOUT_CONTACT.matcher(sentence).find()
                && (any(EnglishOptOut.GRAMMARS, Sentences.inFull(sentence))
                        || any(HindiOptOut.GRAMMARS, sentence)
                        || any(SpanishOptOut.GRAMMARS, sentence));
    }

    private static boolean isTakenBack(String next) {
        return TAKEN_BACK.matcher(next).find();
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
                        && !after.matcher(sentence.substring(found.end())).lookingAt()
                        && !isTakenBack(sentence.substring(found.end()));
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
