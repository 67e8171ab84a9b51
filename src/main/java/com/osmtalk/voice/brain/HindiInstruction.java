package com.osmtalk.voice.brain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sentence of a prompt in Hindi, in either alphabet. What is to be asked keeps its words, turned to the person. */
final class HindiInstruction {
    private static final Pattern ASK = Pattern.compile("(?i).*?(?:poo?ch(?:h)?(?:o|na|iye|en|ein|lo| lo)"
            + "|pata (?:karo|karna|kijiye|karen|lagao)"
            + "|पूछ(?:ो|ें|िए|ना|िये|ें|कर| लो| लें)?|पता (?:करो|करें|कीजिए|करना|लगाओ|लगाएं))(?: (?:hai"
            + "|है))?(?: (?:ki|कि))?[:,]? *(.+)");
    private static final Pattern BETWEEN = Pattern.compile("(?i)(?:,| aur|, aur| और|, और) (?=(?:kya|kab"
            + "|kahan|kitn[aei]|kaun|kaise|kyon|un(?:ka|ki|ke|he|hen|hein)|us(?:ka|ki|ke)|wo|woh|ve"
            + "|क्या|कब|कहाँ|कहां|कितन[ाेी]|कौन|कैसे|क्यों|उनक[ाेी]|उन्हें|उसक[ाेी]|वे|वह)(?![\\p{L}\\p{M}]))");
    private static final Pattern PURPOSE =
            Pattern.compile("(?i)(?:aap |tum |आप )?(.+?) (?:ke liye|के लिए) (?:.{0,60} (?:ko |को ))?(?:call"
                    + "|phone|fon"
                    + "|कॉल|फ़ोन|फोन) (?:kar|कर).*");
    private static final Pattern ERRAND = Pattern.compile("(?i)(?:.*(?:ko (?:call|phone) (?:kar ?ke"
            + "|karke|kar)|को (?:कॉल|फोन|फ़ोन) (?:करके|कर के|कर)),? )?"
            + "(?:mujhe |मुझे )?(.+?) (karwana|karvana|karna|badalna|lena|dena|करवाना|कराना|करना|बदलना"
            + "|लेना|देना) (?:hai|है)");

    private static final Pattern TELL = Pattern.compile("(?i)(?:.*?(?: ko| को) )?(?:bata(?:o|na|iye|en|ein"
            + "| do| dein)"
            + "|soochit kar(?:o|en|ein|na)|keh(?:o|iye|en| do)"
            + "|बताएं|बताएँ|बताइए|बताइये|बताओ|बताना|बता दें|बता दो|सूचित करें|सूचित कीजिए|कहें|कहिए|कह दें)"
            + "(?: (?:hai|है))? (?:ki|कि)[:,]? *(.+)");
    private static final Pattern REMIND =
            Pattern.compile("(?i)(?:.*?(?: ko| को) )?(.+?) (ki yaad|की याद) (?:dila(?:o|na|iye|en|ein| do)"
                    + "|दिलाएं|दिलाएँ|दिलाइए|दिलाइये|दिलाओ|दिलाना|दिला दें).*");
    /** What is to be asked or settled, and has no form of its own here. */
    private static final Pattern ELSE = Pattern.compile("(?i).+ (?:confirm kar(?:o|en|ein|na)|pushti kar(?:o"
            + "|en|ein|na)"
            + "|charcha kar(?:o|en|ein|na)|(?:jaankari|jankari) (?:lo|len|lein|lena)|samjha(?:o|en|ein|na)"
            + "|पुष्टि करें|पुष्टि कीजिए|कन्फर्म करें|कन्फ़र्म करें|चर्चा करें|जानकारी लें|समझाएं|समझाएँ|समझाइए)");

    private static final Pattern MANNER = Pattern.compile("(?is).*(?:\\b(?:mat|kabhi|agar|yadi|na|nahi[n]? to"
            + "|dhanyavaad"
            + "|dhanyawad|parichay|hamesha|dheere|saaf|vinamra|namrata)\\b|मत|कभी|अगर|यदि|एक बार में|धन्यवाद|परिचय"
            + "|हमेशा|धीरे|साफ|विनम्र|नम्रता).*");

    private HindiInstruction() {}

    static boolean isHindi(String sentence) {
        return sentence.matches("(?is).*[\\u0900-\\u097F].*|.*\\b(?:poo?ch+(?:o|na|iye|en|ein)|karo"
                + "|karna|karwana|karvana|hai|hain|liye|kijiye|rahein|mat|batao|bataiye|bataen|dilao|dilaiye"
                + "|dilaen|karen|karein)\\b.*");
    }

