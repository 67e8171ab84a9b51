package com.osmtalk.voice.brain.honesty;

import com.osmtalk.voice.brain.optout.Sentences;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What was said, as sentences of plain words, with the usual misspellings of what this is about put right. */
final class SpokenWords {
    /** A question is short: of a long speech the ends are read. */
    private static final int LONGEST = 4_000;

    private static final Pattern FORMAT = Pattern.compile("\\p{Cf}+");

    /** Before sentences are parted: an abbreviation is no end of one. */
    private static final List<Spelling> IN_TEXT = List.of(
            new Spelling("(?i)\\ba ?\\. ?i\\b\\.?", "ai "),
            new Spelling("(?i)r[o0]{1,9}w?b{1,9}[o0]{1,9}r?t{1,9}", "robot"),
            new Spelling("(?i)\\bb[o0]{1,9}t{1,9}(?=s?\\b)", "bot"),
            new Spelling("(?i)\\bh(?:u{1,9}m[aeu]n|ooman|uman|umun)(?=s?\\b)", "human"),
            new Spelling("(?i)\\bm[ae](?:ch|sh|sch)(?:ine|in|een|een?e|ien|iene|inn|ene)(?=s?\\b)", "machine"));

    private static final List<Spelling> IN_SENTENCE = List.of(
            new Spelling("\\b(?:r|are) (?:u|ya|yu|yo)\\b|\\bru\\b|\\br you\\b", "are you"),
            new Spelling("\\b(?:ur|youre|your) (?=(?:an? |not )?(?:robot|bot|machine|ai|human|real)\\b)", "you are "),
            new Spelling("\\b(?:aren't|arent|are not) (?=you\\b)", "are "),
            new Spelling("\\b(?:isn't|isnt|is not) (?=(?:this|that|it)\\b)", "is "));

    /**
     * What is in every question and claim that is looked for, in plain letters. Looked for one by one, as a pattern of
     * so many alternatives takes ten times as long; most of what is said has none of them.
     */
    private static final List<String> STEMS = List.of(
            "rob",
            "r0b",
            "rowb",
            "bot",
            "b0t",
            "boot",
            "mach",
            "mech",
            "mash",
            "mesh",
            "masch",
            "masin",
            "hum",
            "hoom",
            "uman",
            "umun",
            "pers",
            "people",
            "real",
            "artific",
            "comput",
            "program",
            "software",
            "algorit",
            "synth",
            "record",
            "llm",
            "gpt",
            "alexa",
            "siri",
            "android",
            "cyborg",
            "fake",
            "alive",
            "living",
            "live",
            "genuine",
            "actual",
            "flesh",
            "automa",
            "what are",
            "what r",
            "who or what",
            "model",
            "insa",
            "manush",
            "aadmi",
            "aurat",
            "asli",
            "maquina",
            "grabac",
            "contestador",
            "ordenador",
            "verdad",
            "mens",
            "echt",
            "kunst",
            "ordinateur",
            "repondeur",
            "enregistr",
            "pesso",
            "gravac",
            "macchin",
            "registraz",
            "risponditor",
            "opname",
            "bandje",
            "aufnahme",
            "ansage",
            "hombre",
            "mujer",
            "woman",
            "lady",
            "girl");

    private static final Pattern SHORT = Pattern.compile("\\b(?:ai|ia|ki|man|guy|a ?\\. ?i)\\b");

    private SpokenWords() {}

    /** Whether it may be about machines and people, at the cost of a glance; most of what is said is not. */
    static boolean mayBeAboutIt(String said) {
        if (!said.chars().allMatch(c -> c < 128)) {
            return true;
        }
        String small = said.toLowerCase(Locale.ROOT);
        return STEMS.stream().anyMatch(small::contains) || SHORT.matcher(small).find();
    }

    static List<String> sentences(String said) {
        String ends = said.length() <= LONGEST
                ? said
                : said.substring(0, LONGEST / 2) + "\n" + said.substring(said.length() - LONGEST / 2);
        String wide = Normalizer.normalize(ends, Normalizer.Form.NFKC);
        return Sentences.in(put(IN_TEXT, FORMAT.matcher(wide).replaceAll(""))).stream()
                .map(sentence -> put(IN_SENTENCE, Sentences.inFull(sentence)))
                .toList();
    }

    private static String put(List<Spelling> right, String text) {
        String result = text;
        for (Spelling spelling : right) {
            result = spelling.found().matcher(result).replaceAll(spelling.meant());
        }
        return result;
    }

    private record Spelling(Pattern found, String meant) {
        Spelling(String found, String meant) {
            this(Pattern.compile(found), meant);
        }
    }
}
