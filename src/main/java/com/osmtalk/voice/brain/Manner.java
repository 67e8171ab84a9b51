package com.osmtalk.voice.brain;

import java.util.regex.Pattern;

/** How to behave, in the form of something to ask or tell: "tell jokes sparingly", "get creative", "take your time". */
final class Manner {
    private static final String HOW = "(?:calmly|politely|gently|slowly|clearly|firmly|nicely|warmly|kindly|briefly"
            + "|silently|softly|simply|sparingly|patiently|respectfully|professionally|naturally|confidently)";

    private static final Pattern MANNER = Pattern.compile("(?i)(?:\\w+ ){1,3}" + HOW + "(?: (?:and|but) \\w+)?"
            + "|.*\\b(?:yourself|in (?:simple|plain|short|clear) (?:language|terms|words|sentences)|like a human"
            + "|before speaking|while you (?:look|check|search|are)|finish speaking|they hesitate)\\b.*"
            + "|.*\\byour (?:answers?|time|thoughts|tone|reasoning|screen|notes|facts|manager|supervisor"
            + "|colleagues?"
            + "|team|words|voice|responses?|reply|replies|pace)(?: about| of| on| to| before)?\\b.*"
            + "|.* (?:to|with|in|into) the (?:supervisor|manager|team|crm|system|database|sheet|log)\\b.*"
            + "|.*\\bfrom the conversation\\b.*|(?:update|log in) the (?:crm|system|database|sheet)\\b.*"
            + "|(?:ask for|request|get|seek) (?:clarification|patience|guidance|creative|personal|emotional"
            + "|ahead)\\b.*"
            + "|(?:establish|build|gain|earn|create) (?:trust|rapport|confidence|credibility|a (?:connection"
            + "|rapport))\\b.*"
            + "|(?:verify|check|confirm|ensure|make sure)(?: that)? you (?:understood|understand"
            + "|have understood|heard"
            + "|got)\\b.*|(?:explain|tell) (?:things|everything|it)\\b.*");

    private Manner() {}

    /** @param text an instruction, from its verb on */
    static boolean is(String text) {
        return MANNER.matcher(text).matches();
    }
}
