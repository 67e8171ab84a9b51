package com.osmtalk.voice.brain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** "Ask whether they own it, what it costs, and for their name" as three instructions to ask one thing each. */
final class Clauses {
    private static final String ASK = "(?:ask|check|find out|verify|see|determine|establish|learn"
            + "|inquire|enquire|clarify"
            + "|understand|figure out|discover|know|confirm)";
    /** What may stand before the word that asks: "roughly how big", "until when", "on what day". */
    static final String LEAD =
            "(?:(?:(?:roughly|approximately|exactly|precisely|until|till|since|from|by|on|at|in|for|to"
                    + "|with|of) )(?=(?:what|which|when|where|who|whom|how)\\b))";

    private static final String CLAUSE = LEAD + "?(?:whether|if|what|which|when|where|who|whom|how|why|for|about)";
    private static final Pattern HEAD =
            Pattern.compile("(" + ASK + "(?: (?!" + CLAUSE + "\\b)[^,;:?]{1,60}?)?):? (?=" + CLAUSE + "\\b)(.+)");
    private static final Pattern BETWEEN = Pattern.compile("(?:,| and| as well as|, and|, as well as|;|;"
            + " and|, or| or) (?=(?:also )?(?!" + LEAD + "\\w+ \\w+$)" + LEAD + "?(?:whether|if"
            + "|what|which|when|where|who|whom|how|why|for (?:their|his|her|the|a|an)|about)\\b)|, (?:and"
            + " )?(?=(?:their|his|her) )");
    private static final Pattern NOUNS =
            Pattern.compile("((?:ask(?: (?:them|him|her|the \\w+))? (?:for|about)|collect|get|obtain|gather|take(?:"
                    + " down)?|find out|request|write down|confirm|verify)) (.+)");
    private static final Pattern COMMA =
            Pattern.compile(", (?:and |as well as )?|,? as well as | and" + " (?=(?:their|his|her|the) )");
    private static final Pattern OWNER =
            Pattern.compile("(their|his|her|the (?:customer|patient|caller" + "|callee|person|client|lead|user)'s) .*");

    private Clauses() {}

    static List<String> of(String text) {
        Matcher head = HEAD.matcher(text);
        if (head.matches()) {
            List<String> parts = new ArrayList<>();
            String asks = head.group(1);
            for (String part : BETWEEN.split(head.group(2))) {
                String clause = part.strip().replaceFirst("^also ", "");
                boolean noun = clause.matches("(?:their|his|her) .*");
                parts.addAll(
                        noun
                                ? nouns("ask for " + clause)
                                : clause.startsWith("for ") || clause.startsWith("about ")
                                        ? nouns((asks.startsWith("ask") ? "ask" : asks) + " " + clause)
                                        : List.of(asks + " " + clause));
            }
            return parts;
        }
        return nouns(text);
    }

    /** "Their name, email and phone number" are three things; "their name and address" is one question. */
    private static List<String> nouns(String text) {
        Matcher list = NOUNS.matcher(text);
        if (!list.matches() || list.group(2).matches("(?:whether|if|that|what|which|when|where|who|how|why)\\b.*")) {
            return List.of(text);
        }
        List<String> items = new ArrayList<>(List.of(COMMA.split(list.group(2))));
        if (items.size() > 1) {
            String last = items.remove(items.size() - 1);
            items.addAll(List.of(last.split(" and ", 2)));
        }
        boolean areShort = items.stream().allMatch(item -> !item.isBlank() && item.split(" ").length <= 10);
        if (items.size() < 2 || !areShort) {
            return List.of(text);
        }
        Matcher owner = OWNER.matcher(items.get(0));
        String whose = owner.matches() ? owner.group(1) + " " : "";
        List<String> each = new ArrayList<>();
        for (String item : items) {
            boolean determined =
                    item.matches("(?:their|his|her|the|an?|any|some|our|your|this|that|how" + "|what|when|where) .*");
            each.add(list.group(1) + " " + (determined ? "" : whose) + item);
        }
        return each;
    }
}
