package com.osmtalk.voice.brain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tasks that ask for nothing and tell no news: to say hello, to thank, to congratulate, to remind somebody not to do
 * something. They are said as people say them, and not as what a call is about.
 */
final class Courtesies {
    private static final String END = "[.!]*";
    private static final Pattern HELLO =
            Pattern.compile("(?i)(?:(?:just )?(?:say|send) (?:hello|hi|good (?:morning|evening))(?: to [^.,;!?]+)?"
                    + "|greet (?:\\S+ ?){1,4}|give (?:\\S+ ){1,3}(?:my |our )?(?:regards|greetings))" + END);
    private static final Pattern KIND = Pattern.compile(
            "(?i)((?:thank|congratulate|wish) )(?:them|him|her|the \\w+|(?-i:\\p{Lu})[\\p{L}.'-]*(?: (?-i:\\p{Lu})"
                    + "[\\p{L}.'-]*)?)( [^.;!?]+)" + END);
    private static final Pattern NOT =
            Pattern.compile("(?i)remind (?:\\S+ ){1,3}?(?:not to|to not|never to) ([^.;!?]+)" + END);

    /** Whom a task names behind "tell" is who is called; titles and firms may be spoken to by others. */
    private static final Pattern NAMED =
            Pattern.compile("\\b((?i:tell|let|inform|remind|notify|warn|ask)) (?!I\\b)\\p{Lu}[\\p{Ll}\\p{M}'-]+"
                    + "(?: \\p{Lu}[\\p{Ll}\\p{M}'-]+)?"
                    + "(?= (?:that|to|not to|know|about|of|whether|if|when|what|why|how)\\b)");

    private Courtesies() {}

    /** The script of a task that is nothing else. */
    static Optional<Script> of(String task) {
        String text = task.strip();
        if (HELLO.matcher(text).matches()) {
            return Optional.of(new Script(Optional.of("I am calling to say hello."), List.of("How are you?")));
        }
        Matcher kind = KIND.matcher(text);
        if (kind.matches()) {
            String said = kind.group(1).toLowerCase(Locale.ROOT) + "you" + DirectSpeech.toYou(kind.group(2));
            return Optional.of(new Script(
                    Optional.of("I am calling to " + said.strip() + "."),
                    List.of("Is there anything that I may pass on?")));
        }
        Matcher not = NOT.matcher(text);
        return not.matches()
                ? Optional.of(new Script(
                        Optional.empty(),
                        List.of("Please remember not to " + DirectSpeech.toYou(not.group(1)) + ". Is that all right?")))
                : Optional.empty();
    }

    /** The same task with who is called as "them", which the script turns into "you": "Let Ravi know that …". */
    static String toThem(String task) {
        return NAMED.matcher(task).replaceAll("$1 them");
    }
}
