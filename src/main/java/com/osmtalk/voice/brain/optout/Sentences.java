package com.osmtalk.voice.brain.optout;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What was said or written, in a form that is easy to compare: sentences of words in small letters. */
public final class Sentences {
    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.!?;:…।\\n\\u00bf\\u00a1]+");
    private static final Pattern LATIN_ACCENTS = Pattern.compile("(?<=[a-z])[\\u0300-\\u036f]+");
    private static final Pattern APOSTROPHES = Pattern.compile("[’‘`´ʼ]");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N},']+");

    /** Whoever speaks longer without a full stop is read in pieces, and of a book only the ends: a wish is short. */
    private static final int LONGEST_SENTENCE = 400;

    private static final int LONGEST_TEXT = 2_000;

    private Sentences() {}

    /**
     * The sentences of a text, each of words with one space between them; commas are words of their own, apostrophes
     * stay
     * inside theirs. Letters lose the accents that speech recognition and hurried writers leave out; the marks of Hindi
     * stay, as they are vowels.
     */
    public static List<String> in(String text) {
        return Stream.of(END_OF_SENTENCE.split(plain(text)))
                .map(sentence -> NO_WORD.matcher(sentence).replaceAll(" "))
                .map(sentence -> sentence.replace(",", " , ").replaceAll("(?<![\\p{L}])'|'(?![\\p{L}])", " "))
                .map(sentence -> sentence.replaceAll(" +", " ").replaceAll("^[ ,]+|[ ,]+$", ""))
                .filter(sentence -> !sentence.isEmpty())
                .flatMap(Sentences::pieces)
                .toList();
    }

    /** A sentence of usual length, or pieces that overlap by half, so that nothing short is cut in all of them. */
    private static Stream<String> pieces(String sentence) {
        if (sentence.length() <= LONGEST_SENTENCE) {
            return Stream.of(sentence);
        }
        return IntStream.iterate(
                        0, at -> at + LONGEST_SENTENCE / 2 < sentence.length(), at -> at + LONGEST_SENTENCE / 2)
                .mapToObj(at -> sentence.substring(at, Math.min(sentence.length(), at + LONGEST_SENTENCE)));
    }

    private static String ends(String text) {
        return text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT / 2) + "\n" + text.substring(text.length() - LONGEST_TEXT / 2);
    }

    /** Whether a text is of letters that need no preparation, as nearly all speech in English is. */
    static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** The words of a text, whatever stands between them; one space between each two. */
    public static String words(String text) {
        return String.join(" ", in(text))
                .replace(",", " ")
                .replaceAll(" +", " ")
                .strip();
    }

    /** English words without the short forms of speech. */
    public static String inFull(String sentence) {
        return sentence.replaceAll("\\bwon'?t\\b", "will not")
                .replaceAll("\\bcan'?t\\b|\\bcannot\\b", "can not")
                .replaceAll("\\b(do|does|did|would|should|could|is|are|was|have|has|had|must)n'?t\\b", "$1 not")
                .replaceAll("\\bi'?m\\b", "i am")
                .replaceAll("\\b(i|we|you|they)'d better\\b", "$1 had better")
                .replaceAll("\\b(i|you|we|they|he|she)'d\\b", "$1 would")
                .replaceAll("\\b(i|you|we|they|he|she|it)'ll\\b", "$1 will")
                .replaceAll("\\b(i|you|we|they)'?ve\\b", "$1 have")
                .replaceAll("\\b(you|we|they)'re\\b", "$1 are")
                .replaceAll("\\b(it|that|this|he|she|who|what)'s\\b", "$1 is")
                .replaceAll("\\bever(?:(?: ,)? ever)+\\b", "ever")
                .replaceAll("\\bnever(?:(?: ,)? ever)+\\b(?: ,)?", "never ever")
                .replaceAll("\\banymore\\b", "any more")
                .replaceAll("\\bwanna\\b", "want to")
                .replaceAll("\\bgonna\\b", "going to")
                .replaceAll("\\b(do not) (call|contact) (list|registry|register)\\b", "$1 $2 $3")
                .replaceAll("\\bu\\b", "you")
                .replaceAll("\\b(pls|plz|plis)\\b", "please");
    }

    private static String plain(String text) {
        String visible = INVISIBLE
                .matcher(Normalizer.normalize(ends(text), Normalizer.Form.NFKC))
                .replaceAll("");
        String small = APOSTROPHES
                .matcher(visible)
                .replaceAll("'")
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?<=\\b(?:my|mera|phone|mobile|this) )no\\.", "number");
        String apart = Normalizer.normalize(small, Normalizer.Form.NFD);
        // a dot below tells loan letters of Hindi from its own, and is often left out; so are the two signs of nasals
        String hindi = apart.replace("\u093c", "").replace('\u0901', '\u0902');
        return Normalizer.normalize(LATIN_ACCENTS.matcher(hindi).replaceAll(""), Normalizer.Form.NFC);
    }
}
