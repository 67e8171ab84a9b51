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
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.api.Usage;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.http.Problem;
import com.osmtalk.server.http.Reply;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.store.Database;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.Switchboard.WrittenReply;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Conversations in writing. Each is a call of the channel chat, and its session id is that call's id. It ends when the
 * agent closes it, or when nothing was said for half an hour; then it is charged, for the language model only.
 */
public final class Chats {
    private static final int MESSAGE_LENGTH = 4_000;
    private static final long REPLY_LIMIT_SECONDS = 60;
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(30);

    private final Database database;
    private final Agents agents;
    private final Ledger ledger;
    private final CallStore calls;
    private final TurnStore turns;
    private final CallLifecycle lifecycle;
    private final PostCallAnalyses analyses;
    private final Switchboard switchboard;
    private final Clock clock;

    public Chats(
            Database database,
            Agents agents,
            Ledger ledger,
            CallStore calls,
            TurnStore turns,
            CallLifecycle lifecycle,
            PostCallAnalyses analyses,
            Switchboard switchboard,
            Clock clock) {
        this.database = database;
        this.agents = agents;
        this.ledger = ledger;
        this.calls = calls;
        this.turns = turns;
        this.lifecycle = lifecycle;
        this.analyses = analyses;
        this.switchboard = switchboard;
        this.clock = clock;
    }

    /** Waits for the agent's answer; storing message and answer is what is left to commit. */
    Router.Commit prepare(String organizationId, String agentId, ChatRequest request) {
        if (request.message().isBlank() || request.message().length() > MESSAGE_LENGTH) {
            throw Problem.invalid("message", "must be 1 to " + MESSAGE_LENGTH + " characters");
        }
        DynamicVariables.require(request.dynamicVariables());
        Agent agent = agents.forCall(organizationId, agentId, null);
        Conversation conversation = request.sessionId() == null
                ? begin(organizationId, request)
                : resume(organizationId, agent, request.sessionId());
        WrittenReply reply = await(agent, conversation, request.message());
        return () -> Reply.ok(store(organizationId, agent, conversation, request.message(), reply));
    }

    /** Ends the conversations nobody has written in for a while. */
    public void endIdle() {
        for (String callId : calls.silentChats(clock.millis() - IDLE_LIMIT.toMillis())) {
            end(callId, calls.require(callId).call(), EndedBy.IDLE_TIMEOUT);
        }
    }

    private Conversation begin(String organizationId, ChatRequest request) {
        ledger.requireEnoughForACall(organizationId);
        return new Conversation(
                null, request.dynamicVariables() == null ? Map.of() : request.dynamicVariables(), List.of());
    }

    private Conversation resume(String organizationId, Agent agent, String sessionId) {
        Call call = calls.find(sessionId)
                .filter(stored -> stored.organizationId().equals(organizationId))
                .map(StoredCall::call)
                .filter(found ->
                        found.channel() == CallChannel.CHAT && found.agentId().equals(agent.id()))
                .orElseThrow(() -> Problem.notFound("chat session with this agent", sessionId));
        if (call.status().isTerminal()) {
            throw Problem.conflict(
                    "session_ended", "This conversation has ended. Leave sessionId out to begin a new one.");
        }
        return new Conversation(call, call.dynamicVariables(), turns.transcript(sessionId));
    }

    private WrittenReply await(Agent agent, Conversation conversation, String message) {
        try {
            return switchboard
                    .reply(agent, conversation.variables(), conversation.history(), message)
                    .toCompletableFuture()
                    .get(REPLY_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for a reply", e);
        } catch (ExecutionException | TimeoutException e) {
            throw Problem.of(
                    502, "llm_error", "The agent's language model did not answer. Try again; nothing was stored.");
        }
    }

    private ChatReply store(
            String organizationId, Agent agent, Conversation conversation, String message, WrittenReply reply) {
        Call call = conversation.call() == null
                ? calls.insert(new NewCall(
                        organizationId,
                        agent,
                        null,
                        null,
                        CallChannel.CHAT,
                        CallDirection.OUTBOUND,
                        null,
                        null,
                        CallStatus.IN_PROGRESS,
                        conversation.variables()))
                : calls.require(conversation.call().id()).call();
        int index = conversation.history().size();
        if (call.status().isTerminal() || turns.transcript(call.id()).size() != index) {
            throw Problem.conflict(
                    "conversation_moved_on",
                    "Another message was answered in this conversation meanwhile. Send yours again.");
        }
        long offset = Math.max(0, clock.millis() - call.createdAt().toEpochMilli());
        turns.append(call.id(), new TranscriptEntry(index, TranscriptRole.CALLER, message, offset, null));
        turns.append(call.id(), new TranscriptEntry(index + 1, TranscriptRole.AGENT, reply.text(), offset, null));
        Usage usage = call.usage().plus(reply.usage());
        calls.recordUsage(call.id(), usage);
        if (reply.ended()) {
            end(call.id(), calls.require(call.id()).call(), EndedBy.AGENT);
        }
        return new ChatReply(call.id(), reply.text(), call.id(), reply.ended());
    }

    private void end(String callId, Call call, EndedBy by) {
        Duration duration =
                Duration.ofMillis(Math.max(0, clock.millis() - call.createdAt().toEpochMilli()));
        database.transaction(handle -> {
            lifecycle.ended(callId, new CallEnd(null, by, duration, call.usage(), Latency.NONE));
            analyses.request(callId);
            return null;
        });
    }

    /** A conversation so far. @param call null: it begins now */
    private record Conversation(@Nullable Call call, Map<String, String> variables, List<TranscriptEntry> history) {}
}
