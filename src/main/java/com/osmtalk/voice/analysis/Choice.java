package com.osmtalk.voice.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The allowed values of an enum field, and which of them somebody names: one, and not to rule it out. */
final class Choice {
    private static final Pattern SENTENCE = Pattern.compile("[^.!?;।\\n]+[.!?;।\\n]*");
    /** What a value's clause has before it where the value is not the caller's choice. */
    private static final Pattern RULED_OUT =
            Pattern.compile("\\bno( (need|longer|more|a|an|the|any|really|like|want|in|on|at|for|of|to))*$"
                    + "|\\b(not|never|none|neither|nor|hardly|except|without|than|instead of|anything but"
                    + "|everything but|nahi|nahin|cannot|used to|formerly|previously|wish|if)\\b|n't\\b|नहीं");

    private static final Pattern RULED_OUT_AFTER = Pattern.compile(
            "^( (?!not\\b)[\\w]+){0,2} ((is|does|will|would|do|are) (not|never)|(is|does|wo|would|do|are|ca)n't"
                    + "|isn't|cannot|nahi|nahin|(is|are) (bad|out|impossible))\\b|^( \\S+){0,2} नहीं");
    private static final Pattern CLAUSE_END =
            Pattern.compile("[,;:.!?\\n]|(?<!thing )\\bbut\\b|\\b(rather" + "|then)\\b");
    /** The clause that a comma or colon ends, with nothing behind it. */
    private static final Pattern INTRODUCED = Pattern.compile("([^,;:.!?\\n]+)[,:]\\s*(?:the|an?)?$");

    private static final Pattern NONE_OF_THEM =
            Pattern.compile("\\b(none of|neither|nothing|nahi koi" + "|koi nahi)\\b");
    /** "Good morning to you too", "have a nice evening". */
    private static final Pattern GREETING = Pattern.compile(
            "\\b(good|happy|(have|enjoy|wish you)( an?| the| your)?( very)? (good|nice|lovely|great|pleasant"
                    + "|wonderful"
                    + "|your)|enjoy your) (morning|afternoon|evening|night|day|weekend|(mon|tues|wednes|thurs"
                    + "|fri|satur"
                    + "|sun)day)\\b");

    private static final Pattern ADJECTIVE = Pattern.compile(".*(ic|al|ive|ous|ble|um|ard|ing)");
    private static final List<String> NOTHING = List.of(
            "unknown", "n_a", "na", "null", "undefined", "not_said", "not_mentioned", "not_specified", "not_provided");
    private static final List<String> YES = List.of("yes", "true", "agreed", "confirmed", "accepted");
    private static final List<String> NO = List.of("no", "false", "declined", "rejected", "refused");

    /** "My bills are", before a value that says what they are like, and not how many there are. */
    private static final Pattern LIKE =
            Pattern.compile("\\b(?:my|our|the|these|those|all)(?: (?!numbers?\\b|counts?\\b|amounts?\\b|frequency\\b"
                    + "|quantity\\b|total\\b)\\w+){1,3}"
                    + " (?:is|are|was|were|gets?|runs?|seems?|looks?)(?: \\w+){0,2}$");

    private final List<String> allowed;
    private final boolean counts;

    Choice(List<String> allowed) {
        this(allowed, false);
    }

    /** @param counts whether the field is for how many of something there are */
    Choice(List<String> allowed, boolean counts) {
        this.counts = counts;
        this.allowed = allowed.stream()
                .filter(value -> !normalised(value).isEmpty() && !NOTHING.contains(normalised(value)))
                .toList();
    }

    /** @param at where in the text it stands */
    record Said(String value, int at) {}

    /** The one value that a text names, after its last correction if it names one there. */
    Optional<Said> in(String text) {
        String said = Words.normalised(text);
        Matcher corrections = YesOrNo.CORRECTION.matcher(said);
        int last = 0;
        while (corrections.find()) {
            last = corrections.end();
        }
        if (NONE_OF_THEM.matcher(said).find() && !allowed.contains("none")) {
            return Optional.empty();
        }
        List<Said> all = named(
                GREETING.matcher(said).replaceAll(greeting -> "\u0001".repeat(greeting.end() - greeting.start())));
        int from = last;
        List<Said> corrected = all.stream().filter(one -> one.at() >= from).toList();
        List<Said> left = corrected.isEmpty() ? all : corrected;
        return left.stream().map(Said::value).distinct().count() == 1 ? Optional.of(left.get(0)) : Optional.empty();
    }

