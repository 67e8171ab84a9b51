package com.osmtalk.voice.brain;

import com.osmtalk.voice.brain.optout.Sentences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an automated menu offers ("for appointments, press 2"): keys and what each is for. English, Hindi and Spanish.
 *
 * @param options in the order in which they were said; never empty
 */
public record PhoneMenu(List<Option> options) {
    private static final int LONGEST = 2_000;
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("zero", "0"),
            Map.entry("one", "1"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("star", "*"),
            Map.entry("hash", "#"),
            Map.entry("pound", "#"),
            Map.entry("ek", "1"),
            Map.entry("do", "2"),
            Map.entry("teen", "3"),
            Map.entry("char", "4"),
            Map.entry("chaar", "4"),
            Map.entry("paanch", "5"),
            Map.entry("panch", "5"),
            Map.entry("shunya", "0"),
            Map.entry("एक", "1"),
            Map.entry("दो", "2"),
            Map.entry("तीन", "3"),
            Map.entry("चार", "4"),
            Map.entry("पांच", "5"),
            Map.entry("शून्य", "0"),
            Map.entry("uno", "1"),
            Map.entry("dos", "2"),
            Map.entry("tres", "3"),
            Map.entry("cuatro", "4"),
            Map.entry("cinco", "5"),
            Map.entry("cero", "0"));
    private static final String KEY = "(?<key>\\d|" + String.join("|", KEYS.keySet()) + ")(?![\\p{L}\\p{M}\\p{N}])";
    /** Where a key is told; what it is for stands before it or after it. */
    private static final Pattern PRESS =
            Pattern.compile("(?<![\\p{L}\\p{M}])(?:(?:press|dial|enter|choose|select)(?: or"
                    + " say| key| option)?(?: the)?(?: number| digit)? |(?:marque|pulse|presione)(?: el)? )" + KEY
                    + "(?: key)?(?: now)?|(?:ke liye|के लिए|के लिये) " + KEY.replace("<key>", "<before>")
                    + " (?:dab\\p{L}+|दब[\\p{L}\\p{M}]+)");

    private static final Pattern AFTER = Pattern.compile("^ ?,? ?(?:to|for|if|para) ([^.]+?)(?= ,| or $|$| \\.)");
    private static final Pattern BEFORE = Pattern.compile(
            "(?:^|[.,] |\\bor |\\band )(?:to|for|if|para) ((?:(?! (?:for|if) )[^.])+?) ?,? ?(?:please )?$");
    private static final Pattern MAILBOX = Pattern.compile(
            "\\b(?:leave|(?:re-?)?record)(?: \\w+){0,3} (?:messages?|name)\\b|\\b(?:after|at) the (?:tone|beep)"
                    + "|\\bvoice ?mail|\\bmailbox|\\bwhen you (?:have finished|are finished|are done)");
    /** A menu that offers more than a mailbox does may offer to leave a message too. */
    private static final int FEWEST_BESIDE_MESSAGES = 4;

    private static final Pattern ANYBODY = Pattern.compile("\\b(?:operator|reception\\w*|representative|agent|advis\\w+"
            + "|someone|somebody|person|human|associate|all other|anything else|other (?:questions?|enquir\\w+"
            + "|inquir\\w+|matters?)|else|general|front desk|customer (?:service|care|support))\\b");
    /** Words that say nothing of what a call is about. */
    private static final Set<String> COMMON =
            Set.of(("the a an to for of and or with our your you in on at if are is this that it speak "
                            + "talk call calling have about department please team want would like hear make someone "
                            + "somebody person other all any new know ask not do be can will we i they their them")
                    .split(" "));

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    /**
     * One thing that is offered.
     *
     * @param key 0 to 9, star or hash
     * @param purpose in small letters
     */
    public record Option(String key, String purpose) {}

    /** The menu in these words; empty when they are none, or the menu of a mailbox. */
    public static Optional<PhoneMenu> of(String words) {
        String first = words.substring(0, Math.min(words.length(), LONGEST));
        if (!VoicemailGreeting.isHeardIn(first)) {
            return Optional.empty();
        }
        List<Option> options = new ArrayList<>();
        for (String sentence : Sentences.in(first)) {
            addOptions(Sentences.inFull(sentence), options);
        }
        boolean isMailbox = options.size() < FEWEST_BESIDE_MESSAGES
                && MAILBOX.matcher(Sentences.words(first)).find();
        return options.isEmpty() || isMailbox ? Optional.empty() : Optional.of(new PhoneMenu(List.copyOf(options)));
    }

    private static void addOptions(String sentence, List<Option> options) {
        Matcher press = PRESS.matcher(sentence);
        int end = 0;
        boolean purposeFirst = false;
        while (press.find()) {
            String before = sentence.substring(end, press.start());
            if (end == 0) {
                purposeFirst = BEFORE.matcher(before).find();
            }
            String key = press.group("key") == null ? press.group("before") : press.group("key");
            String after = PRESS.matcher(sentence.substring(press.end())).replaceAll(" . ");
            purpose(press.group("key") == null, purposeFirst, before, after)
                    .map(words -> words.replaceAll("^[ ,]+|[ ,]+$", ""))
                    .filter(words -> !words.isEmpty())
                    .ifPresent(words -> options.add(new Option(KEYS.getOrDefault(key, key), words)));
            end = press.end();
        }
    }

    private static Optional<String> purpose(boolean isHindi, boolean purposeFirst, String before, String after) {
        if (isHindi) {
            return Optional.of(before);
        }
        Matcher purpose = purposeFirst ? BEFORE.matcher(before) : AFTER.matcher(after);
        return purpose.find() ? Optional.of(purpose.group(1)) : Optional.empty();
    }

    /**
     * The key to press for a task: that whose purpose shares most words with it; otherwise one that leads to somebody.
     *
     * @param task in words, such as an agent's instructions
     */
    public Optional<String> keyFor(String task) {
        Set<String> about = stems(task);
        Option best = null;
        long most = 0;
        for (Option option : options) {
            long shared =
                    stems(option.purpose()).stream().filter(about::contains).count();
            if (shared > most) {
                most = shared;
                best = option;
            }
        }
        return Optional.ofNullable(best)
                .or(() -> options.stream()
                        .filter(option -> ANYBODY.matcher(option.purpose()).find())
                        .findFirst())
                .map(Option::key);
    }

    /** Words of one family by their first letters: appointment, appointments; bill, billing. */
    private static Set<String> stems(String text) {
        return Arrays.stream(Sentences.words(text).split(" "))
                .filter(word -> WORD.matcher(word).matches() && word.length() > 2 && !COMMON.contains(word))
                .map(word -> word.replaceAll("(?:ings?|s|es|ed)$", ""))
                .collect(Collectors.toSet());
    }
}
