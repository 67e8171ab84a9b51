package com.osmtalk.server.call;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.ChatReply;
import com.osmtalk.api.ChatRequest;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.Latency;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.api.Usage;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.Switchboard.WrittenReply;
import com.osmtalk.voice.brain.Handover;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Conversations in writing. Each is a call, of the channel chat or whatsapp, and its session id is that call's id. It
 * ends when the agent closes it, or when nothing was written for half an hour, on WhatsApp for a day; then it is
 * charged, for the language model only.
 *
 * <p>An answer comes in two steps, because the model may take many seconds and SQLite has one writer: first the model
 * is asked, with no transaction open; then message and answer are stored together. If another message was answered
 * meanwhile, the second is refused as a conflict, since the model did not know of the first.
 */
public final class Chats {
    private static final int MESSAGE_LENGTH = 4_000;
    private static final long REPLY_LIMIT_SECONDS = 60;
    private static final Map<CallChannel, Duration> IDLE_LIMITS =
            Map.of(CallChannel.CHAT, Duration.ofMinutes(30), CallChannel.WHATSAPP, Duration.ofHours(24));

    private final Database database;
    private final Agents agents;
    private final Ledger ledger;
    private final AssistantBudget assistants;
    private final CallStore calls;
    private final TurnStore turns;
    private final CallLifecycle lifecycle;
    private final PostCallAnalyses analyses;
    private final DncList dnc;
    private final DialPolicy policy;
    private final CallPublisher publisher;
    private final Switchboard switchboard;
    private final Clock clock;

    public Chats(
            Database database,
            Agents agents,
            Ledger ledger,
            AssistantBudget assistants,
            CallStore calls,
            TurnStore turns,
            CallLifecycle lifecycle,
            PostCallAnalyses analyses,
            DncList dnc,
            DialPolicy policy,
            CallPublisher publisher,
            Switchboard switchboard,
            Clock clock) {
        this.database = database;
        this.agents = agents;
        this.ledger = ledger;
        this.assistants = assistants;
        this.calls = calls;
        this.turns = turns;
        this.lifecycle = lifecycle;
        this.analyses = analyses;
        this.dnc = dnc;
        this.policy = policy;
        this.publisher = publisher;
        this.switchboard = switchboard;
        this.clock = clock;
    }

    /** An agent's answer that is not stored yet; neither is the message it answers. */
    @FunctionalInterface
    public interface Answer {
        /**
         * Part of the transaction this thread is in.
         *
         * @throws Problem CONFLICT when the conversation has moved on meanwhile
         */
        ChatReply store();
    }

    /** Who writes to whom, where people are known by their numbers. @param from the person's @param to ours */
    public record Correspondence(
            String organizationId, String agentId, String phoneNumberId, PhoneNumber from, PhoneNumber to) {}

    /**
     * Waits for the agent's answer. What comes back stores message and answer in the caller's transaction.
     *
     * @param connectionId the assistant that writes; null: somebody else does
     */
    Answer prepare(String organizationId, @Nullable String connectionId, String agentId, ChatRequest request) {
        if (request.message().isBlank() || request.message().length() > MESSAGE_LENGTH) {
            throw Problem.invalid("message", "must be 1 to " + MESSAGE_LENGTH + " characters");
        }
        DynamicVariables.require(request.dynamicVariables());
        Agent agent = agents.forCall(organizationId, agentId, null);
        Conversation conversation = request.sessionId() == null
                ? begin(organizationId, connectionId, agent, request)
                : resume(organizationId, connectionId, agent, request.sessionId());
        return answer(conversation, request.message());
    }

    /**
     * Waits for the agent's answer to a message on WhatsApp, in the conversation the person has with it or a new one.
     *
     * @throws Problem NOT_FOUND for an agent that is not there any more, INSUFFICIENT_CREDITS without credits,
     *     UPSTREAM_FAILED when the model is silent
     */
    public Answer answer(Correspondence letter, String message) {
        Agent agent = agents.forCall(letter.organizationId(), letter.agentId(), null);
        Optional<Call> open = calls.openConversation(
                letter.organizationId(), CallChannel.WHATSAPP, agent.id(), letter.from(), letter.to());
        if (open.isEmpty()) {
            ledger.requireEnoughForACall(letter.organizationId());
        }
        NewCall beginning = new NewCall(
                letter.organizationId(),
                agent,
                null,
                letter.phoneNumberId(),
                null,
                null,
                CallChannel.WHATSAPP,
                CallDirection.INBOUND,
                false,
                letter.from(),
                letter.to(),
                CallStatus.IN_PROGRESS,
                Map.of(),
                null,
                CallBrief.NONE);
        List<TranscriptEntry> history =
                open.map(call -> turns.transcript(call.id())).orElse(List.of());
        return answer(new Conversation(beginning, open.orElse(null), history), message);
    }

    /** Ends a conversation on request; one that is over is left as it is. */
    void end(Call call) {
        if (!call.status().isTerminal()) {
            end(call, EndedBy.USER);
        }
    }

