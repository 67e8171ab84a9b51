package com.osmtalk.voice.analysis;

import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.brain.Intent;
import com.osmtalk.voice.brain.SentenceSplitter;
import com.osmtalk.voice.brain.VoicemailGreeting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A transcript read as questions of the agent and what the caller said to them, and the few things a caller may say
 * whatever was asked. It is read once, when it is made, since every field and sentence of an analysis asks for it.
 */
final class TranscriptReview {
    private static final Pattern ASKS_WHO_IS_THERE =
            Pattern.compile("(?i)^(are you (still )?there|hello|can you hear me|is anyone there)\\W*$");
    private static final Pattern CALLBACK = Pattern.compile("\\b(call|ring|phone)( (me|us))? (back|again|later"
            + "|tomorrow|another|some other|on (mon|tues|wednes|thurs|fri|satur|sun)day|in (an|a"
            + "|half|\\d+)|at \\d)"
            + "|\\b(baad mein|kal|phir se|dobara|thodi der mein) (call|phone|fon)\\b|बाद में"
            + " (कॉल|फोन|फ़ोन)|कल (कॉल|फोन|फ़ोन)");
    private static final Pattern NO_CALLBACK =
            Pattern.compile("(\\b(not|never|no need|stop|don't need|i'll|i will|i can"
                    + "|let me|we'll|we will|i'd|did|they)|n't)( \\S+){0,3} ?$");

    private final List<TranscriptEntry> callerLines = new ArrayList<>();
    private final List<QuestionAndAnswer> exchanges = new ArrayList<>();
    private final boolean brokenOff;

    TranscriptReview(List<TranscriptEntry> transcript) {
        List<AgentQuestion> open = List.of();
        List<TranscriptEntry> answer = new ArrayList<>();
        for (TranscriptEntry line : transcript) {
            switch (line.role()) {
                case AGENT -> {
                    List<AgentQuestion> asked =
                            ASKS_WHO_IS_THERE.matcher(line.text()).matches()
                                    ? List.of()
                                    : AgentQuestion.in(SentenceSplitter.of(line.text()));
                    // a question stays open over "take your time" and "are you still there?"
                    if (!asked.isEmpty() || !answer.isEmpty()) {
                        close(open, answer);
                        open = asked;
                    }
                }
                case CALLER -> {
                    callerLines.add(line);
                    answer.add(line);
                }
                case TOOL, SYSTEM -> {
                    // neither asks nor answers
                }
            }
        }
        close(open, answer);
        TranscriptEntry last = transcript.isEmpty() ? null : transcript.get(transcript.size() - 1);
        this.brokenOff = last != null && last.role() == TranscriptRole.AGENT && Boolean.TRUE.equals(last.interrupted());
    }

    private void close(List<AgentQuestion> questions, List<TranscriptEntry> answer) {
        if (!answer.isEmpty()) {
            List<TranscriptEntry> said = List.copyOf(answer);
            questions.forEach(question -> exchanges.add(new QuestionAndAnswer(question, questions, said)));
        }
        answer.clear();
    }

    List<TranscriptEntry> callerLines() {
        return callerLines;
    }

    /** In the order in which they were asked; only what was followed by words of the caller. */
    List<QuestionAndAnswer> exchanges() {
        return exchanges;
    }

    /** Whether the caller was gone while the agent spoke. */
    boolean isBrokenOff() {
        return brokenOff;
    }

    /** Whether a voicemail picked up, and nobody else was heard. */
    boolean isMachine() {
        return callerLines.size() == 1
                && VoicemailGreeting.isHeardIn(callerLines.get(0).text());
    }

    /** The line in which the caller asked never to be called again. */
    Optional<TranscriptEntry> optOut() {
        return firstOf(Intent.OPT_OUT);
    }

    Optional<TranscriptEntry> lackOfInterest() {
        return firstOf(Intent.NOT_INTERESTED);
    }

    Optional<TranscriptEntry> wishForAPerson() {
        return firstOf(Intent.HUMAN);
    }

    /** The line in which the caller asked to be called again; being busy alone is no such wish. */
    Optional<TranscriptEntry> wishForACallback() {
        return callerLines.stream().filter(TranscriptReview::asksForACallback).findFirst();
    }

    private static boolean asksForACallback(TranscriptEntry line) {
        String said = Words.normalised(line.text());
        var wish = CALLBACK.matcher(said);
        return wish.find()
                && !NO_CALLBACK.matcher(said.substring(0, wish.start())).find();
    }

    private Optional<TranscriptEntry> firstOf(Intent intent) {
        return callerLines.stream()
                .filter(line -> Intent.of(line.text()) == intent)
                .findFirst();
    }
}
