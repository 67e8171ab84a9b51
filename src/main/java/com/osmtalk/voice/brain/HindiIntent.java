package com.osmtalk.voice.brain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a line in Hindi means, in either alphabet; the words of {@link Intent} are English. */
final class HindiIntent {
    /** Devanagari's vowel signs are no letters to {@code \\b}. */
    private static final String END = "(?![\\p{L}\\p{M}])";

    private static final Pattern GREETING = Pattern.compile(
            "\\W*(?:namaste|namaskar|pranam|नमस्ते|नमस्कार|प्रणाम|हैलो|हेलो|हलो)(?: ji| जी)?[\\s.!,।]*");
    private static final Pattern GOODBYE = Pattern.compile(".*(?:\\balvida|\\bphir milenge"
            + "|\\brakht[ai] (?:hoon|hun|hu)"
            + "|अलविदा|फिर मिलेंगे|रखत[ाी] (?:हूँ|हूं))[\\s.!,।]*");
    private static final Pattern NO = Pattern.compile("(?:ji |जी )?(?:(?:nahi|nahin|nahee|bilkul nahi|abhi nahi)\\b"
            + "|(?:नहीं|नही|बिल्कुल नहीं|अभी नहीं)" + END + ").*"
            + "|.*(?:\\bnahi (?:\\w+ )?(?:sakt[aie]|paung[ai]|aaung[ai]|karung[ai]|hog[ai]|chahiye|hai)\\b"
            + "|नहीं (?:\\S+ )?(?:सकत[ाेी]|पाऊ[ंँ]ग[ाी]|आऊ[ंँ]ग[ाी]|करू[ंँ]ग[ाी]|होग[ाी]|चाहिए|है|हूँ"
            + "|हूं)" + END + ").*");
    private static final Pattern YES = Pattern.compile("(?:ji )?(?:haan|haanji|han ji|ji haan|ji bilkul"
            + "|bilkul|zaroor|jaroor"
            + "|theek hai|thik hai|sahi hai)\\b.*|ji[\\s.!,]*"
            + "|(?:जी )?(?:हाँ|हां|हा|बिल्कुल|बिलकुल|ज़रूर|जरूर|अवश्य|ठीक है|सही है|जी)" + END + ".*"
            + "|.*(?:\\b(?:sakt[aie] (?:hoon|hun|hu|hain)|aaung[ai]|karung[ai])\\b"
            + "|(?:सकत[ाेी] (?:हूँ|हूं|हैं)|आऊ[ंँ]ग[ाी]|करू[ंँ]ग[ाी])" + END + ").*");

    /** Each counts wherever it stands; in this order. */
    private static final Map<Intent, Pattern> WISHES = new LinkedHashMap<>();

    static {
        WISHES.put(
                Intent.HUMAN,
                Pattern.compile("\\b(?:insaan|insan|aadmi|admi|vyakti|manager|adhikari"
                        + "|kisi aur|kisi) se (?:hi )?baat (?:kar|kara)|(?:इंसान|आदमी|व्यक्ति|मैनेजर|अधिकारी"
                        + "|किसी और"
                        + "|किसी) से (?:ही )?बात (?:कर|करा)"));
        WISHES.put(
                Intent.NOT_INTERESTED,
                Pattern.compile("\\b(?:dilchaspi|interest|ruchi) (?:bilkul )?nahi"
                        + "|\\binterested nahi|(?:दिलचस्पी|रुचि|इंटरेस्ट|इंट्रेस्ट) (?:बिल्कुल )?नहीं"
                        + "|इंटरेस्टेड नहीं"));
        WISHES.put(
                Intent.CALLBACK,
                Pattern.compile("\\b(?:baad mein|baad me|thodi der (?:mein|me|baad)|phir kabhi"
                        + "|kal|shaam ko|subah) .{0,20}\\b(?:call|phone|fon|baat)\\b"
                        + "|\\babhi .{0,15}\\b(?:busy|vyast"
                        + "|meeting|drive"
                        + "|gaadi|kaam)\\b|(?:बाद में|थोड़ी देर|फिर कभी|कल|शाम को|सुबह) .{0,20}(?:कॉल|फोन|फ़ोन|बात)"
                        + "|अभी .{0,15}(?:व्यस्त|बिज़ी|बिजी|मीटिंग|गाड़ी|काम)"));
        WISHES.put(
                Intent.REPEAT,
                Pattern.compile("\\b(?:phir se|fir se|dobara|dubara) (?:bol|kah|bata)"
                        + "|\\bkya (?:kaha|bola)\\b|\\b(?:sunai|samajh) nahi|(?:फिर से|फिरसे|दोबारा"
                        + "|दुबारा) (?:बोल|कह|बता)"
                        + "|क्या (?:कहा|बोला)|सुनाई नहीं|समझ नहीं आ|समझ में नहीं"));
        WISHES.put(
                Intent.WHO,
                Pattern.compile("\\bkaun (?:bol|hai|hain|baat)|\\b(?:kis liye|kisliye|kyon|kyun)"
                        + " .{0,10}\\b(?:call|phone)|\\bkahan se (?:bol|call|phone)|कौन (?:बोल|है|हैं|बात)"
                        + "|(?:किस लिए|किसलिए|क्यों) .{0,10}(?:कॉल|फोन|फ़ोन)|कहाँ से (?:बोल|कॉल|फोन)"
                        + "|कहां से (?:बोल|कॉल|फोन)"));
    }

    private HindiIntent() {}

    /** @param words in lower case */
    static Optional<Intent> of(String words) {
        String line = words.strip();
        for (Map.Entry<Intent, Pattern> wish : WISHES.entrySet()) {
            if (wish.getValue().matcher(line).find()) {
                return Optional.of(wish.getKey());
            }
        }
        return Optional.ofNullable(answer(line));
    }

    private static @Nullable Intent answer(String line) {
        if (GREETING.matcher(line).matches()) {
            return Intent.GREETING;
        }
        if (line.endsWith("?")) {
            return null;
        }
        if (GOODBYE.matcher(line).matches()) {
            return Intent.GOODBYE;
        }
        return NO.matcher(line).matches() ? Intent.NO : YES.matcher(line).matches() ? Intent.YES : null;
    }
}
