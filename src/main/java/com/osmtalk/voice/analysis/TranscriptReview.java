package com.osmtalk.voice.analysis;

import com.osmtalk.api.Sentiment;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.brain.Intent;
import com.osmtalk.voice.brain.SentenceSplitter;
import com.osmtalk.voice.brain.VoicemailGreeting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A transcript read as questions of the agent and answers of the caller, and its outcome. It is read once, when it is
 * made, since every field and sentence of an analysis asks for it.
 */
final class TranscriptReview {
    private static final Pattern WARM = Pattern.compile(
            "(?i)\\b(great|wonderful|perfect|excellent|love|lovely|happy|glad|looking forward|thank you so much"
                    + "|thanks a lot|fantastic)\\b");
    private static final Pattern COLD = Pattern.compile(
            "(?i)\\b(annoying|annoyed|angry|terrible|awful|ridiculous|upset|waste of (my )?time|complain|complaint"
                    + "|never asked|spam|scam|rude|hate)\\b");

    private final List<String> callerLines;
    /** What the agent asked, each with what was answered. */
    private final List<QuestionAndAnswer> answered;

    private final ConversationOutcome outcome;

    TranscriptReview(List<TranscriptEntry> transcript) {
        this.callerLines = transcript.stream()
                .filter(line -> line.role() == TranscriptRole.CALLER)
                .map(TranscriptEntry::text)
                .toList();
        this.answered = exchanges(transcript).stream()
                .filter(exchange -> exchange.question().endsWith("?") && exchange.isAnswer())
                .toList();
        TranscriptEntry last = transcript.isEmpty() ? null : transcript.get(transcript.size() - 1);
        boolean cutShort =
                last != null && last.role() == TranscriptRole.AGENT && Boolean.TRUE.equals(last.interrupted());
        // here, once: every field and sentence of an analysis asks for it
        this.outcome = outcome(cutShort);
    }

    private static List<QuestionAndAnswer> exchanges(List<TranscriptEntry> transcript) {
        List<QuestionAndAnswer> found = new ArrayList<>();
        String question = null;
        for (TranscriptEntry line : transcript) {
            switch (line.role()) {
                case AGENT -> question = lastQuestion(line.text());
                case CALLER -> {
                    if (question != null) {
                        found.add(new QuestionAndAnswer(question, line.text(), Intent.of(line.text())));
                        question = null;
                    }
                }
                case TOOL, SYSTEM -> {
                    // neither asks nor answers
                }
            }
        }
        return found;
    }

    private static String lastQuestion(String said) {
        String question = null;
        for (String sentence : SentenceSplitter.of(said)) {
            if (sentence.endsWith("?")) {
                question = sentence;
            }
        }
        return question == null ? said : question;
    }

    List<String> callerLines() {
        return callerLines;
    }

    List<QuestionAndAnswer> answered() {
        return answered;
    }

    ConversationOutcome outcome() {
        return outcome;
    }

    /** The strongest thing the caller said decides: a wish never to be called again outweighs any number of yeses. */
    private ConversationOutcome outcome(boolean cutShort) {
        if (callerLines.isEmpty()) {
            return ConversationOutcome.NOBODY_SPOKE;
        }
        if (callerLines.size() == 1 && VoicemailGreeting.isHeardIn(callerLines.get(0))) {
            return ConversationOutcome.MACHINE;
        }
        Set<Intent> meant = callerLines.stream().map(Intent::of).collect(Collectors.toSet());
        if (meant.contains(Intent.OPT_OUT)) {
            return ConversationOutcome.OPTED_OUT;
        }
        if (meant.contains(Intent.NOT_INTERESTED)) {
            return ConversationOutcome.NOT_INTERESTED;
        }
        if (meant.contains(Intent.CALLBACK)) {
            return ConversationOutcome.CALLBACK;
        }
        if (meant.contains(Intent.HUMAN)) {
            return ConversationOutcome.WANTS_HUMAN;
        }
        if (cutShort || answered.isEmpty()) {
            return ConversationOutcome.CUT_SHORT;
        }
        return count(Intent.NO) > agreements() ? ConversationOutcome.DECLINED : ConversationOutcome.AGREED;
    }

    /** How the caller sounded, as far as words tell: in doubt, neutral. */
    Sentiment sentiment() {
        if (outcome == ConversationOutcome.OPTED_OUT
                || outcome == ConversationOutcome.NOT_INTERESTED
                || anyLine(COLD)) {
            return Sentiment.NEGATIVE;
        }
        boolean willing = agreements() >= 2 && outcome == ConversationOutcome.AGREED;
        return willing || outcome == ConversationOutcome.AGREED && anyLine(WARM)
                ? Sentiment.POSITIVE
                : Sentiment.NEUTRAL;
    }

    private boolean anyLine(Pattern words) {
        return callerLines.stream().anyMatch(line -> words.matcher(line).find());
    }

    private long agreements() {
        return answered.stream().filter(QuestionAndAnswer::agrees).count();
    }

    private long count(Intent intent) {
        return answered.stream().filter(exchange -> exchange.intent() == intent).count();
    }

    /** One thing the agent said and what the caller said to it. */
    record QuestionAndAnswer(String question, String answer, Intent intent) {
        /** Whether the caller took up what was asked. */
        boolean isAnswer() {
            return switch (intent) {
                case YES, NO, KEYPAD, STATEMENT -> true;
                case QUESTION -> answer.matches(".*[.,!].*");
                case OPT_OUT, HUMAN, NOT_INTERESTED, CALLBACK, REPEAT, WHO, GREETING, GOODBYE -> false;
            };
        }

        boolean agrees() {
            return switch (intent) {
                case YES -> true;
                case KEYPAD -> answer.contains(" 1");
                case NO, OPT_OUT, NOT_INTERESTED -> false;
                case HUMAN, CALLBACK, REPEAT, WHO, GREETING, QUESTION, GOODBYE, STATEMENT ->
                    Intent.YES.isIn(answer) && !Intent.NO.isIn(answer);
            };
        }
    }
}
