package com.osmtalk.voice.brain;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentTools.TransferSettings;
import com.osmtalk.api.AgentTools.TransferToHuman;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.Placeholders;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.brain.honesty.HumanClaim;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides what an agent says next. A brain keeps nothing between two replies: all it knows is in the {@link Context}.
 */
public interface Brain {
    /**
     * Starts to think and returns immediately; what comes of it is told to the listener, from any thread, one at a
     * time, {@code done}, {@code handedOver} or {@code failed} being the last.
     */
    PendingReply think(Context context, ReplyListener reply);

    /** A conversation with this agent begins: what it takes long to find out can be looked for now. */
    default void prepare(Agent agent) {}

    /** Whether a language model thinks here, so that the time it takes says something about one. */
    boolean isModel();

    /** Whether what sounds like an opt-out is one only when this brain says so. */
    default boolean confirmsOptOuts() {
        return false;
    }

    /**
     * What there is to know before speaking.
     *
     * @param optOutWords those that count in this conversation
     * @param history ends with what is to be answered; empty when the agent is to open the conversation
     * @param written a chat: nothing is spoken
     * @param telephone a phone call, so that somebody else can be put through
     * @param colleagues the agents to whom this one may hand the conversation over
     */
    record Context(
            Agent agent,
            CallTask task,
            Map<String, String> variables,
            OptOutWords optOutWords,
            List<TranscriptEntry> history,
            boolean written,
            boolean telephone,
            List<Agent> colleagues) {
        /** Of a conversation that follows its agent alone, who has no colleagues. */
        public Context(
                Agent agent,
                Map<String, String> variables,
                OptOutWords optOutWords,
                List<TranscriptEntry> history,
                boolean written,
                boolean telephone) {
            this(agent, CallTask.NONE, variables, optOutWords, history, written, telephone, List.of());
        }

        /** The same conversation when another agent has it. @param others to whom that one may hand it over */
        public Context handedTo(Agent colleague, List<TranscriptEntry> lines, List<Agent> others) {
            return new Context(colleague, task.handedOver(), variables, optOutWords, lines, written, telephone, others);
        }

        /** Whom the agent may hand this conversation to; empty when it may not. */
        public Optional<PhoneNumber> person() {
            return Optional.ofNullable(agent.tools().transferSettings())
                    .map(TransferSettings::transferToHuman)
                    .filter(human -> human.enabled() && telephone)
                    .map(TransferToHuman::destinationNumber);
        }

        /** Whether there is somebody to hand this conversation to. */
        public boolean canTransfer() {
            return person().isPresent();
        }

        /** Whether the person behind this conversation may be asked now. */
        public boolean mayAskOwner() {
            return agent.askOwner() && !written && OwnerLines.mayAsk(history);
        }

        /** Whether an answer of the person behind this conversation is waited for. */
        public boolean isAskingOwner() {
            return OwnerLines.open(history).isPresent();
        }

        /**
         * What the person has said since the agent last spoke: often a wish comes in two pieces, when a person takes
         * breath in the middle of it.
         */
        public String unanswered() {
            return String.join(" ", linesUnanswered());
        }

        /** Whether what the person has said is a wish never to be called again, as far as words tell. */
        public boolean soundsLikeAnOptOut() {
            List<String> lines = linesUnanswered();
            return optOutWords.areIn(String.join(" ", lines))
                    || lines.size() > 1 && lines.stream().anyMatch(optOutWords::areIn);
        }

        private List<String> linesUnanswered() {
            LinkedList<String> lines = new LinkedList<>();
            for (int i = history.size() - 1; i >= 0 && history.get(i).role() != TranscriptRole.AGENT; i--) {
                if (history.get(i).role() == TranscriptRole.CALLER) {
                    lines.addFirst(history.get(i).text());
                }
            }
            return lines;
        }

        /** The agent's instructions with their places filled, and what this conversation is for. */
        public String prompt() {
            return Placeholders.fill(agent.systemPrompt(), variables) + task.instructions(agent.systemPrompt());
        }

        /** The agent's first words with their places filled, or those of this conversation. */
        public String greeting() {
            return task.firstWords().isEmpty()
                    ? Placeholders.fill(agent.greeting(), variables)
                    : Introduction.after(task.firstWords(), agent, variables);
        }

        /** The same as they are said: without sentences that claim that a person speaks. */
        public String spokenGreeting() {
            String spoken = honest(greeting());
            return spoken.isEmpty() ? honest(Placeholders.fill(agent.greeting(), variables)) : spoken;
        }

        private static String honest(String greeting) {
            return HumanClaim.isIn(greeting)
                    ? SentenceSplitter.of(greeting).stream()
                            .filter(sentence -> !HumanClaim.isIn(sentence))
                            .collect(Collectors.joining(" "))
                    : greeting;
        }
    }

    /** What comes of thinking, as it comes. */
    interface ReplyListener {
        /** The next sentence to say. */
        void sentence(String text);

        /** How far a tool has come, for whoever follows the call live. */
        void tool(String name, ToolStage stage);

        /** A tool was used; the text is the line for the transcript. */
        void toolUsed(String text);

        /**
         * Keys to press on the telephone, after what was said before.
         *
         * @param keys 0 to 9, star and hash
         */
        void press(String keys);

        /** Asks the person behind the call, after what was said before. */
        void askOwner(AskOwner question);

        /** More of the model was used. */
        void used(Usage usage);

        /** The person asked never to be called again. */
        void optedOut();

        /** What sounded like a wish never to be called again is none. */
        default void optOutDenied() {}

        /** The reply is complete, and another agent goes on. */
        void handedOver(Agent colleague);

        /** The reply is complete. */
        void done(Next next);

        /** The reply could not be completed; sentences told before it stand. */
        void failed(BrainException reason);
    }

    /** How far an agent has come with a tool. */
    enum ToolStage {
        STARTED,
        DONE,
        FAILED
    }

    /** What is to follow once everything is said. */
    enum Next {
        LISTEN,
        END_CALL,
        TRANSFER
    }

    /** A reply that is being thought of. */
    @FunctionalInterface
    interface PendingReply {
        /** Stops it; it may still tell what it had already thought. */
        void cancel();
    }
}
