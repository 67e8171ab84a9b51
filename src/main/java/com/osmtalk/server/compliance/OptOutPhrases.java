package com.osmtalk.server.compliance;

import com.osmtalk.voice.brain.optout.Sentences;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Recognises an organisation's own words for an opt-out, in the sense they were given: whole words, whatever case and
 * punctuation they are in. One word must be all that a sentence says, apart from words of courtesy, since "stop" is not
 * "stop by tomorrow". Several words must be where a statement ends, and neither denied nor only talked about, since
 * "lose my number" is not "I don't want to lose my number".
 */
public final class OptOutPhrases {
    private static final String COURTESY = "(?:please|pls|now|ok|okay|no|yes|oh|well|thanks|thank you|sir|madam"
            + "|sorry|just|kindly|again"
            + "|right now|i said|i say|any more|anymore|immediately|already|por favor|gracias|ya|ji|bhai|कृपया|प्लीज"
            + "|जी|भाई|धन्यवाद)";
    private static final Pattern NOTHING_ELSE = Pattern.compile("(?: ?(?:,|" + COURTESY + "))* ?");
    private static final Pattern END_OF_STATEMENT = Pattern.compile(
            "(?: " + COURTESY + ")*(?:$| ,.*| (?:and|but|because|or|so|i|we|y|porque|aur|और" + "|क्योंकि) .*)");
    private static final Pattern NOT_MEANT = Pattern.compile("\\b(?:not|n't|dont|never|nobody|without|if|whether|why"
            + "|how|when|he said"
            + "|she said|they said|did|does|nunca|si|nahi|nahin|agar)\\b|n't\\b|(?<![\\p{L}\\p{M}])(?:नहीं"
            + "|अगर)(?![\\p{L}\\p{M}])");

    private final List<String> phrases;

    OptOutPhrases(List<String> phrases) {
        this.phrases = phrases.stream().map(Sentences::words).toList();
    }

    public boolean areIn(String said) {
        return Sentences.in(said).stream()
                .anyMatch(sentence -> phrases.stream().anyMatch(phrase -> isIn(phrase, sentence)));
    }

    private static boolean isIn(String phrase, String sentence) {
        String words = " " + sentence + " ";
        for (int at = words.indexOf(" " + phrase + " "); at >= 0; at = words.indexOf(" " + phrase + " ", at + 1)) {
            String before = words.substring(0, at);
            String after = words.substring(at + phrase.length() + 1).stripTrailing();
            if (phrase.contains(" ")
                    ? !NOT_MEANT.matcher(before).find()
                            && END_OF_STATEMENT.matcher(after).matches()
                    : NOTHING_ELSE.matcher(before.replace(" " + phrase, "")).matches()
                            && NOTHING_ELSE
                                    .matcher(after.replace(" " + phrase, ""))
                                    .matches()) {
                return true;
            }
        }
        return false;
    }
}