    private List<Said> named(String text) {
        List<Said> found = new ArrayList<>();
        Matcher sentences = SENTENCE.matcher(text);
        while (sentences.find()) {
            if (!sentences.group().strip().endsWith("?")) {
                found.addAll(inSentence(sentences.group(), sentences.start()));
            }
        }
        return found;
    }

    private List<Said> inSentence(String sentence, int start) {
        List<Said> found = new ArrayList<>();
        StringBuilder left = new StringBuilder(sentence);
        // the longest first, so that "call back" is not a "call"
        List<String> longestFirst = allowed.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        for (String value : longestFirst) {
            Matcher words = pattern(value).matcher(left);
            while (words.find()) {
                String before = left.substring(0, words.start()).stripTrailing();
                boolean aloneOnly = normalised(value).matches("other|none|no|yes|any|one");
                boolean alone = before.isBlank()
                        && left.substring(words.end())
                                .replaceAll("[\\W]+|please|thanks", "")
                                .isEmpty();
                String clause = before.substring(lastEnd(before));
                boolean ruledOut = RULED_OUT.matcher(clause).find()
                        || OtherPeople.areSpokenOf(clause)
                        || counts && LIKE.matcher(clause.strip()).find()
                        || clause.strip().matches("(?:the|an?)?") && isOfOthers(before, left.substring(words.end()))
                        || RULED_OUT_AFTER.matcher(left.substring(words.end())).find();
                if (!ruledOut && (!aloneOnly || alone)) {
                    found.add(new Said(value, start + words.start()));
                }
                left.replace(words.start(), words.end(), "\u0001".repeat(words.end() - words.start()));
            }
        }
        return found;
    }

    /** "What my neighbour has, premium": a value alone behind words about somebody else is theirs. */
    private static boolean isOfOthers(String before, String after) {
        Matcher introduced = INTRODUCED.matcher(before);
        return introduced.find()
                && OtherPeople.areSpokenOf(introduced.group(1))
                && after.replaceAll("[\\W]+|please|thanks", "").isEmpty();
    }

    private static int lastEnd(String text) {
        return CLAUSE_END
                .matcher(text)
                .results()
                .mapToInt(end -> end.end())
                .max()
                .orElse(0);
    }

    /**
     * The value's words with the endings they may have. "Basics" are not "basic", and "even" is not "evening"; but
     * "mornings" are the morning.
     */
    private static Pattern pattern(String value) {
        List<String> words = Words.of(value).stream()
                .map(word -> {
                    String stem = Words.stem(word);
                    if (ADJECTIVE.matcher(word).matches()) {
                        return Pattern.quote(word) + (word.endsWith("ing") ? "s?" : "");
                    }
                    return stem.equals(word)
                            ? Pattern.quote(word) + "(?:s|es)?"
                            : Pattern.quote(stem) + "(?:" + Pattern.quote(word.substring(stem.length()))
                                    + "|s|ed|ing)?";
                })
                .toList();
        return Pattern.compile(
                "(?<![\\p{L}\\p{M}\\p{N}])" + String.join("[\\s_-]+", words) + "(?![\\p{L}\\p{M}\\p{N}])");
    }

    /** The value that is a number. */
    Optional<String> numbered(double number) {
        return allowed.stream()
                .filter(value -> SpokenNumbers.only(value).stream().anyMatch(other -> other == number))
                .findFirst();
    }

    /** The value that a yes or no to a question is: the yes or no among them, or the one value that was asked about. */
    Optional<String> answered(boolean yes, String question) {
        List<String> names = yes ? YES : NO;
        Optional<String> plain = names.stream()
                .flatMap(name ->
                        allowed.stream().filter(value -> normalised(value).equals(name)))
                .findFirst();
        if (plain.isPresent() || !yes) {
            return plain;
        }
        List<String> askedAbout = inSentence(Words.normalised(question), 0).stream()
                .map(Said::value)
                .distinct()
                .toList();
        return askedAbout.size() == 1 ? Optional.of(askedAbout.get(0)) : Optional.empty();
    }

    /** The value of such a name. */
    Optional<String> called(String usual) {
        return allowed.stream()
                .filter(value -> normalised(value).contains(usual)
                        || Arrays.asList(usual.split("_")).equals(Words.of(value)))
                .findFirst();
    }

    private static String normalised(String value) {
        return String.join("_", Words.of(value));
    }
}
