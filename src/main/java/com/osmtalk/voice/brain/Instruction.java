package com.osmtalk.voice.brain;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One sentence of a prompt, read as what the agent is to say because of it: why it calls, what it asks, what it tells.
 * Most sentences are nothing to say: who the agent is, how to behave, what to do if. In doubt nothing is said, so that
 * no instruction is read aloud.
 */
final class Instruction {
    private static final Pattern OPENER = Pattern.compile("^(?:(?:first|firstly|second|secondly|third|next"
            + "|then|finally"
            + "|lastly|also|afterwards|after that|please|kindly|politely|gently|briefly|step \\d+|once"
            + " connected|if possible"
            + "|at the end|in the end|to begin|to start|before (?:ending|closing|hanging up|you hang up)[^,]*"
            + "|(?:when|once|after|as soon as) (?:they|the \\w+|someone|somebody|the call)(?: has| have| is| are)?"
            + " (?:answers?|answered|picks? up|connected|connects|greeted|greets?)[^,]*|after"
            + " (?:greeting|introducing)[^,]*)\\b,?:? *|and )+");
    /** "Verify their postcode, too": nothing to verify besides. */
    private static final Pattern ASIDE = Pattern.compile(
            "(?i),? (?:too|as well|of course|if you please)(?=,|$)|, (?:also|please|again" + "|likewise)(?=,|$)");

