package com.osmtalk.voice.brain;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentTools.TransferSettings;
import com.osmtalk.api.AgentTools.TransferToAgent;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conversation goes from one agent to another, which a system line of its transcript tells: only this program writes
 * those, so that nobody on the phone can put another agent in.
 */
public final class Handover {
    /** Of one conversation, so that two agents don't send somebody to and fro for ever. */
    public static final int MOST = 5;

    private static final Pattern LINE = Pattern.compile("Handed over to (.*) \\((agent_\\w+)\\)\\.", Pattern.DOTALL);

    private Handover() {}

    /** The line for it. */
    public static String line(Agent to) {
        return "Handed over to " + to.name() + " (" + to.id() + ").";
    }

    static boolean isIn(TranscriptEntry line) {
        return to(line).isPresent();
    }

    private static Optional<String> to(TranscriptEntry line) {
        Matcher handover = LINE.matcher(line.text());
        return line.role() == TranscriptRole.SYSTEM && handover.matches()
                ? Optional.of(handover.group(2))
                : Optional.empty();
    }

    /** To whom this conversation may go now; nobody once it has gone round often enough. */
    public static List<Agent> possible(Agent agent, List<TranscriptEntry> history, Colleagues colleagues) {
        boolean named = !targets(agent).isEmpty();
        return named && history.stream().filter(Handover::isIn).count() < MOST ? colleagues.of(agent) : List.of();
    }

    /** Who has the conversation now; who was deleted meanwhile has given it back to the one before. */
    public static Agent current(Agent first, List<TranscriptEntry> history, Colleagues colleagues) {
        Agent current = first;
        for (TranscriptEntry line : history) {
            String id = to(line).orElse(null);
            if (id != null) {
                current = colleagues.of(current).stream()
                        .filter(colleague -> colleague.id().equals(id))
                        .findFirst()
                        .orElse(current);
            }
        }
        return current;
    }

    /** What was said since the agent that has the conversation took it over; all of it, where it was the first. */
    static List<TranscriptEntry> since(List<TranscriptEntry> history) {
        for (int i = history.size() - 1; i >= 0; i--) {
            if (isIn(history.get(i))) {
                return history.subList(i + 1, history.size());
            }
        }
        return history;
    }

    /** When an agent is to hand over, as its owner says it. */
    static List<TransferToAgent> targets(Agent agent) {
        TransferSettings settings = agent.tools().transferSettings();
        return settings == null ? List.of() : Objects.requireNonNullElse(settings.transferToAgents(), List.of());
    }

    /** When it is to hand over to this one. */
    static String trigger(Agent agent, Agent colleague) {
        return targets(agent).stream()
                .filter(target -> target.agentId().equals(colleague.id()))
                .map(TransferToAgent::triggerDescription)
                .filter(words -> words != null && !words.isBlank())
                .findFirst()
                .orElse("When it is the better one to go on.");
    }
}
