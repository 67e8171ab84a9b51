package com.osmtalk.server.whatsapp;

import com.osmtalk.server.call.Chats;
import com.osmtalk.server.call.Chats.Correspondence;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.store.Jobs;
import com.osmtalk.server.whatsapp.GraphApi.RefusedException;
import com.osmtalk.server.whatsapp.MessageStore.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages, each once by WhatsApp's id, and has them answered by the agent of the number they came to. They are
 * answered by a job, since WhatsApp wants its request answered sooner than a model may be done, and repeats it
 * otherwise. The agent's answer is stored before it is sent, so that a failure to send it doesn't ask the model a
 * second time. Messages of one conversation are answered one after the other.
 */
public final class WhatsApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WhatsApp.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 8;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int LOCKS = 64;

    private final Database database;
    private final MessageStore store;
    private final Numbers numbers;
    private final Chats chats;
    private final @Nullable GraphApi graph;
    private final Clock clock;
    private final Jobs.Job job;

    /** Locks by conversation, so that its messages are answered one after the other. */
    private final List<Object> locks =
            Arrays.asList(Stream.generate(Object::new).limit(LOCKS).toArray());

    public WhatsApp(
            Database database, Numbers numbers, Chats chats, WhatsAppSettings settings, Clock clock, Jobs jobs) {
        this.database = database;
        this.store = new MessageStore(database);
        this.numbers = numbers;
        this.chats = chats;
        this.graph = settings.accessToken() == null ? null : new GraphApi(settings.graphUrl(), settings.accessToken());
        this.clock = clock;
        this.job = jobs.define("answer-whatsapp", FIRST_RETRY, 2 * ATTEMPTS, this::answerUpTo);
    }

    /** Stores messages to be answered; those that were stored before are ignored. */
    void take(List<InboundMessage> messages) {
        database.transaction(handle -> {
            for (InboundMessage message : messages) {
                String id = Ids.next("wam");
                if (store.insert(id, message, clock.millis())) {
                    job.schedule(id, clock.instant());
                }
            }
            return null;
        });
    }

    /** Deletes messages of more than a month ago. */
    public void purge() {
        store.purge(clock.millis() - KEPT.toMillis());
    }

    private void answerUpTo(String id) {
        String conversation = store.conversation(id).orElse(id);
        synchronized (locks.get(Math.floorMod(conversation.hashCode(), LOCKS))) {
            store.waitingUpTo(id).forEach(this::answer);
        }
    }

    private void answer(Waiting waiting) {
        if (waiting.attempts() == ATTEMPTS) {
            LOG.error("{} stays unanswered after {} attempts", waiting.id(), ATTEMPTS);
            store.giveUp(waiting.id());
            return;
        }
        store.countAttempt(waiting.id());
        Optional<String> reply = waiting.reply() == null ? think(waiting) : Optional.of(waiting.reply());
        if (reply.isEmpty() || graph == null) {
            store.giveUp(waiting.id());
            return;
        }
        try {
            List<String> parts = MessageParts.of(reply.get());
            // those that were taken before an attempt failed are not sent again
            for (String part : parts.subList(Math.min(waiting.partsSent(), parts.size()), parts.size())) {
                graph.reply(waiting.message(), part);
                store.partSent(waiting.id());
            }
            store.sent(waiting.id());
        } catch (RefusedException e) {
            LOG.error("{} can't be answered: {}", waiting.id(), e.getMessage());
            store.giveUp(waiting.id());
        }
    }

    /** The agent's answer, stored; empty when there is nobody to answer. */
    private Optional<String> think(Waiting waiting) {
        InboundMessage message = waiting.message();
        Numbers.Holding holding = numbers.holding(message.to()).orElse(null);
        if (graph == null || holding == null || holding.number().agentId() == null) {
            LOG.warn(
                    "{} stays unanswered: {}",
                    waiting.id(),
                    graph == null ? "there is no access token" : "no agent answers its number");
            return Optional.empty();
        }
        try {
            Chats.Answer answer = chats.answer(
                    new Correspondence(
                            holding.organizationId(),
                            holding.number().agentId(),
                            holding.number().id(),
                            message.from(),
                            message.to()),
                    message.text());
            return Optional.of(database.transaction(handle -> {
                String reply = answer.store().reply();
                store.replied(waiting.id(), reply);
                return reply;
            }));
        } catch (Problem e) {
            if (mayPass(e)) {
                throw e;
            }
            LOG.warn("{} stays unanswered: {}", waiting.id(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether trying again may help; then the problem is thrown, so that the job is retried. */
    private static boolean mayPass(Problem problem) {
        return switch (problem.kind()) {
            case CONFLICT, OUTDATED, UPSTREAM_FAILED, UNAVAILABLE -> true;
            case INVALID, UNAUTHENTICATED, INSUFFICIENT_CREDITS, FORBIDDEN, NOT_FOUND, REFUSED, LIMIT_REACHED -> false;
        };
    }

    @Override
    public void close() {
        if (graph != null) {
            graph.close();
        }
    }
}
