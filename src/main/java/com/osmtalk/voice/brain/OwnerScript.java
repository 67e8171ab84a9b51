package com.osmtalk.voice.brain;

import com.osmtalk.api.Placeholders;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How an agent without a model deals with the person behind its call: when it asks them, and what it says because of
 * their answers and notes. Like the rest of the script it says nothing when in doubt, so that no instruction is read
 * aloud.
 */
final class OwnerScript {
    private static final String ASKING =
            "(?:ask|check with|consult(?: with)?|confirm with|get back to|come back to|run it by|clear it with) me\\b";
    private static final String UNASKED =
            "without (?:(?:first )?(?:asking|checking with|consulting) me|my (?:ok|okay|consent"
                    + "|approval|permission))\\b";

    /** "Ask me before you accept another time"; "don't agree to a price without asking me". */
    private static final Pattern RULE = Pattern.compile("(?i)\\b(?:" + ASKING + "|" + UNASKED + ")");

    /** The part of a sentence that is such a rule, and nothing to say on the phone. */
    private static final Pattern CLAUSE = Pattern.compile("(?i)(?:\\b(?:if|when|should|before) [^.;\\n]{0,100}?, ?)?"
            + "(?:[,;] ?)?(?:\\b(?:and|but|then|please|always|first) )*\\b" + ASKING + "[^.;\\n]{0,200}"
            + "|\\b(?:do not|don't|never) [^.;\\n]{0,120}?\\b" + UNASKED + "[^.;\\n]{0,100}");

    private static final Pattern OFFER = Pattern.compile("(?i)\\b(?:we|i|he|she|they)(?:'d| would| could| can| only)?"
            + " (?:could|can|have|offer|do)\\b|\\b(?:how|what) about\\b|\\binstead\\b|\\bonly\\b|\\bearliest\\b"
            + "|\\b(?:possible|free|available|open)\\b|\\bnext (?:free|available)\\b|\\b(?:suit|work for) you\\b"
            + "|\\b(?:is|are) (?:taken|full|booked)\\b|\\bcosts?\\b");
    private static final Pattern AMOUNT = Pattern.compile("\\d");
    private static final Pattern STATEMENT = Pattern.compile("(?i)(?:the|it|it's|its|my|our|we|we're|i|i'm|i'll|there"
            + "|this|that|his|her|their|[\\p{L}]+ number) .{3,}");
    private static final int SHORT_ANSWER = 5;
    private static final int LONGEST_QUOTE = 350;

    private final Brain.Context context;
    private final ScriptPhrases say;

    OwnerScript(Brain.Context context, ScriptPhrases say) {
        this.context = context;
        this.say = say;
    }

    /** A prompt without what it says of asking the person who has written it. */
    static String withoutRules(String prompt) {
        return RULE.matcher(prompt).find() ? CLAUSE.matcher(prompt).replaceAll("") : prompt;
    }

    /** What to ask because of what was heard, where the prompt wants that to be asked and the agent may. */
    Optional<AskOwner> question(String heard, Intent meant) {
        boolean mayBeOffer = switch (meant) {
            case OPT_OUT, KEYPAD, HUMAN, NOT_INTERESTED, CALLBACK, REPEAT, WHO, GREETING, GOODBYE -> false;
            case QUESTION, NO, YES, STATEMENT -> true;
        };
        return mayBeOffer
                        && context.mayAskOwner()
                        && RULE.matcher(context.prompt()).find()
                        && OFFER.matcher(heard).find()
                        && isAnother(heard)
                ? Optional.of(new AskOwner(
                        "They say: “" + shortened(heard) + "” What shall I answer?", List.of("Yes, take it", "No")))
                : Optional.empty();
    }

    /** Whether a time or an amount is named that the prompt has not. */
    private boolean isAnother(String heard) {
        String wanted = context.prompt().toLowerCase(Locale.ROOT);
        return Stream.of(say.time(), AMOUNT)
                .flatMap(pattern -> pattern.matcher(heard).results())
                .anyMatch(named -> !wanted.contains(named.group().toLowerCase(Locale.ROOT)));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    /** What is to be said because of an answer, or because there was none; empty when that was said already. */
    Optional<String> answer() {
        List<TranscriptEntry> history = context.history();
        for (int i = history.size() - 1; i >= 0; i--) {
            TranscriptEntry line = history.get(i);
            if (line.role() == TranscriptRole.AGENT) {
                return Optional.empty();
            }
            Optional<String> answer = OwnerLines.answered(line);
            if (answer.isPresent()) {
                return answer.map(this::inWords);
            }
            if (OwnerLines.isLapse(line)) {
                return Optional.of(say.withoutOwner());
            }
        }
        return Optional.empty();
    }

    private String inWords(String answer) {
        boolean isShort = answer.split("\\s+").length <= SHORT_ANSWER;
        Intent meant = Intent.of(answer);
        return isShort && meant == Intent.YES
                ? say.ownerAgrees()
                : isShort && meant == Intent.NO
                        ? say.ownerRefuses()
                        : Placeholders.fill(say.ownerSays(), Map.of("answer", answer));
    }

    /** The first thing to say because of a note, of those that have not been said. */
    Optional<String> news() {
        String said = String.join(
                "\n",
                context.history().stream()
                        .filter(line -> line.role() == TranscriptRole.AGENT)
                        .map(TranscriptEntry::text)
                        .toList());
        return OwnerLines.notes(context.history()).stream()
                .flatMap(this::words)
                .map(words -> String.join(" ", SentenceSplitter.of(words)))
                .filter(words -> !said.contains(words))
                .findFirst();
    }

    private Stream<String> words(String note) {
        Script script = Script.of(TaskRules.without(note));
        if (!script.isEmpty()) {
            return Stream.concat(script.purpose().stream(), script.points().stream());
        }
        return STATEMENT.matcher(note).matches()
                ? Stream.of(Placeholders.fill(say.noteSays(), Map.of("note", note)))
                : Stream.empty();
    }
}