    private static final Pattern TASK = Pattern.compile(
            "^(?:you (?:should|must|need to|have to|will|can|are to|shall"
                    + "|want to|are going to)|(?:i|we) (?:want|need|would like) you to|(?:i'd|we'd) like you to"
                    + "|the (?:agent|assistant) (?:should|must|will|needs to)|(?:be sure|make sure|remember"
                    + "|don't forget"
                    + "|do not forget|ensure) to|(?:start|begin|finish|end|open|close) (?:the call |the"
                    + " conversation )?by|try to) +",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GOAL = Pattern.compile(
            "^(?:your|the|this) (?:\\w+ )?(?:job|task|goal|role|objective"
                    + "|purpose|aim|mission|duty)(?: (?:of|on|for|in) (?:this|the|your|each) (?:call"
                    + "|conversation)| here| today)?"
                    + "(?: is|:)(?: to| for you to)? +(.+)|(?:goal|task|objective|purpose|aim|mission)(?: of"
                    + " (?:the|this) call)?:"
                    + " *(?:to )?(.+)",
            Pattern.CASE_INSENSITIVE);
    /** What an agent is for, which is nothing to tell a person. */
    private static final Pattern NO_REASON = Pattern.compile("(?:be|help|assist|support|answer|handle|provide|sound"
            + "|represent|act|guide|serve|make|keep|qualify|screen|upsell|convert|persuade|convince|generate"
            + "|close|get"
            + "|engage|build|ensure|gather|find (?!an? (?!leads?|customer|client|prospect|buyer|way))"
            + "|identify|speak|talk|have|understand|determine)\\b.*");

    private static final Pattern RULE =
            Pattern.compile("(?:be|never|always|do not|don't|if|when|whenever|unless|until|while|keep|speak"
                    + "|you|your"
                    + "|avoid|use|only|stay|greet"
                    + "|introduce|thank|say (?:good)?bye|end|close|respond|answer|listen|wait|stop|hang"
                    + "|transfer|let them (?!know)"
                    + "|note|record|act|sound|maintain|pause|repeat|spell|limit|respect|begin|start|try"
                    + "|handle|refer|treat"
                    + "|follow (?!up)|pretend|assume|remain|address|pronounce|remember|without|under no|no"
                    + " matter|should|must not|for example|e\\.g|example"
                    + "|in case|otherwise|once|after|before|this is|it is|they|the|a|an|we|our|i|there"
                    + "|these|those|in|on|at"
                    + "|make it|make the|give them time|leave|continue|proceed|move on|adapt|match"
                    + "|mirror|focus|ignore|escalate"
                    + "|switch|talk|never|not|both|any|all|hi|hello|however|but|or|so|because|tone|style"
                    + "|language|context|background|note that)\\b.*");
    private static final Pattern ASK_HOW = Pattern.compile("ask (?:only |just )?(?:one|a single"
            + "|questions?|each|all|every|open|clarifying"
            + "|follow-?up|again|politely|clearly|slowly|permission|the following|these|them one|the"
            + " questions?|nothing|no more|first|before|any|more|short|simple)\\b.*");
    private static final Pattern OFFER =
            Pattern.compile("(?:offer|propose|suggest)(?: (?:them" + "|the \\w+))? (to )?(.+)");
    private static final Pattern REMIND = Pattern.compile(
            "remind (?:them|the \\w+|you|him|her" + "|[\\p{Lu}{][^ ]*) (to|that" + "|of" + "|about) (.+)");
    private static final Pattern TELL =
            Pattern.compile("(?:tell|inform|explain to|let)(?: (?:them|the \\w+|him|her))?(?: know)? (?:that )?(.+)"
                    + "|(?:explain|mention|say"
                    + "|state)(?: that)? (.+)");
    private static final Pattern INVITE =
            Pattern.compile("invite (?:them|the \\w+|you|him|her" + "|[\\p{Lu}{][^ ]*) to (.+)");
    private static final String CALLS = "(?:(?:(?:you are|you're|your name is|act as) [^.;]{1,80}?,? )?(?:calling"
            + "|phoning|ringing)|you(?: will| are going to| have to| need to)? (?:call|phone|ring|contact"
            + "|are (?:calling|phoning|ringing|contacting))"
            + "|you're (?:calling|phoning|ringing|contacting)"
            + "|you (?:are|'re) (?:an? |the )?[^.]{0,80}? (?:who|that|and) (?:calls?|phones?|rings?|is"
            + " calling|are calling)"
            + "|(?:call|phone|ring|dial)(?= (?:the|our|my|all|every|each|this|these|a|an|them|him|her"
            + "|customers|patients"
            + "|clients|leads|people|" + DirectSpeech.PEOPLE + "|suppliers|vendors|shops|stores|hotels|restaurants"
            + "|businesses|companies|households|families|owners|employees|dealers)\\b| [\\p{Lu}+{0-9])"
            + "|(?:call|phone|ring)(?= (?:to|about|regarding|because)\\b(?! action))"
            + "|(?:this|the) (?:is an? )?(?:outbound )?call(?: is)?)(?: [^;]{1,120}?)?,? ";
    private static final List<Pattern> REASONS = List.of(
            Pattern.compile(CALLS + "(?:in order )?(to|and) (?!(?:the|an?|my|our|your|their|his|her|work"
                    + "|home)\\b)([a-z].+)"),
            Pattern.compile(CALLS + "(about|because|regarding|on behalf of) (.+)"),
            Pattern.compile(CALLS + "(for) (.+)"));
    private static final Pattern EXPLAINS = Pattern.compile("(?:explain|say|mention|state|tell|inform"
            + "|let)(?: (?:them"
            + "|the \\w+|him|her))?(?: know)? (?:that )?(?:you're|you are|you) call(?:ing)?"
            + " (about|to|because|regarding|on behalf of) (.+)"
            + "|(?:state|explain|give|tell)(?: (?:them|the \\w+))? (?:the|your) (?:reason|purpose)"
            + " (?:for|of) (?:the|this"
            + "|your) call: (.+)");
    private static final Pattern ERRAND = Pattern.compile("(?:book|reserve|order|cancel|move|reschedule"
            + "|schedule|postpone|change"
            + "|arrange|renew|negotiate|report|return|follow up|request|set up|make an? (?:appointment"
            + "|reservation|booking|complaint)"
            + "|place an order|conduct|do a|run a|survey|promote|sell|pitch|collect payment|(?:collect"
            + "|gather|get) (?:\\w+ )?feedback"
            + "|recover|bring forward|extend|update|register|enrol|enroll|buy|pay) .+");
    private static final Pattern SPLIT_BEFORE_VERB = Pattern.compile("(?:,(?: and| then)? (?=(?:identify"
            + "|recommend|discuss|explore|propose|negotiate|schedule|arrange|outline) )"
            + "|(?:,| and|, and|,? then|, and then"
            + "|;) (?=(?:please"
            + " |also |then )*(?:(?:discuss|explore|propose|suggest|recommend|demand|describe|review|record"
            + "|wish|warn"
            + "|state|note|negotiate|share|announce|request) (?:an?|the|their|his|her|any|that|which|what"
            + "|whether|how"
            + "|our|my|them|him|you)|encourage (?:them|him|her|the)|advise (?:them|him|her|the)"
            + "|notify (?:them|him|her|the)|apologi[sz]e|congratulate|complain|go over|ask|asking"
            + "|request (?=that|them|him|her|the)"
            + "|find out|check|confirm|verify|collect|get (?:their|the|him"
            + " to|her to|them to)"
            + "|offer|remind|inform|tell|explain|say that|state|see if|see whether|inquire|enquire|make sure|invite"
            + "|determine|take their|note their|let them know|mention)\\b))");
    /** What is noted of a person has to be asked: "record which option they choose". */
    private static final Pattern NOTED = Pattern.compile("(?:note|record|capture|write down|jot down|log"
            + "|state(?= \\w+ (?:they|he|she))) (?:down )?"
            + "((?:whether|if|which|what|when|where|who|how (?:many|much|long|often|old|far)|their (?:name"
            + "|email|phone"
            + "|address|date|number|order|account|preferred|preference)) ?.*)");

    private static final Pattern BY_ASKING = Pattern.compile(
            "[^,:;]{3,60}? by (asking|finding out|checking|confirming|collecting|getting|verifying) (.+)");

    private static final Pattern WHY_CALLING = Pattern.compile("(?:tell|explain to|let)(?: (?:them|the \\w+"
            + "|him|her))?"
            + "(?: know)? why (?:you are|you're) calling: (.+)");

    private static final Pattern QUOTED = Pattern.compile("[\"“]([^\"”]{2,300})[\"”]");

    /** "Needs: Ask what they are looking for", "Qualify the lead: ask if". */
    private static final String LABEL = "(?i)^(?!(?:ask|say|tell|goal|task|objective|purpose|aim|mission"
            + "|find|collect|get"
            + "|state|explain|your|the|this)\\b)[^:.?!\"]{2,60}: +(?=(?:ask|check|find out|confirm"
            + "|verify|collect|get|tell"
            + "|say|remind|offer|inquire|thank|call|book|have (?:them|him|her))\\b)";

    private final List<String> points;
    private Optional<String> purpose = Optional.empty();
    private static final String AND_NOTES_IT =
            ",?(?: and)?(?: then)? (?:note|record|write|jot|log) (?:it|that|this|them|these|down)(?: down)?$";

    private String closing = "";
    /** Whether something was asked already: then an errand is another thing to ask, and no reason to call. */
    private boolean asked;

    /** @param points are added to, in order */
    Instruction(List<String> points) {
        this.points = points;
    }

    /** Why the agent calls, as it says it; the first of the sentences that tells. */
    Optional<String> purpose() {
        return purpose;
    }

    /** Reads one sentence; says whether there was something to say in it. */
    boolean read(String sentence) {
        int before = points.size();
        boolean hadPurpose = purpose.isPresent();
        String plain = ASIDE.matcher(sentence.strip().replaceFirst("[.;,!]+$", ""))
                .replaceAll("")
                .replaceFirst(AND_NOTES_IT, "")
                .strip();
        if (!plain.isEmpty()) {
            sentence(DirectSpeech.uncapitalised(plain.replaceFirst(LABEL, "")));
        }
        asked |= !points.isEmpty();
        return points.size() > before || purpose.isPresent() != hadPurpose;
    }

    private void sentence(String plain) {
        String text = opened(plain);
        Matcher quoted = QUOTED.matcher(text);
        if (text.matches("(?:ask|say|tell|question|start|begin|open|greet|then)\\b.*") && quoted.find()) {
            quoted(quoted.group(1).strip());
            return;
        }
        if (text.endsWith("?")) {
            literal(text);
            return;
        }
        if (isConditional(text)) {
            return;
        }
        boolean first = true;
        for (String part : SPLIT_BEFORE_VERB.split(text)) {
            Matcher goal = GOAL.matcher(part);
            if (first && goal.matches()) {
                String rest = opened(goal.group(1) == null ? goal.group(2) : goal.group(1));
                if (rest.matches("(?:call|phone|ring|dial)\\b.*")) {
                    part(rest);
                } else {
                    because("to", rest);
                }
            } else {
                part(opened(part.strip()));
            }
            first = false;
        }
    }

    /** A question as it stands in the prompt. */
    void literal(String question) {
        points.add(DirectSpeech.asked(question.replaceFirst("(?i)^(ask|say|question)( them)?\\s*:\\s*", "")
                .strip()));
    }

    private void quoted(String words) {
        String said = words.endsWith("?") ? words : words.replaceFirst("[.!]+$", "") + ". Is that all right?";
        points.add(DirectSpeech.capitalised(said));
    }

    /** "Never", "if they": what follows is nothing to say now, whatever verbs are in it. */
    private static boolean isConditional(String text) {
        return text.matches("(?:never|do not|don't|avoid|under no circumstances|if|unless|without|only if"
                + "|in case|when"
                + "|whenever|in (?:an?|any|the) (?:emergency|event|case)|for emergencies|otherwise|should|depending"
                + "|as needed|no )\\b.*");
    }

    /** Without "then", "your task is to", "make sure to" and the like. */
    private static String opened(String text) {
        String before;
        String now = text;
        do {
            before = now;
            now = DirectSpeech.uncapitalised(OPENER.matcher(now).replaceFirst(""));
            now = TASK.matcher(now).replaceFirst("");
        } while (!now.equals(before));
        Matcher byAsking = BY_ASKING.matcher(now);
        if (byAsking.matches()) {
            now = byAsking.group(1) + " " + byAsking.group(2);
        }
        Matcher noted = NOTED.matcher(now);
        if (noted.matches()
                && !now.matches(".* (?:say|says|said|respond|responds|react|reacts|answer|answers" + "|feel)\\b.*")) {
            now = noted.group(1).startsWith("their") ? "ask for " + noted.group(1) : "ask " + noted.group(1);
        }
        now = now.replaceFirst(
                "^(?:we|i) (?:need|want|would like|have) to (?:know|find out|learn) (?!that\\b|you\\b)", "find out ");
        now = now.replaceFirst("^(?:we|i) need (?=their )", "ask for ");
        return now.replaceFirst("^check(?:ing)? in (?:with (?:them|him|her|the \\w+) )?on\\b", "ask about")
                .replaceFirst("^rate\\b", "ask them to rate")
                .replaceFirst("^have (?:them|him|her|the " + DirectSpeech.PERSON + ") (?=[a-z])", "ask them to ")
                .replaceFirst("^asking\\b", "ask")
                .replaceFirst("^finding out\\b", "find out")
                .replaceFirst("^confirming\\b", "confirm")
                .replaceFirst("^checking\\b", "check")
                .replaceFirst("^collecting\\b", "collect")
                .replaceFirst("^getting\\b", "get")
                .replaceFirst("^telling\\b", "tell")
                .replaceFirst("^reminding\\b", "remind");
    }

    private void part(String text) {
        Optional<Matcher> reason = REASONS.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::matches)
                // "people who asked for a quote" are no reason
                .filter(found -> !found.group(1).equals("for") || !text.matches(".* (?:who|that|which) .*"))
                .findFirst();
        if (Manner.is(text)) {
            return;
        }
        Matcher why = WHY_CALLING.matcher(text);
        if (why.matches()) {
            because(OwnWords.isThing(why.group(1)) ? "about" : "because", why.group(1));
            return;
        }
        Matcher explains = EXPLAINS.matcher(text);
        if (explains.matches()) {
            because(
                    explains.group(1) == null ? "about" : explains.group(1),
                    explains.group(1) == null ? explains.group(3) : explains.group(2));
        } else if (reason.isPresent()) {
            because(reason.get().group(1), reason.get().group(2));
        } else if (!asks(text) && !tells(text)) {
            if (isErrand(text)) {
                errand(text);
            } else {
                OwnWords.of(text).ifPresent(points::add);
            }
        }
    }

