package com.osmtalk.voice.brain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what an instruction says about a person into what is said to them: "their home" into "your home", "whether they
 * own it" into "Do you own it?". A question whose words it can't turn around keeps them, behind "May I ask whether".
 */
final class DirectSpeech {
    static final String PERSON = "(?:customer|patient|caller|callee|person|client|lead(?! times?\\b)|user"
            + "|guest|member|tenant"
            + "|candidate|applicant|homeowner|customer's family|other party|contact|prospect|subscriber"
            + "|parent|student|recipient|winner|resident|donor|attendee|passenger|borrower|policyholder|cardholder"
            + "|voter|volunteer|shopper)";
    static final String PEOPLE = "(?:customers|patients|callers|callees|people|clients|leads"
            + "|users|guests|members"
            + "|tenants|residents|voters|volunteers|donors|candidates|applicants|homeowners|contacts"
            + "|prospects|subscribers|parents|students)";
    private static final String MODAL = "(?:are|can|could|will|would|were|did|should|must|may|might|had)";
    private static final String COPULA = "(?:is|are|was|were)";
    private static final String THING_AUXILIARY =
            "(?:is|are|was|were|has|have|can|could|will|would|should" + "|must|may)";
    /** What one person does, after a word that makes it a clause: "whether he rents or owns". */
    private static final Pattern ONE_DOES = Pattern.compile("\\b((?:whether|if|that|what|which|when|where|who"
            + "|how|why)"
            + "(?: [a-z]+){0,2}? (?:(?:the|this) " + PERSON + "|he|she) (?:(?:still|currently|already|also"
            + "|ever|usually"
            + "|often|always) )?)((?!(?:is|was|has|does|always|perhaps|sometimes)\\b)[a-z]+s)"
            + "((?:(?:,| or|, or| and|, and) [a-z]+s)*)(?![\\w'])");

    private static final Pattern WITH_LEAD = Pattern.compile("(" + Clauses.LEAD + ")(.+)");
    private static final Pattern YOU_MODAL = Pattern.compile("you (" + MODAL + ")\\b(.*)");
    private static final Pattern YOU_HAVE = Pattern.compile("you have ((?:(?:ever|already|recently|just|also"
            + "|yet) )*"
            + "(?:\\w+ed|been|had|got|made|done|seen|gone|bought|found|met|read|taken|given|spoken|heard"
            + "|chosen|come"
            + "|paid|sent|left|kept|lost|tried|moved))\\b(.*)");
    private static final Pattern PAST = Pattern.compile("(?:had|got|went|made|took|bought|saw|came|gave|found"
            + "|left|paid"
            + "|felt|told|knew|thought|was|were|slept|ate|drank|ran|sat|stood|taught|caught|brought|chose"
            + "|drove|wrote|rode|wore|broke|began|fell|grew|held|hurt"
            + "|spent|understood|won|sold|spoke|sent|met|lost|kept|heard|not|don't|didn't"
            + "|cannot|can't|(?!need|feed|exceed|proceed)\\w+ed"
            + "|\\w+ly|'.*)");
    private static final Pattern YOU_VERB =
            Pattern.compile("you ((?:still|currently|already|also|usually|often|ever|always) )?([a-z]+)\\b(.*)");
    private static final Pattern THING = Pattern.compile("(?!.* (?:who|which|that) )((?:(?!" + THING_AUXILIARY
            + "\\b)[^ ]+ ){1,8})(" + THING_AUXILIARY + ") (?!not\\b)(.+)");
    /** "The shop has oat milk", but not "the parcel has arrived". */
    private static final Pattern THING_HAS = Pattern.compile("(?!.* (?:who|which|that) )((?:(?!" + THING_AUXILIARY
            + "\\b)[^ ]+ ){1,8})(has|have) ((?:(?:an?|any|the|some|enough|no|your|our|free)\\b"
            + "|(?!(?:not|now|just|also|yet"
            + "|already|ever|recently|to|been|got|had|made|done|seen|gone|come|begun|paid|sent|left|lost|become"
            + "|\\w+ed|\\w+en|\\w+ly)\\b)\\w+).*)");

