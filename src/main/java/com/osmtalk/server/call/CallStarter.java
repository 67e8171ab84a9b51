package com.osmtalk.server.call;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.cluster.ClusterMembers;
import com.osmtalk.server.cluster.LiveCalls;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.DatabaseUnavailableException;
import com.osmtalk.server.telephony.Trunks;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.CallEvents;
import com.osmtalk.voice.CallPlan;
import com.osmtalk.voice.LiveCall;
import com.osmtalk.voice.audio.AudioTap;
import com.osmtalk.voice.brain.CallTask;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins queued calls on this server, at most once each.
 *
 * <p>A call is claimed in the database before its line is opened, by an UPDATE that only one server can win, and a
 * claimed call is never claimed again. If the server dies between the claim and the line, nobody was rung, and {@link
 * CallRecovery} ends the call as interrupted. The other order, first dialling and then noting it, could ring a person
 * twice.
 */
public final class CallStarter {
    private static final Logger LOG = LoggerFactory.getLogger(CallStarter.class);

    private final ClusterMembers members;
    private final Database database;
    private final CallStore calls;
    private final TurnStore turns;
    private final NoteStore notes;
    private final QuestionStore questions;
    private final CallLifecycle lifecycle;
    private final LiveCalls live;
    private final Agents agents;
    private final Trunks trunks;
    private final DncList dnc;
    private final DialPolicy policy;
    private final ScheduledCallRules scheduled;
    private final AssistantBudget assistants;
    private final PostCallAnalyses analyses;
    private final CallPublisher publisher;
    private final BridgedCalls bridged;
    private final EventWriters writers;
    private final CallRecorder recorder;
    private final Clock clock;

