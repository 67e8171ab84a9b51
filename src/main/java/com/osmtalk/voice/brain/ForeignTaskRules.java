package com.osmtalk.voice.brain;

import java.util.regex.Pattern;

/**
 * What {@link TaskRules} are in Spanish, and in Hindi in both of its scripts. There the verb ends the sentence, so a
 * rule is a whole clause; "tell them not to come" (कहो कि मत आना) is none.
 */
final class ForeignTaskRules {
    private static final String NOBODY = "(?:(?:le|les|lo|la|los|las|me|te|se|nos) ){0,2}";
    /** Commands alone: "no acepta tarjetas" says what somebody does, "no aceptes" and "no acepte" what to do. */
    private static final String COMMAND = "(?:(?:acept|revel|mencion|confirm|pagu|reserv|firm|contest|habl|compr|negoci"
            + "|present|entregu|facilit|cuent|acuerd|cancel|llam|grab)(?:e|es|en)"
            + "|(?:dig|promet|compart|hag|ofrezc|respond|ced|acced|pid|mient|compromet|admit|insist)(?:a|as|an)"
            + "|d[ée]s?)(?!\\p{L})";

    private static final String DO_NOT = "(?:no|nunca|jamás|tampoco) " + NOBODY + COMMAND;
    private static final Pattern SPANISH = Pattern.compile("(?iu)[¡ ]*"
            + "(?:(?:y|pero|además|también|por favor),? )*"
            + "(?:" + DO_NOT
            + "|(?:evita|evite|procura no|procure no|cuidado con)\\b"
            + "|bajo ninguna circunstancia\\b"
            + "|(?:di|diga|diles?|dígales?) que (?:eres|es usted|usted es)\\b"
            + "|finge\\b|finja\\b|hazte pasar\\b|hágase pasar\\b"
            + "|sin (?!coste|costo|gluten)\\p{L}+(?:ar|er|ir)\\b).*");
    /** A rule that goes on behind a comma or an "and" of what is to be done. */
    private static final Pattern SPANISH_BEHIND = Pattern.compile("(?iu),? (?:(?:y|pero|e),? )?(?=" + DO_NOT + ").*");

    private static final String ALONE = "(?<![\\p{L}\\p{M}])";
    private static final String ITS_END = "(?![\\p{L}\\p{M}])";
    private static final String TOLD = "(?:कहो|कहना|कहें|कहिए|बताओ|बताना|बताएँ|बताएं|बताइए|बोलो|बोलना|बोलिए)";
    private static final Pattern HINDI = Pattern.compile("(?u)"
            + "(?!.*" + TOLD + "[^।.!?]* कि .*" + ALONE + "(?:मत|न) )"
            + "(?:.*" + ALONE + "मत [\\p{L}\\p{M}]+.*"
            + "|.*" + ALONE + "(?:न|ना) (?:करें|करना|करो|बताएँ|बताएं|बताना|दें|देना|लें|लेना|मानें"
            + "|मानना|कहें|कहना|बोलें|बोलना)"
            + ITS_END + ".*"
            + "|.*" + TOLD + " कि (?:तुम|आप) .*(?:हो|हैं)[^\\p{L}\\p{M}]*)");
    private static final String TOLD_ROMANISED =
            "\\b(?:kaho|kehna|kahna|kahiye|batao|batana|bataiye|bolo|bolna|boliye)\\b";
    private static final Pattern ROMANISED = Pattern.compile("(?iu)"
            + "(?!.*" + TOLD_ROMANISED + "[^.!?]* ki .*\\b(?:mat|na) )"
            + "(?:.*\\bmat (?:kar|bata|bol|de|do|le|lo|man|maan|keh|kah|dij|lij|sweekar|accept|sun|rakh)\\w*.*"
            + "|.*\\bna (?:karein|karen|karna|karo|batayein|batana|dein|dena|lein|lena|maanein|manna|kahein|kehna"
            + "|bolein|bolna)\\b.*"
            + "|.*" + TOLD_ROMANISED + " ki (?:tum|aap) .*\\b(?:ho|hain)\\W*)");
    private static final Pattern CLAUSE =
            Pattern.compile("(?iu)(?<=[,;])|(?= (?:और|लेकिन|पर|मगर) )|(?= (?:aur|lekin|magar) )");

    private ForeignTaskRules() {}

    /** A sentence of a task without what is a rule in it. */
    static String without(String sentence) {
        if (SPANISH.matcher(sentence.strip()).matches()) {
            return "";
        }
        String left = SPANISH_BEHIND.matcher(sentence).replaceAll(".");
        if (!isHindiRule(left.strip())) {
            return left;
        }
        StringBuilder rest = new StringBuilder();
        for (String clause : CLAUSE.split(left)) {
            if (!isHindiRule(clause.strip())) {
                rest.append(rest.isEmpty() ? clause.stripLeading() : clause);
            }
        }
        return rest.isEmpty() ? "" : rest.toString().strip().replaceFirst("[,;]$", "") + " ";
    }

    private static boolean isHindiRule(String text) {
        return HINDI.matcher(text).matches() || ROMANISED.matcher(text).matches();
    }
}