    private static final Pattern THING_VERB = Pattern.compile("((?:(?! )[^ ]+ ){1,6}?)(works|suits|fits|needs|costs"
            + "|includes|opens|closes|comes|starts|takes|matters|applies|accepts|offers|delivers|covers)\\b(.*)");
    private static final Pattern WH = Pattern.compile("(what|which|when|where|who|whom|how|why)\\b(.*)");
    private static final Pattern WH_ORDERED =
            Pattern.compile("(?:what|which|when|where|who|how|why)(?: (?:much|many|long|old|far|often"
                    + "|soon))? (?:is|are"
                    + "|was|were|do|does|did|can|could|will"
                    + "|would|should|has|have) .+");
    private static final Pattern WH_YOU_MODAL = Pattern.compile("(.*?) ?\\byou (" + MODAL + ")\\b(.*)");
    private static final Pattern WH_YOU_HAVE = Pattern.compile("(.*?) ?\\b(you have .*)");
    private static final Pattern WH_YOU_VERB = Pattern.compile("(.*?) ?\\byou ([a-z]+)\\b(.*)");
    private static final Pattern WH_THING = Pattern.compile("((?: [a-z]+){0,3}?) (it|(?:your|the|this|that"
            + "|these|those"
            + "|our|my|a|an|any)\\b(?: (?!" + COPULA + "\\b)[^ ]+){1,7}) (" + COPULA
            + "|can|will|would|could|should)\\b(.*)");
    private static final Pattern WH_THING_VERB =
            Pattern.compile("((?: [a-z]+){0,3}?) (it|(?:your|the|this|that|our|my)\\b"
                    + "(?: [^ ]+){1,4}) (works|needs|costs|includes|opens|closes|comes|starts|ends|takes"
                    + "|lasts|arrives"
                    + "|begins)"
                    + "\\b(.*)");

    private DirectSpeech() {}

    /** Turns what is said about the person into what is said to them. */
    static String toYou(String text) {
        return agreeing(text)
                .replaceAll("\\b(they|he|she|it|there)’(re|ve|d|ll|s)\\b", "$1'$2")
                .replaceAll("\\b(they|he|she)'re\\b", "$1 are")
                .replaceAll("\\b(they|he|she)'ve\\b", "$1 have")
                .replaceAll(
                        "\\b(they|he|she|it)'d(?= (?:been|had|better|gone|done|got|made|seen"
                                + "|(?!need|feed)\\w+ed)\\b)",
                        "$1 had")
                .replaceAll("\\b(they|he|she|it)'d\\b", "$1 would")
                .replaceAll("\\b(they|he|she|it|there)'ll\\b", "$1 will")
                .replaceAll("\\b(he|she|there|it)'s\\b", "$1 is")
                .replaceAll("\\bthe (\\w+(?: \\w+)?) of (?:the|this) " + PERSON + "\\b", "your $1")
                .replaceAll(
                        "\\b(remind|tell|inform|ask|invite|notify|help|offer|thank|call|let|warn|advise|urge"
                                + "|encourage"
                                + "|update|congratulate|with"
                                + "|from|for) (?:the |our |your |all )?"
                                + PEOPLE + "\\b(?!')",
                        "$1 you")
                .replaceAll(
                        "\\bher\\b(?= (?:of|about|to|that|if|whether|for|on|in|at|and|by|when|what|with)\\b"
                                + "|[.,;?!]|$)",
                        "you")
                .replaceAll("\\b(?:the|this) " + PERSON + "(?:'s)\\b|\\b(?:their|his|her)\\b", "your")
                .replaceAll(
                        "\\b((?:they|he|she|(?:the|this) " + PERSON + ") (?:(?:will|can|would|could|should"
                                + "|did|do|have|already|still|plan"
                                + " to|want to|like to"
                                + "|need to) )*\\w+) them\\b",
                        "$1 \u0001")
                .replaceAll("\\b(?:theirs|hers)\\b", "yours")
                .replaceAll("\\b(?:themselves|himself|herself)\\b", "yourself")
                .replaceAll("\\b(?:(?:the|this) " + PERSON + "|they|them|he|she|him)\\b(?!'s|-)", "you")
                .replaceAll("\\byou is\\b", "you are")
                .replaceAll("\\byou was\\b", "you were")
                .replaceAll("\\byou has\\b", "you have")
                .replaceAll("\\byou does\\b", "you do")
                .replaceAll("\\byou ((?:still|currently|already|also|ever) )?([a-z]{2,})ies\\b", "you $1$2y")
                .replaceAll(
                        "\\byou ((?:still|currently|already|also|ever) )?"
                                + "(want|need|like|prefer|know|remember|plan|agree|wish|own|live|use|rent|work"
                                + "|pay|have|feel|think|accept|offer"
                                + "|take|open|serve|speak|get|go|see|make)e?s\\b",
                        "you $1$2")
                .replace("you null", "you ")
                .replace("\u0001", "them");
    }

    /** With the verbs as "you" has them: "whether he rents or owns" becomes "whether he rent or own". */
    private static String agreeing(String text) {
        return ONE_DOES.matcher(text)
                .replaceAll(does -> Matcher.quoteReplacement(does.group(1)
                        + Pattern.compile("[a-z]+s\\b")
                                .matcher(does.group(2) + does.group(3))
                                .replaceAll(verb -> base(verb.group()))));
    }

    /** Whether it still speaks of people in general, who are not whom the agent speaks to. */
    static boolean namesPeople(String text) {
        return text.matches(".*\\b" + PEOPLE + "\\b.*") && !text.matches(".*\\bpeople\\b.*");
    }