    public CallStarter(
            ClusterMembers members,
            Database database,
            CallStore calls,
            TurnStore turns,
            NoteStore notes,
            QuestionStore questions,
            CallLifecycle lifecycle,
            LiveCalls live,
            Agents agents,
            Trunks trunks,
            DncList dnc,
            DialPolicy policy,
            ScheduledCallRules scheduled,
            AssistantBudget assistants,
            PostCallAnalyses analyses,
            CallPublisher publisher,
            BridgedCalls bridged,
            EventWriters writers,
            CallRecorder recorder,
            Clock clock) {
        this.members = members;
        this.database = database;
        this.calls = calls;
        this.turns = turns;
        this.notes = notes;
        this.questions = questions;
        this.lifecycle = lifecycle;
        this.live = live;
        this.agents = agents;
        this.trunks = trunks;
        this.dnc = dnc;
        this.policy = policy;
        this.scheduled = scheduled;
        this.assistants = assistants;
        this.analyses = analyses;
        this.publisher = publisher;
        this.bridged = bridged;
        this.writers = writers;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * Begins a queued call.
     *
     * @param line opens it, telling the events it is given what happens
     * @param reason the call has failed for when no line could be opened
     * @return false when the call was ended before, or is begun already
     * @throws DatabaseUnavailableException when no line was opened
     */
    public boolean begin(String callId, BiFunction<CallPlan, CallEvents, LiveCall> line, FailureReason reason) {
        return begin(callId, Attempt.first(clock.instant()), line, reason);
    }

    /**
     * The same, for one who tries again when the database was away.
     *
     * @throws DatabaseUnavailableException when no line was opened; the call may be claimed all the same, which the
     *     next attempt finds out
     */
    boolean begin(
            String callId, Attempt attempt, BiFunction<CallPlan, CallEvents, LiveCall> line, FailureReason reason) {
        // with all that is read for it: an outage between the two must not end a call that could be begun later
        Optional<Claimed> claimed = claiming(
                callId,
                () -> calls.claim(callId, members.id(), attempt.at())
                        || attempt.again() && calls.isClaimed(callId, members.id(), attempt.at()),
                () -> Optional.of(read(callId)).filter(call -> mayBeDialled(call.stored())));
        claimed.ifPresent(call -> open(call, line, reason));
        return claimed.isPresent();
    }

    /**
     * One of the attempts to begin a call.
     *
     * @param at when the first was made, by which its claim is known again
     * @param again whether one was made whose outcome was lost with the connection to the database
     */
    record Attempt(Instant at, boolean again) {
        static Attempt first(Instant at) {
            return new Attempt(at, false);
        }

        Attempt next() {
            return new Attempt(at, true);
        }
    }

    /**
     * Makes a queued call this server's, for good.
     *
     * @return false when it is over, or was begun already
     * @throws DatabaseUnavailableException when others have just evicted this server, and would end the call
     */
    boolean claim(String callId) {
        return claiming(callId, () -> calls.claim(callId, members.id()), () -> Optional.of(callId))
                .isPresent();
    }

    /** The same, as a part of the transaction that stores the call: nobody knows it before, so it is not held yet. */
    void claimNew(String callId) {
        database.transaction(handle -> {
            members.requireMembership();
            return calls.claim(callId, members.id());
        });
    }

    /**
     * Claims a call, and holds it before anybody can see the claim: what is asked of it until its line is open would
     * find nobody who has it otherwise.
     *
     * @param rest of the transaction, which may think better of it
     */
    private <T> Optional<T> claiming(String callId, BooleanSupplier claim, Supplier<Optional<T>> rest) {
        AtomicBoolean held = new AtomicBoolean();
        Optional<T> claimed = Optional.empty();
        try {
            claimed = database.transaction(handle -> {
                members.requireMembership();
                if (!claim.getAsBoolean()) {
                    return Optional.empty();
                }
                live.hold(callId);
                held.set(true);
                return rest.get();
            });
            return claimed;
        } finally {
            if (held.get() && claimed.isEmpty()) {
                live.release(callId);
            }
        }
    }

    /**
     * {@link #begin}, for a call that was claimed before.
     *
     * @return false when no line could be opened; the call has ended then
     */
    boolean beginClaimed(String callId, BiFunction<CallPlan, CallEvents, LiveCall> line, FailureReason reason) {
        return open(read(callId), line, reason);
    }

    /** Holds a call that may be claimed by now, so that recovery doesn't take it for one that nothing holds. */
    void holdInDoubt(String callId) {
        live.hold(callId);
    }

    /** The call that was held in doubt is not this server's. */
    void releaseDoubt(String callId) {
        live.release(callId);
    }

    /** A call with what is needed to begin it, or the reason that it can't be. */
    private record Claimed(
            StoredCall stored,
            @Nullable CallPlan plan,
            List<NoteStore.Note> notes,
            @Nullable RuntimeException fault) {
        CallPlan require() {
            if (plan == null) {
                throw new IllegalStateException("it can't be begun", fault);
            }
            return plan;
        }
    }

    /**
     * A scheduled call may have been queued by a server that died then: what was looked at when it was queued is looked
     * at again. One that must not be dialled any more is ended, in the transaction that claims it.
     */
    private boolean mayBeDialled(StoredCall stored) {
        Optional<CallEnd> obstacle = scheduled.obstacle(stored);
        obstacle.ifPresent(end -> lifecycle.ended(stored.call().id(), end));
        return obstacle.isEmpty();
    }

    private Claimed read(String callId) {
        StoredCall stored = calls.require(callId);
        try {
            return new Claimed(stored, plan(stored), notes.of(callId), null);
        } catch (DatabaseUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            return new Claimed(stored, null, List.of(), e);
        }
    }

    private boolean open(Claimed claimed, BiFunction<CallPlan, CallEvents, LiveCall> line, FailureReason reason) {
        StoredCall stored = claimed.stored();
        String callId = stored.call().id();
        CompletableFuture<LiveCall> handle = live.hold(callId);
        CallEventWriter events = new CallEventWriter(
                stored,
                lifecycle,
                calls,
                turns,
                questions,
                dnc,
                analyses,
                publisher,
                bridged,
                queue(callId, handle),
                () -> {
                    if (assistants.isUsedUp(stored)) {
                        handle.thenAccept(opened -> opened.stop(FailureReason.ASSISTANT_LIMIT));
                    }
                },
                clock);
        try {
            LiveCall opened = line.apply(claimed.require(), events);
            claimed.notes().forEach(note -> opened.note(note.n(), note.text()));
            handle.complete(opened);
            return true;
        } catch (RuntimeException e) {
            LOG.error("could not start {}; it is ended as failed", callId, e);
            events.ended(CallEnd.undialled(reason, EndedBy.PLATFORM));
            return false;
        }
    }

    private EventQueue queue(String callId, CompletableFuture<LiveCall> line) {
        return new EventQueue(callId, database, calls, writers, new EventQueue.Owner() {
            @Override
            public void interrupt() {
                line.thenAccept(LiveCall::interrupt);
            }

            @Override
            public void over() {
                live.release(callId);
            }
        });
    }

    /**
     * Ends a queued call whose visitor or caller never came, with nobody as the one who ended it. Does nothing if it
     * was begun or is over.
     */
    public void giveUp(String callId, FailureReason reason) {
        database.transaction(handle -> {
            if (calls.claim(callId, ClusterMembers.NONE)) {
                lifecycle.ended(callId, CallEnd.undialled(reason, null));
            }
            return null;
        });
    }

    private CallPlan plan(StoredCall stored) {
        Call call = stored.call();
        Agent agent = agents.forCall(stored.organizationId(), call.agentId(), call.agentVersion());
        String ours = call.phoneNumberId();
        return new CallPlan(
                call.id(),
                ours == null ? null : trunks.carried(ours),
                number(call.direction() == CallDirection.OUTBOUND ? call.to() : call.from()),
                agent,
                new CallTask(
                        Objects.requireNonNullElse(call.task(), ""),
                        Objects.requireNonNullElse(call.firstWords(), ""),
                        WantedAnswers.questions(call.wantedAnswers())),
                CallVariables.of(agent, call, () -> policy.onBehalfOf(stored.organizationId())),
                () -> agent.recordingEnabled() ? recorder.begin(call.id()) : AudioTap.NONE,
                current -> agents.colleagues(stored.organizationId(), current),
                call.channel() == CallChannel.PHONE
                        ? policy.rules(stored.organizationId(), agent, call)
                        : policy.rules(stored.organizationId()));
    }

    static @Nullable PhoneNumber number(@Nullable String e164) {
        return e164 == null ? null : PhoneNumber.of(e164);
    }
}