    private static boolean isErrand(String text) {
        return ERRAND.matcher(text).matches()
                && !RULE.matcher(text).matches()
                && !text.matches(".* (?:if|unless|when) .*");
    }

    /** What follows "you call somebody to". */
    private void because(String joint, String reason) {
        if (Manner.is(reason)) {
            return;
        }
        if (joint.matches("to|and")) {
            String text = opened(reason);
            boolean asked = text.matches(Questions.ASKS + "\\b.*|(?:collect|get|obtain|gather|ask)\\b.*")
                    && !text.matches("(?:confirm|check|verify) (?!if|whether|that|what|when|which|how).*")
                    && asks(text);
            if (!asked) {
                errand(text);
            }
        } else {
            why("I am calling " + joint + " " + DirectSpeech.toYou(reason) + ".", "Is this a good time to talk?");
        }
    }

    private void errand(String text) {
        String said = DirectSpeech.toYou(text);
        boolean collects = text.matches("(?:collect|gather|get) (?:\\w+ )?(?:feedback|opinions?|information)\\b.*");
        if (!collects && (NO_REASON.matcher(text).matches() || DirectSpeech.namesPeople(said))) {
            return;
        }
        String close = text.matches("(?:remind|tell|inform|let|notify)\\b.*")
                ? "Is that all right?"
                : text.matches("(?:confirm|verify|check)\\b.*")
                        ? "Can you confirm that?"
                        : text.matches("(?:invite|offer|sell|promote|pitch|propose)\\b.*")
                                ? "Would you like that?"
                                : "Can you help me with that?";
        if (purpose.isPresent() || asked) {
            points.add("I would also like to " + said + ". Is that possible?");
        } else {
            why("I am calling to " + said + ".", close);
        }
    }