    /** The questions that it tells to ask. */
    static List<String> questions(String sentence) {
        Matcher ask = ASK.matcher(plain(sentence));
        if (!ask.matches()
                || sentence.matches("(?is).*(?:\\b(?:mat|kabhi|agar|yadi)\\b|मत|कभी|अगर|यदि" + "|एक बार में).*")) {
            return List.of();
        }
        return List.of(BETWEEN.split(ask.group(1))).stream()
                .map(part -> DirectSpeech.capitalised(toYou(part.strip())) + "?")
                .toList();
    }

    /** What it tells to say to the person, as a sentence that wants an answer. */
    static Optional<String> statement(String sentence) {
        String text = plain(sentence);
        boolean devanagari = isDevanagari(text);
        if (MANNER.matcher(text).matches()) {
            return Optional.empty();
        }
        Matcher remind = REMIND.matcher(text);
        if (remind.matches()) {
            return Optional.of((devanagari ? "मुझे आपको " : "Mujhe aapko ") + toYou(remind.group(1)) + " "
                    + remind.group(2) + (devanagari ? " दिलानी है। ठीक है?" : " dilani hai. Theek hai?"));
        }
        Matcher tell = TELL.matcher(text);
        if (tell.matches()) {
            return Optional.of(
                    DirectSpeech.capitalised(toYou(tell.group(1))) + (devanagari ? "। ठीक है?" : ". Theek hai?"));
        }
        return ELSE.matcher(text).matches()
                ? Optional.of(
                        devanagari
                                ? "मुझसे यह करने को कहा गया है: “" + toYou(text) + "”। आप इस बारे में क्या"
                                        + " बता सकते हैं?"
                                : "Mujhse yeh karne ko kaha gaya hai: “" + toYou(text)
                                        + "”. Aap iske baare mein kya bata sakte hain?")
                : Optional.empty();
    }

    private static final Pattern LATIN_WORDS = Pattern.compile("(?i)\\b(?:hai|hain|ki|ko|ka|ke|se|kya|aur|aap"
            + "|aapk[aioe]"
            + "|unk[aie]|unhe|unhein|nahi|nahin|poo?ch+[a-z]*|batao|liye|mein|yeh|woh|kar|karo|karke|karein"
            + "|karen|namaste"
            + "|mat|baat|kal|hoon|rah[aei])\\b");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}']+");
    /** Of the words of a text in Hindi, at least one in so many is among those above. */
    private static final int ONE_IN = 4;

    /** Whether a text of several sentences is in Hindi, more than a quoted word or two. */
    static boolean isWrittenIn(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long devanagari = text.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.DEVANAGARI)
                .count();
        long words = WORD.matcher(text).results().count();
        return devanagari * 3 > letters
                || words > 0 && LATIN_WORDS.matcher(text).results().count() * ONE_IN >= words;
    }

    static boolean isDevanagari(String text) {
        return text.matches("(?s).*[\\u0900-\\u097F].*");
    }

    /** Why the agent calls, as it says it. */
    static Optional<String> purpose(String sentence) {
        String text = plain(sentence);
        boolean devanagari = isDevanagari(text);
        if (ASK.matcher(text).matches() || text.matches("(?is).*(?:\\b(?:mat|agar|yadi)\\b|मत |अगर|यदि).*")) {
            return Optional.empty();
        }
        Matcher purpose = PURPOSE.matcher(text);
        if (purpose.matches()) {
            String what = toYou(purpose.group(1).replaceFirst("(?i)^.* (?:ko|को) ", ""));
            return Optional.of(
                    devanagari ? "यह कॉल " + what + " के लिए है।" : "Yeh call " + what + " ke liye" + " hai.");
        }
        Matcher errand = ERRAND.matcher(text);
        return errand.matches()
                ? Optional.of((devanagari ? "मुझे " : "Mujhe ") + toYou(errand.group(1)) + " " + errand.group(2)
                        + (devanagari ? " है।" : " hai."))
                : Optional.empty();
    }

    private static String plain(String sentence) {
        return sentence.strip().replaceFirst("[.।;,!?]+$", "");
    }

    private static String toYou(String text) {
        return text.replaceAll("(?i)\\b(?:un|us)(k[aei])\\b", "aap$1")
                .replaceAll("(?i)\\b(?:unhe|unhen|unhein|unko|use|usko)\\b", "aapko")
                .replaceAll("(?i)\\b(?:wo|woh|ve|vah)\\b", "aap")
                .replaceAll("(?:उन|उस)(क[ाेी])(?![\\p{L}\\p{M}])", "आप$1")
                .replaceAll("(?:उन्हें|उनको|उसे|उसको)(?![\\p{L}\\p{M}])", "आपको")
                .replaceAll("(?<![\\p{L}\\p{M}])(?:वे|वह|वो)(?![\\p{L}\\p{M}])", "आप")
                .replaceAll("(?<![\\p{L}\\p{M}])(?:ग्राहक|मरीज़|मरीज)(?![\\p{L}\\p{M}])", "आप");
    }
}
