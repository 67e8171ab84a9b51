package com.osmtalk.server.eval;

import com.osmtalk.api.Analysis;
import com.osmtalk.api.EvalCriteria;
import com.osmtalk.api.EvalRun.Ending;
import com.osmtalk.api.EvalStatus;
import com.osmtalk.api.EvalVerdict;
import com.osmtalk.api.EvalVerdict.Criterion;
import com.osmtalk.api.EvalVerdict.Outcome;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds a conversation against the criteria that need no judgement: phrases, fields, turns. */
final class CriteriaCheck {
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?。！？؟।])");

    private final EvalCriteria criteria;
    private final Rehearsal.Outcome conversation;
    private final List<EvalVerdict> verdicts = new ArrayList<>();

    CriteriaCheck(EvalCriteria criteria, Rehearsal.Outcome conversation) {
        this.criteria = criteria;
        this.conversation = conversation;
    }

    /** @param analysis null: the agent's analysis is off */
    List<EvalVerdict> verdicts(@Nullable Analysis analysis) {
        list(criteria.mustSay()).forEach(this::mustSay);
        list(criteria.mustNotSay()).forEach(this::mustNotSay);
        list(criteria.mustAsk()).forEach(this::mustAsk);
        Objects.requireNonNullElse(criteria.fields(), Map.<String, @Nullable Object>of())
                .forEach((name, value) -> field(name, value, analysis));
        if (criteria.maxTurns() != null) {
            maxTurns(criteria.maxTurns());
        }
        return verdicts;
    }

    /** What a run comes to: it passes when all holds, and fails when anything does not. */
    static EvalStatus status(List<EvalVerdict> verdicts) {
        if (verdicts.stream().anyMatch(verdict -> verdict.outcome() == Outcome.FAILED)) {
            return EvalStatus.FAILED;
        }
        return verdicts.stream().allMatch(verdict -> verdict.outcome() == Outcome.PASSED)
                ? EvalStatus.PASSED
                : EvalStatus.UNDECIDED;
    }

    private void mustSay(String written) {
        SoughtPhrase phrase = new SoughtPhrase(written);
        Optional<TranscriptEntry> line = agentLine(phrase::isIn);
        add(
                Criterion.MUST_SAY,
                written,
                line.isPresent(),
                line.isPresent() ? "The agent said it." : "The agent never said it.",
                line);
    }

    private void mustNotSay(String written) {
        SoughtPhrase phrase = new SoughtPhrase(written);
        Optional<TranscriptEntry> line = agentLine(phrase::isIn);
        add(
                Criterion.MUST_NOT_SAY,
                written,
                line.isEmpty(),
                line.isPresent() ? "The agent said it." : "The agent did not say it.",
                line);
    }

    private void mustAsk(String written) {
        SoughtPhrase phrase = new SoughtPhrase(written);
        Optional<TranscriptEntry> line = agentLine(text -> questions(text).anyMatch(phrase::isIn));
        boolean said = line.isPresent() || agentLine(phrase::isIn).isPresent();
        String failure = said ? "The agent said it, but not in a question." : "The agent never asked for it.";
        add(Criterion.MUST_ASK, written, line.isPresent(), line.isPresent() ? "The agent asked." : failure, line);
    }

    private static Stream<String> questions(String text) {
        return SENTENCES
                .splitAsStream(text)
                .map(String::strip)
                .filter(sentence -> sentence.endsWith("?") || sentence.endsWith("？") || sentence.endsWith("؟"));
    }

    private Optional<TranscriptEntry> agentLine(Predicate<String> words) {
        return conversation.transcript().stream()
                .filter(line -> line.role() == TranscriptRole.AGENT && words.test(line.text()))
                .findFirst();
    }

    private void field(String name, @Nullable Object wanted, @Nullable Analysis analysis) {
        if (analysis == null) {
            addField(name, wanted, false, "The agent's analysis after calls is off, so that no field comes out.", null);
            return;
        }
        Object found = analysis.fields().get(name);
        Integer line = analysis.lines() == null ? null : analysis.lines().get(name);
        if (found == null) {
            boolean declared = analysis.notSaid() != null && analysis.notSaid().contains(name);
            addField(
                    name,
                    wanted,
                    wanted == null,
                    declared ? "Nothing that was said gives it." : "The agent's analysis has no such field.",
                    null);
        } else {
            addField(name, wanted, wanted != null && isSame(wanted, found), "It came out as " + found + ".", line);
        }
    }

    private static boolean isSame(Object wanted, Object found) {
        if (wanted instanceof Number && found instanceof Number) {
            return new BigDecimal(wanted.toString()).compareTo(new BigDecimal(found.toString())) == 0;
        }
        if (wanted instanceof String first && found instanceof String second) {
            return first.strip().toLowerCase(Locale.ROOT).equals(second.strip().toLowerCase(Locale.ROOT));
        }
        return wanted.equals(found);
    }

    private void addField(String name, @Nullable Object wanted, boolean holds, String reason, @Nullable Integer line) {
        String expected = name + " = " + (wanted == null ? "absent" : wanted);
        verdicts.add(new EvalVerdict(Criterion.FIELD, expected, outcome(holds), reason, line));
    }

    private void maxTurns(int most) {
        boolean over = conversation.endedBy() != Ending.MAX_TURNS;
        add(
                Criterion.MAX_TURNS,
                Integer.toString(most),
                over,
                over
                        ? "It was over when the agent had spoken " + times(conversation.turns()) + "."
                        : "It was not over when the agent had spoken " + times(most) + ".",
                Optional.empty());
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private void add(
            Criterion criterion, String expected, boolean holds, String reason, Optional<TranscriptEntry> line) {
        Integer index = line.map(TranscriptEntry::index).orElse(null);
        verdicts.add(new EvalVerdict(criterion, expected, outcome(holds), reason, index));
    }

    private static Outcome outcome(boolean holds) {
        return holds ? Outcome.PASSED : Outcome.FAILED;
    }

    private static List<String> list(@Nullable List<String> some) {
        return some == null ? List.of() : some;
    }
}
