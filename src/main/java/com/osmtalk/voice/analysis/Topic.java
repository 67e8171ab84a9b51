package com.osmtalk.voice.analysis;

import com.osmtalk.voice.brain.SentenceSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a declared field, or a criterion, is about, in words that a question about it would have. That two questions
 * share a word such as "monthly" doesn't make them one: the words that tell a field from others have to be there.
 */
final class Topic {
    private static final Set<String> FILLERS =
            Words.set("the and for with was were are is be been has have had did does do will would their they"
                    + " them he she his her"
                    + " it its caller callee customer patient person client lead user human whether that what"
                    + " which when how who whom you your call called calls true false value said say says tell"
                    + " told tells state stated mention wants want wanted this from can could not any if to of in"
                    + " on at a an or by as about into out up so also want like asked ask asks answer answered"
                    + " answers give gives gave given agree agreed agrees agreeing accept accepted"
                    + " accepts confirm confirmed"
                    + " confirms field number");
    /** Words of many fields' names: they help a match, and don't make one. */
    private static final Set<String> GENERIC =
            Words.set("count amount total status time date day type kind name monthly weekly daily yearly annual"
                    + " current currently"
                    + " new old first last next preferred preference favourite favorite best choice chosen wish"
                    + " desired requested request level score value average estimated approximate exact main"
                    + " primary full final reason notes note details info information possible available");

    private static final Map<String, String> SAME = Map.of("age", "old", "budget", "spend", "price", "cost");

    private static final Pattern CALL_BACK =
            Pattern.compile("\\bcall(ed|ing|s)? (?:(?:me|you|us|them|him|her|again) )?back\\b");

    /** More than words in common can be. */
    private static final int SAME_QUESTION = 1_000;

    /** What is asked to find it out, where the description is just that; otherwise empty. */
    private final String question;

    private final List<String> specific = new ArrayList<>();
    private final List<String> generic = new ArrayList<>();
    private final List<String> described = new ArrayList<>();
    /** The description's words that many descriptions have. */
    private final List<String> common = new ArrayList<>();

    Topic(String name, @Nullable String description) {
        question = description == null ? "" : lastQuestion(description);
        for (String word : words(name)) {
            if (GENERIC.contains(word)) {
                generic.add(word);
            } else if (!FILLERS.contains(word) && word.length() > 1) {
                specific.add(word);
            }
        }
        for (String word : words(description)) {
            if (!FILLERS.contains(word) && word.length() > 2 && !specific.contains(word)) {
                (GENERIC.contains(word) ? common : described).add(word);
            }
        }
    }

    /** How well a text speaks of this; 0: it doesn't. */
    int fit(String text) {
        if (isTheQuestion(text)) {
            return SAME_QUESTION;
        }
        List<String> words = words(text);
        long ofName = specific.stream().filter(word -> isIn(word, words)).count();
        long ofDescription = described.stream()
                .filter(word -> isIn(word, words))
                .map(Words::stem)
                .distinct()
                .count();
        long ofGeneric = generic.stream().filter(word -> isIn(word, words)).count();
        boolean named = !specific.isEmpty() && ofName == specific.size()
                || specific.isEmpty() && !generic.isEmpty() && ofGeneric == generic.size()
                || specific.size() > 2 && 2 * ofName > specific.size();
        boolean explained = ofName > 0 && ofDescription > 0 || ofDescription > 1;
        return named || explained ? (int) (4 * ofName + 2 * ofDescription + ofGeneric + (named ? 3 : 0)) : 0;
    }

    /** Of a question of several sentences, the last is what is answered. */
    private static String lastQuestion(String description) {
        List<String> sentences = SentenceSplitter.of(description);
        String last = sentences.isEmpty() ? "" : sentences.get(sentences.size() - 1);
        return last.endsWith("?") ? plain(last) : "";
    }

    /** Whether it is just how this is asked. */
    boolean isTheQuestion(String text) {
        return !question.isEmpty() && text.endsWith("?") && question.equals(plain(text));
    }

    private static String plain(String text) {
        return String.join(" ", Words.of(text));
    }

    /** With "call back", which is two words of no meaning, as one. */
    private static List<String> words(@Nullable String text) {
        String joined = String.join(" ", Words.of(text));
        return List.of(CALL_BACK.matcher(joined).replaceAll("callback").split(" "));
    }

    /** Whether it speaks of a word. */
    boolean has(String word) {
        return isIn(word, specific) || isIn(word, generic) || isIn(word, described);
    }

    /** Whether a word of that stem is all that tells it from others. */
    boolean isJust(String stem) {
        return specific.size() == 1 && Words.stem(specific.get(0)).equals(stem);
    }

    /** Whether a text speaks of all of this, or of most where there is much. */
    boolean covers(String text) {
        List<String> words = words(text);
        List<String> wanted = Stream.concat(described.stream(), common.stream()).toList();
        long found = wanted.stream().filter(word -> isIn(word, words)).count();
        return !wanted.isEmpty() && (wanted.size() <= 2 ? found == wanted.size() : 2 * found > wanted.size());
    }

    private static boolean isIn(String word, List<String> words) {
        String wanted = Words.stem(word);
        String same = SAME.getOrDefault(word, word);
        for (int i = 0; i < words.size(); i++) {
            String stem = Words.stem(words.get(i));
            if (stem.equals(wanted) || words.get(i).equals(same)) {
                return true;
            }
            // "callback" and "call back", "homeowner" and "own your home"
            if (wanted.length() > stem.length() && wanted.startsWith(stem) || wanted.endsWith(stem)) {
                String rest = wanted.startsWith(stem)
                        ? wanted.substring(stem.length())
                        : wanted.substring(0, wanted.length() - stem.length());
                if (words.stream().anyMatch(other -> Words.stem(other).equals(rest))) {
                    return true;
                }
            }
        }
        return false;
    }
}
