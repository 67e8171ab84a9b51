package com.osmtalk.voice.brain;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An instruction to ask or tell something that has no form of its own here: it is said in the prompt's words, as what
 * the agent was asked to do, so that nothing is left out. Only verbs that mean the person who is called are taken, and
 * nothing that may be about how to behave: that would be read aloud.
 */
final class OwnWords {
    private static final String PERSON =
            "(?:them|him|her|you|people|the \\w+|" + DirectSpeech.PEOPLE + "|[\\p{Lu}{][^ ]*)";

    private static final Pattern ASKS = Pattern.compile("(?:ask(?= \\S+ \\S+ \\S)|insist on|find out|check"
            + "|confirm|verify|determine|establish|learn"
            + "|inquire|enquire|clarify|discover|discuss|explore|go over|go through|talk about|talk with " + PERSON
            + " about|identify|get|obtain|collect|gather|request|demand|review|negotiate|dispute|complain|interview"
            + "|survey|agree on|settle|arrange|report) .+");

    private static final Pattern TELLS = Pattern.compile("(?:(?:inform|notify|advise|encourage|warn"
            + "|congratulate|wish"
            + "|urge|invite|remind|update|reassure) " + PERSON
            + " .+|congratulate .+|apologi[sz]e (?:for|to) .+|tell " + PERSON + " (?:about|a|an|the|our|their) .+"
            + "|(?:walk|talk|take|guide) " + PERSON + " through .+|give " + PERSON + " (?:an?|the|our|their) .+"
            + "|(?:explain|mention|state|describe|present|propose|suggest|recommend|announce|share|pitch"
            + "|promote|introduce"
            + "|outline) (?:an?|the|this|these|our|my|their|his|her|that|why|how)\\b.+)");

    /** How to speak, what to keep to oneself, and what depends on something: none of it is for the person. */
    private static final Pattern MANNER = Pattern.compile(".*\\b(?:only|always|never|often|slowly|clearly|politely"
            + "|simply|briefly|quickly|gently|nicely|calmly|warmly|concisely|naturally|carefully|silently|privately"
            + "|internally|respectfully|professionally|honestly|directly|yourself|your|rapport|empathy|sympathy"
            + "|understanding|tone|style|mood|sentiment|reaction|communication|script|prompt|instructions?"
            + "|conversation"
            + "|dialogue|calls?|responses?|answers?|sentences?|words?|one at a time|one by one|as needed|if|unless"
            + "|when|whenever|until|while|where (?:appropriate|possible|needed)|before|(?:the|all|each|key"
            + "|talking|bullet)"
            + " points?|turns?"
            + "|patience|everything|anything|things|something|nothing|truth|jokes?|small talk"
            + "|questions?|conclusions?|details? about you|too|more than|less than|at most|at least|supervisor"
            + "|(?<!, )not|without|no|(?:good|nice|great|lovely|pleasant|wonderful) (?:day|evening|afternoon"
            + "|weekend"
            + "|one)|well|luck)\\b.*");

    private static final Pattern NO_OBJECT = Pattern.compile("(?:get|check|talk|take) (?:to|back|off|on"
            + "|straight|out|into|through|in|it|this|that|up|ready|started|used|again|around)\\b.*");

    /** That somebody does or is something. */
    private static final Pattern VERB = Pattern.compile("\\b(?:is|are|was|were|will|can|could|has|have|had"
            + "|must|needs?"
            + "|would|should|do|does|did|may|might|we|you|they|he|she|i|it|i'll|we'll|you'll|they'll|\\w+'s|\\w+s"
            + " (?:on|in|at|within|to|from|by|out|for|up)|\\w+ed)\\b");

    private OwnWords() {}

    /** @param text an instruction, from its verb on */
    static Optional<String> of(String text) {
        boolean asks = ASKS.matcher(text).matches();
        if (!asks && !TELLS.matcher(text).matches() || MANNER.matcher(text).matches() || hasNoObject(text)) {
            return Optional.empty();
        }
        String said = DirectSpeech.toYou(text);
        return DirectSpeech.namesPeople(said)
                ? Optional.empty()
                : Optional.of("I was asked to " + said
                        + (asks ? ". What can you tell me about that?" : ". Is that all right?"));
    }

    /** "Get to the point", "check in": a verb and a particle, which are one word for something else. */
    static boolean hasNoObject(String text) {
        return NO_OBJECT.matcher(text).matches();
    }

    /** Whether words tell of nothing but a thing: "the late fee policy", "of the new opening hours". */
    static boolean isThing(String words) {
        return words.matches("(?:of|about) .*") || !VERB.matcher(words).find();
    }
}