    /** A question that the prompt has written out, though perhaps about the person: "Do they like it?". */
    static String asked(String question) {
        return capitalised(question.replaceAll(
                        "(?i)\\b(do|did|would|will|can|could|are|have|should|were) (?:they|(?:the|this) " + PERSON
                                + ")\\b",
                        "$1 you")
                .replaceAll("(?i)\\bdoes (?:(?:the|this) " + PERSON + "|he|she)\\b", "do you")
                .replaceAll("(?i)\\bis (?:(?:the|this) " + PERSON + ")\\b", "are you"));
    }

    /** A question for what follows "whether" or "if". */
    static String whether(String clause) {
        String said = toYou("whether " + clause).substring("whether ".length()).strip();
        return direct(said)
                .map(question -> capitalised(question.strip()) + "?")
                .orElseGet(() -> "May I ask whether " + said + "?");
    }

    private static Optional<String> direct(String said) {
        Matcher modal = YOU_MODAL.matcher(said);
        if (modal.matches()) {
            return Optional.of(modal.group(1) + " you" + modal.group(2));
        }
        Matcher have = YOU_HAVE.matcher(said);
        if (have.matches()) {
            return Optional.of("have you " + have.group(1) + have.group(2));
        }
        Matcher verb = YOU_VERB.matcher(said);
        if (verb.matches()) {
            String adverb = verb.group(1) == null ? "" : verb.group(1);
            return PAST.matcher(verb.group(2)).matches()
                    ? Optional.empty()
                    : Optional.of("do you " + adverb + verb.group(2) + verb.group(3));
        }
        if (said.matches("(there|it) (is|are|was|were|will be|would be) .*")) {
            return Optional.of(said.replaceFirst("(there|it) (is|are|was|were|will|would)", "$2 $1"));
        }
        Matcher has = THING_HAS.matcher(said);
        if (has.matches()) {
            return Optional.of(
                    (has.group(2).equals("has") ? "does " : "do ") + has.group(1) + "have" + " " + has.group(3));
        }
        Matcher thing = THING.matcher(said);
        if (thing.matches()) {
            return Optional.of(thing.group(2) + " " + thing.group(1) + thing.group(3));
        }
        Matcher does = THING_VERB.matcher(said);
        return does.matches()
                ? Optional.of("does " + does.group(1) + base(does.group(2)) + does.group(3))
                : Optional.empty();
    }

    /** A question for a clause that begins with "what", "how many" and the like. */
    static String what(String clause) {
        String said = toYou(clause).strip();
        Matcher led = WITH_LEAD.matcher(said);
        String lead = led.matches() ? led.group(1) : "";
        return directWhat(said.substring(lead.length()))
                .map(question -> lead + question)
                .map(question -> capitalised(question.replaceAll(" {2,}", " ").strip()) + "?")
                .orElseGet(() -> "Could you tell me " + said + "?");
    }

    private static Optional<String> directWhat(String said) {
        Matcher wh = WH.matcher(said);
        if (!wh.matches()) {
            return Optional.empty();
        }
        String word = wh.group(1);
        String rest = wh.group(2);
        if (WH_ORDERED.matcher(said).matches()) {
            return Optional.of(said);
        }
        Matcher modal = WH_YOU_MODAL.matcher(rest);
        if (modal.matches()) {
            return Optional.of(word + modal.group(1) + " " + modal.group(2) + " you" + modal.group(3));
        }
        Matcher have = WH_YOU_HAVE.matcher(rest);
        if (have.matches() && YOU_HAVE.matcher(have.group(2)).matches()) {
            return direct(have.group(2)).map(question -> word + have.group(1) + " " + question);
        }
        Matcher thing = WH_THING.matcher(rest);
        if (thing.matches()) {
            return Optional.of(
                    word + thing.group(1) + " " + thing.group(3) + "" + " " + thing.group(2) + thing.group(4));
        }
        Matcher does = WH_THING_VERB.matcher(rest);
        if (does.matches()) {
            String verb = base(does.group(3)) + does.group(4);
            return Optional.of(word + does.group(1) + " does " + does.group(2) + " " + verb);
        }
        Matcher verb = WH_YOU_VERB.matcher(rest);
        boolean plain = verb.matches()
                && !verb.group(1).matches(".*\\b(suits?|works?|fits?|for|with|to|best)\\b.*")
                && !PAST.matcher(verb.group(2)).matches()
                && !verb.group(2).matches("to|and|or|for|in|at|on|best");
        return plain
                ? Optional.of(word + verb.group(1) + " do you " + verb.group(2) + verb.group(3))
                : Optional.empty();
    }

    private static String base(String verb) {
        if (verb.matches(".*(?:ss|us)")) {
            return verb;
        }
        return verb.matches(".{2,}ies")
                ? verb.substring(0, verb.length() - 3) + "y"
                : verb.substring(0, verb.length() - (verb.matches(".*(?:ch|sh|ss|x|zz|go|do)es") ? 2 : 1));
    }

    static String capitalised(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Unless the first word is an acronym or a name, as far as can be seen. */
    static String uncapitalised(String text) {
        boolean acronym = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        boolean i = text.matches("I\\b.*");
        return text.isEmpty() || acronym || i ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
