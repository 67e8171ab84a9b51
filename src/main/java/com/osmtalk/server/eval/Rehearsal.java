package com.osmtalk.server.eval;

import com.osmtalk.api.Agent;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalCriteria;
import com.osmtalk.api.EvalRun.Ending;
import com.osmtalk.api.Persona;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.TextTurn;
import com.osmtalk.voice.brain.AskOwner;
import com.osmtalk.voice.brain.Brain;
import com.osmtalk.voice.brain.Colleagues;
import com.osmtalk.voice.brain.Handover;
import com.osmtalk.voice.brain.OptOutWords;
import com.osmtalk.voice.brain.OwnerLines;
import com.osmtalk.voice.carrier.simulated.WrittenPerson;
import com.osmtalk.voice.rehearsal.ModelRehearsal;
import com.osmtalk.voice.rehearsal.PersonTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One conversation in writing between an agent and the person of a test case. The agent opens it, as on the phone. The
 * person is played by the model where one is configured, and says the case's lines where none is. For one conversation.
 */
final class Rehearsal {
    private static final int USUAL_TURNS = 20;

    private final Switchboard switchboard;
    private final @Nullable ModelRehearsal model;
    private final Agent agent;
    private final Colleagues colleagues;
    private final OptOutWords optOutWords;
    private final EvalCaseDraft testCase;
    private final WrittenPerson script;
    private final int mostTurns;
    private final Deadline deadline;
    private final long startedAt = System.nanoTime();
    private final List<TranscriptEntry> lines = new ArrayList<>();
    private int questions;

    /** @param colleagues to whom the agent may hand the conversation over, which goes on with that one */
    Rehearsal(
            Switchboard switchboard,
            Agent agent,
            Colleagues colleagues,
            OptOutWords optOutWords,
            EvalCaseDraft testCase,
            Deadline deadline) {
        this.switchboard = switchboard;
        this.model = switchboard.modelRehearsal().orElse(null);
        this.agent = agent;
        this.colleagues = colleagues;
        this.optOutWords = optOutWords;
        this.testCase = testCase;
        this.deadline = deadline;
        this.script = new WrittenPerson(
                Objects.requireNonNullElse(testCase.lines(), List.of()), scriptedPersona(testCase.persona()));
        EvalCriteria criteria = Objects.requireNonNullElse(testCase.criteria(), EvalCriteria.NONE);
        this.mostTurns = Objects.requireNonNullElse(criteria.maxTurns(), USUAL_TURNS);
    }

    /** The persona of that name; for any other text one that answers what is asked. */
    private static Persona scriptedPersona(@Nullable String persona) {
        String name =
                persona == null ? "" : persona.strip().replaceAll("[ -]", "_").toUpperCase(Locale.ROOT);
        for (Persona known : Persona.values()) {
            if (known.name().equals(name)) {
                return known;
            }
        }
        return Persona.POLITE;
    }

    /** How it went. @param turns how often the agent spoke */
    record Outcome(List<TranscriptEntry> transcript, int turns, Ending endedBy) {}

    /** @throws RehearsalException when it can't be held to its end */
    Outcome hold() throws RehearsalException {
        Map<String, String> variables = Objects.requireNonNullElse(testCase.dynamicVariables(), Map.of());
        for (int turns = 1; turns <= mostTurns; turns++) {
            TextTurn turn = deadline.await(
                    "the agent's words",
                    switchboard.rehearse(agent, colleagues, variables, optOutWords, List.copyOf(lines)));
            add(turn);
            if (turn.next() == Brain.Next.END_CALL) {
                return new Outcome(List.copyOf(lines), turns, Ending.AGENT);
            }
            if (turn.next() == Brain.Next.TRANSFER) {
                add(TranscriptRole.SYSTEM, "The agent puts the person through.");
                return new Outcome(List.copyOf(lines), turns, Ending.TRANSFER);
            }
            if (turn.question() != null) {
                leaveUnanswered(turn.question());
                continue;
            }
            PersonTurn answer = answer(turn.text());
            if (!answer.words().isBlank()) {
                add(TranscriptRole.CALLER, answer.words());
            }
            if (answer.hangsUp()) {
                return new Outcome(List.copyOf(lines), turns, Ending.CALLER);
            }
        }
        return new Outcome(List.copyOf(lines), mostTurns, Ending.MAX_TURNS);
    }

    /** The model, or {@code script}. */
    String playedBy() {
        return model == null ? "script" : model.model();
    }

    private PersonTurn answer(String said) throws RehearsalException {
        if (model == null) {
            return script.answer(said);
        }
        PersonTurn answer = deadline.await(
                "the person's words", model.person(testCase.persona(), testCase.goal(), List.copyOf(lines)));
        if (answer.words().isBlank() && !answer.hangsUp()) {
            throw new RehearsalException("The model that plays the person said nothing.");
        }
        return answer;
    }

    /** Nobody is behind a test: the agent goes on as it would when nobody answers in time. */
    private void leaveUnanswered(AskOwner question) {
        questions++;
        add(TranscriptRole.SYSTEM, OwnerLines.question(questions, question.question(), question.choices()));
        add(TranscriptRole.SYSTEM, OwnerLines.lapse(questions));
    }

    private void add(TextTurn turn) {
        turn.toolLines().forEach(line -> add(TranscriptRole.TOOL, line));
        if (!turn.keys().isEmpty()) {
            add(TranscriptRole.SYSTEM, "The agent presses " + turn.keys() + ".");
        }
        turn.handedTo().forEach(other -> add(TranscriptRole.SYSTEM, Handover.line(other)));
        if (!turn.text().isBlank()) {
            add(TranscriptRole.AGENT, turn.text());
        }
    }

    private void add(TranscriptRole role, String text) {
        long offset = (System.nanoTime() - startedAt) / 1_000_000;
        lines.add(new TranscriptEntry(lines.size(), role, text, offset, null));
    }
}
