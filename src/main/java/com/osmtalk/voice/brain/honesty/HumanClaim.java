package com.osmtalk.voice.brain.honesty;

import java.util.regex.Pattern;

/** Whether a sentence of an agent claims that a person speaks, or denies that a machine does. */
public final class HumanClaim {
    private static final String SURE = "(?:really |actually |definitely |certainly |of course "
            + "|absolutely |just |indeed"
            + " |very much |100 percent |totally |only |simply |also )*";
    private static final String MACHINE = "(?:robot|bot|chatbot|chat bot|machine|ai|artificial|computer"
            + "|recording"
            + "|automated|program|virtual assistant|language model)";
    private static final String NO_BREAK = "(?:(?!,)\\S+ )";

    private static final Pattern CLAIM = Pattern.compile(
            // English
            "\\bi am " + SURE + "(?:an? )?(?:real |actual |live |living |genuine |normal |regular )*"
                    + "(?:human\\b(?! resources)|(?:person|man|woman|guy|lady|girl|human being)\\b(?!"
                    + " of\\b)|real(?= *$| ,))"
                    + "|\\bi am " + SURE + "(?:not|no) " + SURE + "(?:an? |some |any |just |your"
                    + " )*(?:\\w+ )?" + MACHINE + "\\b"
                    + "|\\b(?:i am|my name is|this is) (?:\\S+ ){1,3}, (?:an? )?(?:real |actual |live )*"
                    + "(?:human(?: being)?\\b(?! resources)|(?:real|actual|live) person\\b)"
                    + "|\\b(?:here|speaking|calling) , (?:an? )?(?:(?:real|actual|live|genuine) )*"
                    + "(?:human(?: being)?|person)(?= *$| ,)"
                    + "|^(?:(?!to\\b|with\\b|for\\b|not\\b)[^ ,]+ ){1,5}, (?:an? )?(?:(?:real|actual|live|genuine) )+"
                    + "(?:human(?: being)?|person)(?= *$| ,)"
                    + "|\\bi am neither (?:an? )?" + MACHINE + "\\b"
                    + "|\\bas human as\\b|\\bflesh and blood\\b"
                    + "|\\byou are (?:talking|speaking|chatting) (?:to|with) (?:an? |the )?(?:real |live"
                    + " |actual )?"
                    + "(?:human|person)\\b"
                    + "|\\b(?:real|live|actual) (?:person|human) (?:\\S+ )?(?:here|speaking|calling)\\b"
                    + "|^(?:[^ ,]+ ){1,5}, (?:not|no) (?:an? )?" + MACHINE + "\\b"
                    + "|\\bno (?:robots?|bots?|machines?|ai) (?:here|speaking|calling)\\b"
                    + "|\\b(?:this|that) is (?:not|no) (?:an? )?(?:robot|bot|machine|recording|ai)\\b"
                    + "|\\bthere is no (?:robot|bot|machine|ai)\\b"
                    + "|^(?:no|yes|yeah|nope|oh|ha|haha|sure)?(?: ,)* ?(?:i am )?(?:an? )?(?:100 percent"
                    + " |very |completely )?"
                    + "(?:real |actual )?human(?: being)?(?= *$| ,)"
                    // Hindi
                    + "|\\b(?:main|mai|mein|hum) " + NO_BREAK + "{0,3}?(?:ins[a]{1,2}n|manushya|aadmi"
                    + "|aurat|human)"
                    + "(?! ?(?:nahi|nahin|nahii)\\b)(?: (?:hi|to|bhi))? (?:hoon|hun|hu|hoo|hain)\\b"
                    + "|\\b(?:main|mai|mein|hum) " + NO_BREAK + "{0,3}?(?:robot|machine|bot|ai"
                    + "|computer)(?: assistant)?"
                    + "(?: bilkul| bhi)? (?:nahi|nahin|nahii)\\b"
                    + "|(?<![\\p{L}\\p{M}])(?:मैं|हम) " + NO_BREAK + "{0,3}?(?:इंसान|इन्सान|मनुष्य)(?:"
                    + " ही| तो| भी)? (?:हूं|हैं)"
                    + "|(?<![\\p{L}\\p{M}])(?:मैं|हम) " + NO_BREAK
                    + "{0,3}?(?:रोबोट|मशीन|बॉट|एआई|ए आई|ai|कंप्यूटर)(?: सहायक)?(?: बिल्कुल| भी)? (?:नहीं|नही)"
                    // Spanish
                    + "|(?<!\\bno )\\bsoy (?:un |una |totalmente |realmente |de verdad )*(?:persona"
                    + "|human[oa]|ser humano|hombre"
                    + "|mujer)\\b"
                    + "|\\bno soy (?:un |una |ningun |ninguna )?(?:robot|maquina|bot|ia|inteligencia"
                    + "|computadora|ordenador"
                    + "|grabacion)\\b"
                    // French
                    + "|\\bje suis (?:un |une |bien |vraiment |tout a fait )*(?:humaine?|etre humain"
                    + "|vraie personne|personne"
                    + " reelle|personne)\\b"
                    + "|\\bje (?:ne )?suis pas (?:un |une |d')?(?:robot|machine|bot|ia|intelligence"
                    + "|ordinateur)\\b"
                    // German
                    + "|\\bich bin (?:ein |eine |wirklich |naturlich |selbstverstandlich |echter |echte "
                    + "|richtiger )*"
                    + "(?:mensch|person|menschlich|echt)\\b"
                    + "|\\bich bin (?:kein|keine|nicht|doch kein) (?:\\w+ )?(?:roboter|bot|maschine|ki"
                    + "|computer|automat)\\b"
                    // Portuguese, Italian, Dutch
                    + "|(?<!\\bnao )\\bsou (?:um |uma |mesmo )*(?:pessoa|human[oa]|ser humano)\\b"
                    + "|\\bnao sou (?:um |uma )?(?:robo|robot|maquina|bot|ia)\\b"
                    + "|(?<!\\bnon )\\bsono (?:un |una |davvero )*(?:persona|uman[oa]|essere umano)\\b"
                    + "|\\bnon sono (?:un |una )?(?:robot|macchina|bot|ia|ai)\\b"
                    + "|\\bik ben (?:een |echt |gewoon |echte )*(?:mens|persoon)\\b|\\bik ben geen"
                    + " (?:robot|machine|bot|ai)\\b");

    private HumanClaim() {}

    public static boolean isIn(String sentence) {
        return SpokenWords.mayBeAboutIt(sentence)
                && SpokenWords.sentences(sentence).stream()
                        .anyMatch(part -> CLAIM.matcher(part).find());
    }
}
