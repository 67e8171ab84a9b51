package com.osmtalk.voice.brain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an instruction to ask, check or confirm one thing becomes when the agent asks it. */
final class Questions {
    private static final String WHOM = "(?: (?!for\\b|about\\b|to\\b|" + Clauses.LEAD + "?(?:what|which|when|where"
            + "|who|whom|how|why|that)\\b)[^,;:?]{1,60}?)?";
    /** The verbs that tell to ask. */
    static final String ASKS = "(?:ask|check|find out|verify|see|determine|establish|learn"
            + "|inquire|enquire|clarify"
            + "|understand|figure out|discover|know|confirm)";

    private static final Pattern ASK_WHETHER =
            Pattern.compile(ASKS + WHOM + ",?:? (?:about )?(?:if" + "|whether(?: or not)?) (.+)");
    private static final Pattern ASK_WHAT = Pattern.compile(
            ASKS + WHOM + ":? (?:about )?(" + Clauses.LEAD + "?(?:what|which|when|where|who|whom|how|why)\\b.+)");
    private static final Pattern ASK_TO =
            Pattern.compile("(?:ask|request|tell|get)(?: (?:them|him|her|the" + " \\w+|you)) to (.+)");
    private static final Pattern ASK_THAT =
            Pattern.compile("(?:ask|request|demand)(?: (?:them|him|her|the \\w+))?(?: to confirm)? (that .+)");
    private static final Pattern ASK_FOR = Pattern.compile("(?:ask" + WHOM
            + " for|collect|get|obtain|take(?: down)?|gather|request|find out|learn|write down|jot down"
            + "|(?:note(?: down)?|record)(?! (?:that|whether|if|what|which|when|where|who|how|why)\\b"
            + "|.*\\b(?:answers?|repl(?:y|ies)|responses?|outcomes?|results?|reactions?"
            + "|moods?|tone|everything|anything|whatever|conversation|calls?|notes)\\b)) (.+)");
    private static final Pattern ASK_ABOUT =
            Pattern.compile("(?:ask|talk|speak|inquire|enquire|question|learn|find out)" + WHOM + " about (.+)");
    private static final Pattern CONFIRM =
            Pattern.compile("(?:confirm|verify|check)(?: with (?:them|the" + " \\w+))? (that )?(.+)");
    /** With whom something is confirmed, which is who is spoken to. */
    private static final Pattern WITH_PERSON =
            Pattern.compile(" (?:with|back to) (?:them|him|her|(?:the|this) " + DirectSpeech.PERSON + ")\\b(?!')");

    /** To confirm that one has understood, which is said when there is something to confirm. */
    private static final Pattern UNDERSTOOD = Pattern.compile("(?:(?:their |your |mutual )?(?:understanding"
            + "|comprehension)"
            + "|in|back|with|(?:all|each|every)(?: the)? (?:details|information|answers?)"
            + "|(?:everything|what (?:they|was)|the (?:details|information|next steps?)(?: back)?)\\b).*"
            + "|.* before .*ing\\b.*");

    private static final Pattern MAKE_SURE =
            Pattern.compile("(?:make sure|ensure)(?: that)? ((?:they|their|the (?:customer|patient|caller"
                    + "|callee|person"
                    + "|client|lead|user|appointment|order|booking))\\b.+)");

    /** What everybody has one of: "collect preferred time". */
    private static final Pattern UNOWNED = Pattern.compile("(?:preferred|full|first|last|email|phone|mobile|contact"
            + "|home|postal|mailing|date of birth|zip|name|address)\\b.*");

    private Questions() {}

    /**
     * The question for an instruction like "ask for their name"; an empty one for an instruction that asks for nothing
     * by itself, like "ask if necessary".
     */
    static Optional<String> of(String text) {
        Matcher m = ASK_WHETHER.matcher(text);
        if (m.matches() && m.group(1).matches("(?:not|so|yes|no|needed|necessary|possible|applicable)\\b.{0,20}")) {
            return Optional.of("");
        }
        if (m.matches()) {
            return Optional.of(DirectSpeech.whether(m.group(1)));
        }
        m = ASK_WHAT.matcher(text);
        if (m.matches()) {
            return Optional.of(DirectSpeech.what(m.group(1)));
        }
        m = ASK_TO.matcher(text);
        if (m.matches()) {
            return Optional.of("Could you " + DirectSpeech.toYou(m.group(1)).replace(" and to ", " and ") + "?");
        }
        m = ASK_THAT.matcher(text);
        if (m.matches()) {
            String said = DirectSpeech.toYou(m.group(1));
            return Optional.of(
                    said.startsWith("that you ")
                            ? "Could you " + said.substring("that you ".length()) + "?"
                            : "May I ask " + said + "?");
        }
        m = ASK_ABOUT.matcher(text);
        if (m.matches()) {
            return Optional.of("May I ask about " + DirectSpeech.toYou(m.group(1)) + "?");
        }
        m = ASK_FOR.matcher(text);
        if (m.matches()
                && !OwnWords.hasNoObject(text)
                && !m.group(1)
                        .matches(".*\\b(?:feedback|opinions?)\\b.* from .*|.* from"
                                + " (?:customers|people|callers|clients)\\b.*")) {
            return Optional.of(wish(m.group(1)));
        }
        m = MAKE_SURE.matcher(text);
        if (m.matches()) {
            return Optional.of("Can you confirm that " + DirectSpeech.toYou(m.group(1)) + "?");
        }
        m = CONFIRM.matcher(text);
        if (m.matches() && !UNDERSTOOD.matcher(m.group(2)).matches()) {
            return Optional.of("Can you confirm " + (m.group(1) == null ? "" : "that ")
                    + DirectSpeech.toYou(WITH_PERSON.matcher(m.group(2)).replaceFirst("")) + "?");
        }
        return Optional.empty();
    }

    /** "Ask for the manager", "for a discount", "for their name". */
    static String wish(String thing) {
        String said = (UNOWNED.matcher(thing).matches() ? "your " : "") + DirectSpeech.toYou(thing);
        if (said.matches("(?:when|where|why|how|who|which|what)")) {
            return DirectSpeech.capitalised(said) + "?";
        }
        if (said.matches("(?:the |a )?(?:manager|owner|supervisor|doctor|person|receptionist|decision"
                + " maker|someone)\\b(?!'s).*|(?:[MD]r|Mrs|Ms)\\.? .*")) {
            return "May I speak to " + said + "?";
        }
        return said.matches("(?:your|the|my|our|this|that|these|those|how|what|when|where|which|\\{\\{).*")
                ? "Could you tell me " + said + ", please?"
                : "Could I have " + said + ", please?";
    }
}
