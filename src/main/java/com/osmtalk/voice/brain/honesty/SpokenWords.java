package com.osmtalk.voice.brain.honesty;

import com.osmtalk.voice.brain.optout.Sentences;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/** What was said, as sentences of plain words, with the usual misspellings of what this is about put right. */
final class SpokenWords {
    /** A question is short: of a long speech the ends are read. */
    private static final int LONGEST = 4_000;

    private static final Pattern ABBREVIATION = Pattern.compile("(?i)\\ba ?\\. ?i\\b\\.?");

    private static final Pattern ROBOT = Pattern.compile("(?i)r[o0]{1,9}w?b{1,9}[o0]{1,9}r?t{1,9}");
    private static final Pattern BOT = Pattern.compile("(?i)\\bb[o0]{1,9}t{1,9}(?=s?\\b)");
    private static final Pattern HUMAN = Pattern.compile("(?i)\\bh(?:u{1,9}m[aeu]n|ooman|uman|umun)(?=s?\\b)");
    private static final Pattern MACHINE =
            Pattern.compile("(?i)\\bm[ae](?:ch|sh|sch)(?:ine|in|een|een?e|ien|iene|inn|ene)(?=s?\\b)");

    private SpokenWords() {}

    static List<String> sentences(String said) {
        String ends = said.length() <= LONGEST
                ? said
                : said.substring(0, LONGEST / 2) + "\n" + said.substring(said.length() - LONGEST / 2);
        String wide = Normalizer.normalize(ends, Normalizer.Form.NFKC).replaceAll("\\p{Cf}", "");
        String ai = ABBREVIATION.matcher(wide).replaceAll("ai ");
        String robot = BOT.matcher(ROBOT.matcher(ai).replaceAll("robot")).replaceAll("bot");
        String human = HUMAN.matcher(robot).replaceAll("human");
        return Sentences.in(MACHINE.matcher(human).replaceAll("machine")).stream()
                .map(Sentences::inFull)
                .map(sentence -> sentence.replaceAll("\\b(?:r|are) (?:u|ya|yu|yo)\\b", "are you")
                        .replaceAll("\\bru\\b", "are you")
                        .replaceAll("\\br (?=you\\b)", "are ")
                        .replaceAll(
                                "\\b(?:ur|youre|your) (?=(?:an? |not )?(?:robot|bot|machine|ai|human" + "|real)\\b)",
                                "you are ")
                        .replaceAll("\\b(?:aren't|arent|are not) (?=you\\b)", "are ")
                        .replaceAll("\\b(?:isn't|isnt|is not) (?=(?:this|that|it)\\b)", "is ")
                        .replaceAll("\\bu\\b", "you"))
                .toList();
    }
}