    private void why(String reason, String close) {
        if (purpose.isEmpty()) {
            purpose = Optional.of(reason);
            closing = close;
        }
    }

    /** A question for who has nothing but a reason to call. */
    String closing() {
        return closing;
    }

    private boolean asks(String text) {
        if (ASK_HOW.matcher(text).matches()) {
            return true;
        }
        List<String> parts = Clauses.of(text);
        boolean any = false;
        for (String part : parts) {
            Optional<String> question = Questions.of(part);
            any |= question.isPresent();
            (any ? question.or(() -> OwnWords.of(part)) : question)
                    .filter(asked -> !asked.isEmpty())
                    .ifPresent(points::add);
        }
        return any;
    }

    private boolean tells(String text) {
        Optional<String> said = told(text);
        said.ifPresent(points::add);
        return said.isPresent();
    }

    private static Optional<String> told(String text) {
        Matcher m = OFFER.matcher(text);
        if (m.matches()) {
            return Optional.of((m.group(1) == null ? "Would you like " : "Would you like us to ")
                    + DirectSpeech.toYou(m.group(2)) + "?");
        }
        m = REMIND.matcher(text);
        if (m.matches()) {
            return Optional.of((m.group(1).equals("to")
                            ? "Please remember to "
                            : "I would like to remind you" + " " + m.group(1) + " ")
                    + DirectSpeech.toYou(m.group(2)) + ". Is that all right?");
        }
        m = INVITE.matcher(text);
        if (m.matches()) {
            String where = DirectSpeech.toYou(m.group(1));
            return Optional.of("I would like to invite you to " + where + ". Would you like that?");
        }
        if (RULE.matcher(text).matches()) {
            return Optional.empty();
        }
        m = TELL.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String words = m.group(1) == null ? m.group(2) : m.group(1);
        boolean named = m.group(1) != null && !words.matches("(?:of|about) .*");
        if (!named && OwnWords.isThing(words)) {
            return OwnWords.of(text);
        }
        if (text.matches("(?:explain|mention|say|state|tell (?:them|him|her|the \\w+)) that it .*")) {
            return Optional.of(DirectSpeech.capitalised(DirectSpeech.toYou(words)) + ". Is that all right?");
        }
        boolean aboutManner = words.matches("(?:which|what|when|where|who|how|why|if|whether|only|as|so"
                + "|nothing|it|this|everything|the truth|yes|no"
                + "|goodbye|bye|hello|hi|thank|in |your|you |a |less|more|about ).*");
        return aboutManner
                ? Optional.empty()
                : Optional.of(DirectSpeech.capitalised(DirectSpeech.toYou(words)) + ". Is that all right?");
    }
}
