package com.osmtalk.voice.analysis;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words that numbers are made of, in English and Hindi; Hindi in both of its alphabets. */
final class NumberWords {
    private static final Map<String, Double> ENGLISH = new HashMap<>();
    private static final Map<String, Double> HINDI = new HashMap<>();
    private static final Map<String, Double> MULTIPLIERS = new HashMap<>();

    static {
        row(
                ENGLISH,
                0,
                1,
                "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
                        + " seventeen eighteen nineteen");
        row(ENGLISH, 20, 10, "twenty thirty forty fifty sixty seventy eighty ninety");
        row(HINDI, 20, 10, "bees tees chalis pachas saath sattar assi nabbe");
        row(HINDI, 20, 10, "बीस तीस चालीस पचास साठ सत्तर अस्सी नब्बे");
        row(
                HINDI,
                0,
                1,
                "shunya ek do teen chaar paanch chhe saat aath nau das gyarah barah terah chaudah pandrah solah satrah"
                        + " atharah unnis");
        row(
                HINDI,
                0,
                1,
                "शून्य एक दो तीन चार पांच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस");
        HINDI.remove("saath"); // "with", far more often than sixty
        HINDI.putAll(Map.of("char", 4.0, "panch", 5.0, "paach", 5.0, "che", 6.0, "पाँच", 5.0, "छः", 6.0, "छे", 6.0));
        HINDI.putAll(Map.of("pachees", 25.0, "पच्चीस", 25.0));
        HINDI.putAll(Map.of("dedh", 1.5, "डेढ़", 1.5, "dhai", 2.5, "ढाई", 2.5));
        MULTIPLIERS.putAll(Map.of("dozen", 12.0, "hundred", 1e2, "thousand", 1e3, "million", 1e6, "billion", 1e9));
        MULTIPLIERS.putAll(Map.of("lakh", 1e5, "lakhs", 1e5, "lac", 1e5, "crore", 1e7, "crores", 1e7));
        MULTIPLIERS.putAll(Map.of("sau", 1e2, "hazaar", 1e3, "hazar", 1e3, "सौ", 1e2, "हजार", 1e3, "हज़ार", 1e3));
        MULTIPLIERS.putAll(Map.of("लाख", 1e5, "करोड़", 1e7, "k", 1e3, "cr", 1e7));
    }

    private NumberWords() {}

    /** A word below a hundred. @param hindi whether words of Hindi, which may be others in English, count */
    static @Nullable Double small(String word, boolean hindi) {
        Double english = ENGLISH.get(word);
        return english == null && hindi ? HINDI.get(word) : english;
    }

    /** Hundred, and what is above. */
    static @Nullable Double multiplier(String word) {
        return MULTIPLIERS.get(word);
    }

    private static void row(Map<String, Double> into, double first, double step, String words) {
        double value = first;
        for (String word : words.split(" ")) {
            into.put(word, value);
            value += step;
        }
    }
}