    /** Ends the conversations nobody has written in for a while. */
    public void endIdle() {
        IDLE_LIMITS.forEach((channel, limit) -> {
            for (String callId : calls.silent(channel, clock.millis() - limit.toMillis())) {
                end(calls.require(callId).call(), EndedBy.IDLE_TIMEOUT);
            }
        });
    }

    private Conversation begin(String organizationId, @Nullable String connectionId, Agent agent, ChatRequest request) {
        ledger.requireEnoughForACall(organizationId);
        assistants.requireSpending(organizationId, connectionId, false);
        return new Conversation(chat(organizationId, connectionId, agent, request.dynamicVariables()), null, List.of());
    }

    /** An assistant goes on with its own conversations alone: those of others don't count to its limits. */
    private Conversation resume(String organizationId, @Nullable String connectionId, Agent agent, String sessionId) {
        StoredCall stored = calls.find(sessionId)
                .filter(found -> found.organizationId().equals(organizationId))
                .filter(found -> connectionId == null || connectionId.equals(found.apiKeyId()))
                .filter(found -> found.call().channel() == CallChannel.CHAT
                        && found.call().agentId().equals(agent.id()))
                .orElseThrow(() -> Problem.notFound("chat session with this agent", sessionId));
        Call call = stored.call();
        if (call.status().isTerminal()) {
            throw Problem.conflict(
                    "session_ended", "This conversation has ended. Leave sessionId out to begin a new one.");
        }
        assistants.requireSpending(organizationId, connectionId, true);
        return new Conversation(
                chat(organizationId, connectionId, agent, call.dynamicVariables()), call, turns.transcript(sessionId));
    }

    private static NewCall chat(
            String organizationId,
            @Nullable String connectionId,
            Agent agent,
            @Nullable Map<String, String> variables) {
        return new NewCall(
                organizationId,
                agent,
                null,
                null,
                null,
                connectionId,
                CallChannel.CHAT,
                CallDirection.INBOUND,
                false,
                null,
                null,
                CallStatus.IN_PROGRESS,
                variables == null ? Map.of() : variables,
                null,
                CallBrief.NONE);
    }

    private Answer answer(Conversation conversation, String message) {
        WrittenReply reply = await(conversation, message);
        return () -> store(conversation, message, reply);
    }

    private WrittenReply await(Conversation conversation, String message) {
        try {
            return switchboard
                    .reply(
                            conversation.beginning().agent(),
                            current ->
                                    agents.colleagues(conversation.beginning().organizationId(), current),
                            CallVariables.of(
                                    conversation.beginning().agent(),
                                    conversation.beginning().dynamicVariables(),
                                    () -> policy.onBehalfOf(
                                            conversation.beginning().organizationId())),
                            policy.rules(conversation.beginning().organizationId())
                                    .optOutWords(),
                            conversation.history(),
                            message)
                    .toCompletableFuture()
                    .get(REPLY_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for a reply", e);
        } catch (ExecutionException | TimeoutException e) {
            throw Problem.upstreamFailed(
                    "llm_error", "The agent's language model did not answer. Try again; nothing was stored.");
        }
    }

    private ChatReply store(Conversation conversation, String message, WrittenReply reply) {
        Call call = conversation.call() == null
                ? stored(conversation.beginning())
                : calls.require(conversation.call().id()).call();
        int index = conversation.history().size();
        if (call.status().isTerminal() || turns.transcript(call.id()).size() != index) {
            throw Problem.conflict(
                    "conversation_moved_on",
                    "Another message was answered in this conversation meanwhile. Send yours again.");
        }
        long offset = Math.max(0, clock.millis() - call.createdAt().toEpochMilli());
        turns.append(call.id(), new TranscriptEntry(index, TranscriptRole.CALLER, message, offset, null));
        for (Agent to : reply.handedTo()) {
            turns.append(
                    call.id(), new TranscriptEntry(++index, TranscriptRole.SYSTEM, Handover.line(to), offset, null));
        }
        turns.append(call.id(), new TranscriptEntry(index + 1, TranscriptRole.AGENT, reply.text(), offset, null));
        Usage usage = call.usage().plus(reply.usage());
        calls.recordUsage(call.id(), usage);
        PhoneNumber person = conversation.beginning().from();
        if (reply.optedOut() && person != null) {
            dnc.optOut(conversation.beginning().organizationId(), person, "asked not to be called, in " + call.id());
        }
        if (reply.ended()) {
            end(calls.require(call.id()).call(), EndedBy.AGENT);
        }
        return new ChatReply(call.id(), reply.text(), call.id(), reply.ended());
    }

    private Call stored(NewCall beginning) {
        Call call = calls.insert(beginning);
        publisher.started(call.id());
        return call;
    }

    private void end(Call call, EndedBy by) {
        Duration duration =
                Duration.ofMillis(Math.max(0, clock.millis() - call.createdAt().toEpochMilli()));
        database.transaction(handle -> {
            lifecycle.ended(call.id(), new CallEnd(null, by, duration, call.usage(), Latency.NONE));
            analyses.request(call.id());
            return null;
        });
    }

    /** A conversation so far. @param call null: it begins now, as {@code beginning} */
    private record Conversation(NewCall beginning, @Nullable Call call, List<TranscriptEntry> history) {}
}
