package com.osmtalk.server.compliance;

import com.osmtalk.voice.brain.optout.Sentences;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recognises an organisation's own words for an opt-out, in the sense they were given: whole words, whatever case and
 * punctuation they are in, commas between them included. One word must be all that a sentence says, apart from words of
 * courtesy, since "stop" is not "stop by tomorrow". Several words must be where a statement ends, and neither denied
 * nor only talked about, since "lose my number" is not "I don't want to lose my number". What stands before a comma is
 * another statement: "I'm not interested, lose my number" denies nothing of it.
 */
final class OptOutPhrases {
    private static final String COURTESY = "(?:please|pls|now|ok|okay|no|yes|oh|well|thanks|thank you|sir|madam"
            + "|sorry|just|kindly|again"
            + "|right now|i said|i say|any more|anymore|immediately|already|por favor|gracias|ya|ji|bhai|कृपया|प्लीज"
            + "|जी|भाई|धन्यवाद)";
    private static final Pattern NOTHING_ELSE = Pattern.compile("(?: *(?:,|" + COURTESY + "))* *");
    private static final Pattern END_OF_STATEMENT = Pattern.compile(
            "(?: " + COURTESY + ")*(?:$| ,.*| (?:and|but|because|or|so|i|we|y|porque|aur|और" + "|क्योंकि) .*)");
    /** A denial is of the statement that it stands in. */
    private static final Pattern DENIED = Pattern.compile("\\b(?:not|n't|dont|never|nobody|without|why|how|did|does"
            + "|no (?:quiero|quise|quisiera|deseo|voy a|vayas? a|vayan a)|nunca|nahi|nahin|mat)\\b|n't\\b"
            + "|(?<![\\p{L}\\p{M}])(?:नहीं|मत)(?![\\p{L}\\p{M}])");

    /** What was said by somebody, or may happen, is no wish, however many commas follow. */
    private static final Pattern TALKED_ABOUT = Pattern.compile(
            "\\b(?:if|whether|when|si|cuando|agar|(?:he|she|they|you|somebody|someone|who) (?:said|says|say|wrote"
                    + "|told me))\\b|(?<![\\p{L}\\p{M}])अगर(?![\\p{L}\\p{M}])");

    /** What may stand between two commas in the middle of a statement. */
    private static final Pattern ASIDE =
            Pattern.compile("(?: *(?:,|um|uh|er|erm|hmm|like|you know|i mean|" + COURTESY + "))* *");

    /** A statement that goes on behind its comma: "I don't want to, um, lose my number". */
    private static final Pattern UNFINISHED =
            Pattern.compile(".*(?<![\\p{L}\\p{M}])(?:to|that|and|or|not|never|n't|don't|que|ki|कि|मत|नहीं) *");

    private final List<Phrase> phrases;

    OptOutPhrases(List<String> phrases) {
        this.phrases = phrases.stream().map(Phrase::of).toList();
    }

    boolean areIn(String said) {
        List<String> sentences = Sentences.in(said);
        String whole = String.join(" , ", sentences);
        return phrases.stream()
                .anyMatch(phrase -> phrase.severalSentences()
                        ? phrase.isIn(whole)
                        : sentences.stream().anyMatch(phrase::isIn));
    }

    /** @param severalSentences such a phrase is looked for across the ends of sentences, too */
    private record Phrase(Pattern words, boolean severalWords, boolean severalSentences) {
        static Phrase of(String text) {
            String[] words = Sentences.words(text).split(" ");
            String anyPunctuation = Arrays.stream(words).map(Pattern::quote).collect(Collectors.joining("(?: ,)* "));
            return new Phrase(
                    Pattern.compile("(?<= )" + anyPunctuation + "(?= )"),
                    words.length > 1,
                    Sentences.in(text).size() > 1);
        }

        boolean isIn(String sentence) {
            String padded = " " + sentence + " ";
            Matcher found = words.matcher(padded);
            while (found.find()) {
                String before = padded.substring(0, found.start());
                String after = padded.substring(found.end());
                if (severalWords ? isMeant(before, after) : isAlone(before) && isAlone(after)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isMeant(String before, String after) {
            return !TALKED_ABOUT.matcher(before).find()
                    && !DENIED.matcher(statement(before)).find()
                    && END_OF_STATEMENT.matcher(after.stripTrailing()).matches();
        }

        private boolean isAlone(String rest) {
            return NOTHING_ELSE.matcher(words.matcher(rest).replaceAll("")).matches();
        }

        /** The statement that the phrase is the end of: all since a comma behind which something new begins. */
        private static String statement(String before) {
            List<String> parts = List.of(before.split(",", -1));
            int first = parts.size() - 1;
            for (int i = first - 1; i >= 0; i--) {
                if (UNFINISHED.matcher(parts.get(i)).matches()) {
                    first = i;
                } else if (!ASIDE.matcher(parts.get(i)).matches()) {
                    break;
                }
            }
            return String.join(",", parts.subList(first, parts.size()));
        }
    }
}
