package com.osmtalk.server.call;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.ConnectRequest;
import com.osmtalk.api.OutboundCallAccepted;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TransferRequest;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.cluster.LiveCalls;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.voice.carrier.Carrier;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An organisation's calls: asking for one, looking them up, ending and handing over live ones.
 *
 * <p>A call is admitted in one transaction: first by the rules that concern it alone, such as whether its destination
 * may be dialled, then, under a lock, by those that depend on the other calls: enough credit for all of them, and a
 * free line. A call that is refused is not stored.
 */
public final class Calls {
    private final Database database;
    private final Agents agents;
    private final Numbers numbers;
    private final DialPolicy policy;
    private final ScheduledCallRules scheduled;
    private final AssistantBudget assistants;
    private final Admission admission;
    private final CallStore calls;
    private final TurnStore turns;
    private final QuestionStore questions;
    private final CallListStore list;
    private final Cancellations cancellations;
    private final LiveCalls live;
    private final Dialler dialler;
    private final RecordingLinks recordings;
    private final Clock clock;

    public Calls(
            Database database,
            Agents agents,
            Numbers numbers,
            DialPolicy policy,
            ScheduledCallRules scheduled,
            AssistantBudget assistants,
            Admission admission,
            CallStore calls,
            TurnStore turns,
            QuestionStore questions,
            CallListStore list,
            Cancellations cancellations,
            LiveCalls live,
            Dialler dialler,
            RecordingLinks recordings,
            Clock clock) {
        this.database = database;
        this.agents = agents;
        this.numbers = numbers;
        this.policy = policy;
        this.scheduled = scheduled;
        this.assistants = assistants;
        this.admission = admission;
        this.calls = calls;
        this.turns = turns;
        this.questions = questions;
        this.list = list;
        this.cancellations = cancellations;
        this.live = live;
        this.dialler = dialler;
        this.recordings = recordings;
        this.clock = clock;
    }

    /**
     * Admits a call: stores it and the job that dials it, in the transaction this thread is in or one of its own. One
     * for later is only stored.
     *
     * @param keyId the key that asks for it; null: a person does
     * @throws Problem NOT_FOUND for an agent, version or number that is not ours, REFUSED for a destination that may
     *     not be dialled, INSUFFICIENT_CREDITS without credits, LIMIT_REACHED without a free line; then nothing is
     *     stored
     */
    public OutboundCallAccepted startOutbound(
            String organizationId, @Nullable String keyId, OutboundCallRequest request) {
        return startOutbound(organizationId, null, keyId, request);
    }

    /** {@link #startOutbound}, for a campaign. @param connectionId the assistant's whose campaign it is; or null */
    public OutboundCallAccepted startForCampaign(
            String organizationId, String campaignId, @Nullable String connectionId, OutboundCallRequest request) {
        return startOutbound(organizationId, campaignId, connectionId, request);
    }

    private OutboundCallAccepted startOutbound(
            String organizationId, @Nullable String campaignId, @Nullable String keyId, OutboundCallRequest request) {
        OutboundCallRules.check(request);
        scheduled.check(request.scheduledAt());
        DynamicVariables.require(request.dynamicVariables());
        policy.check(request.consent());
        return database.transaction(handle -> {
            Agent agent = request.agentId() == null
                    ? agents.generalForCall(organizationId)
                    : agents.forCall(organizationId, request.agentId(), request.agentVersion());
            String numberId = request.phoneNumberId() == null
                    ? assistants.onlyNumber(keyId).orElse(null)
                    : request.phoneNumberId();
            OwnedNumber from =
                    numberId == null ? numbers.onlyForCall(organizationId) : numbers.forCall(organizationId, numberId);
            scheduled.requireAllowed(organizationId, request);
            if (from.phoneNumber().equals(request.destination())) {
                throw Problem.refused("destination_not_allowed", "A number can't call itself.");
            }
            calls.lockAdmission();
            assistants.require(
                    organizationId,
                    keyId,
                    from.id(),
                    Objects.requireNonNullElseGet(request.scheduledAt(), clock::instant));
            boolean later = request.scheduledAt() != null;
            NewCall asked = new NewCall(
                    organizationId,
                    agent,
                    request.agentVersion(),
                    from.id(),
                    campaignId,
                    keyId,
                    CallChannel.PHONE,
                    CallDirection.OUTBOUND,
                    Boolean.TRUE.equals(from.simulated()),
                    from.phoneNumber(),
                    request.destination(),
                    later ? CallStatus.SCHEDULED : CallStatus.QUEUED,
                    request.dynamicVariables() == null ? Map.of() : request.dynamicVariables(),
                    request.consent(),
                    CallBrief.of(request, scheduled.agreedTimes(request)));
            Call call = later ? admission.admitForLater(asked) : admission.admit(asked);
            if (!later) {
                dialler.request(call.id());
            }
            return new OutboundCallAccepted(
                    call.id(),
                    call.status(),
                    call.simulated(),
                    call.agentId(),
                    from.id(),
                    request.destination(),
                    call.createdAt(),
                    CallVariables.missing(agent, call));
        });
    }

    /**
     * Admits a web call: stores it, queued until its visitor comes. The visitor comes to the agent, so it is inbound.
     *
     * @param keyId the key that asks for it; null: a person does, or whoever is on a page
     * @throws Problem NOT_FOUND for an agent or version that is not ours, INSUFFICIENT_CREDITS without credits,
     *     LIMIT_REACHED without a free line; then nothing is stored
     */
    public Call startWeb(String organizationId, String agentId, @Nullable String keyId, ConnectRequest request) {
        DynamicVariables.require(request.dynamicVariables());
        return database.transaction(handle -> {
            Agent agent = agents.forCall(organizationId, agentId, request.agentVersion());
            calls.lockAdmission();
            assistants.require(organizationId, keyId, null, clock.instant());
            return admission.admit(new NewCall(
                    organizationId,
                    agent,
                    request.agentVersion(),
                    null,
                    null,
                    keyId,
                    CallChannel.WEB,
                    CallDirection.INBOUND,
                    false,
                    null,
                    null,
                    CallStatus.QUEUED,
                    request.dynamicVariables() == null ? Map.of() : request.dynamicVariables(),
                    null,
                    CallBrief.NONE));
        });
    }

    /**
     * Admits a phone call that comes in: stores it, queued until it is put on a line.
     *
     * @param carrier who has brought it
     * @throws Problem NOT_FOUND for a number that is not ours, CONFLICT for one that no agent answers, REFUSED {@code
     *     no_carrier} for one whose calls this carrier doesn't carry,
     *     INSUFFICIENT_CREDITS without credits, LIMIT_REACHED without a free line; then nothing is stored
     */
    public Call startInbound(String organizationId, PhoneNumber to, @Nullable PhoneNumber from, Carrier carrier) {
        return startInbound(organizationId, null, to, from, carrier);
    }

    /** The same, where an assistant may have asked for somebody to call. @param keyId who asks; null: a person does */
    public Call startInbound(
            String organizationId,
            @Nullable String keyId,
            PhoneNumber to,
            @Nullable PhoneNumber from,
            Carrier carrier) {
        return database.transaction(handle -> {
            OwnedNumber number = numbers.called(organizationId, to, carrier);
            if (number.agentId() == null) {
                throw Problem.conflict(
                        "rejected", "No agent answers " + to + ", so the call is rejected. Give the number an agent.");
            }
            Agent agent = agents.forCall(organizationId, number.agentId(), null);
            calls.lockAdmission();
            assistants.require(organizationId, keyId, number.id(), clock.instant());
            return admission.admit(new NewCall(
                    organizationId,
                    agent,
                    null,
                    number.id(),
                    null,
                    keyId,
                    CallChannel.PHONE,
                    CallDirection.INBOUND,
                    carrier.simulated(),
                    from,
                    to,
                    CallStatus.QUEUED,
                    Map.of(),
                    null,
                    CallBrief.NONE));
        });
    }

    /**
     * Part of a transaction that may go on to ask for a call: no other call is admitted until it has ended, so that
     * what it decides by the calls that were made still holds when its own is.
     */
    public void holdAdmission() {
        calls.lockAdmission();
    }

    /** One call with its transcript so far. @throws Problem NOT_FOUND when it is not the organisation's */
    public Call get(String organizationId, String callId) {
        Call call = find(organizationId, callId);
        return Transcripts.attach(
                call,
                turns.transcript(callId),
                call.status() == CallStatus.IN_PROGRESS ? questions.open(callId) : Optional.empty(),
                recordings.of(callId));
    }

    /**
     * The id of a call, for whoever may be kept from some of the organisation's.
     *
     * @throws Problem NOT_FOUND for one that is not there for them
     */
    String within(CallReach reach, String callId) {
        if (!reach.isLimited()) {
            return callId;
        }
        return calls.find(callId)
                .filter(stored ->
                        reach.includes(stored.organizationId(), stored.call().phoneNumberId(), stored.apiKeyId()))
                .map(stored -> stored.call().id())
                .orElseThrow(() -> Problem.notFound("call", callId));
    }

    /** Calls without their transcripts, the newest first. */
    public Page<Call> list(CallReach reach, CallQuery query, PageRequest request) {
        return list.page(reach, query, request);
    }

    /** The calls that ring, wait for a line or go on, without their transcripts, the newest first. */
    List<Call> live(CallReach reach) {
        return list.live(reach, PageRequest.MAX_LIMIT);
    }

    /**
     * Ends a call, also one that is only scheduled; one that is over is left as it is. The end itself follows
     * immediately, but after this has returned.
     *
     * @throws Problem NOT_FOUND when it is not the organisation's, CONFLICT when it can't be reached from this server
     */
    public Call end(String organizationId, String callId) {
        return database.transaction(handle -> {
            Call call = find(organizationId, callId);
            if (!call.status().isTerminal() && !cancellations.undialled(callId) && !live.end(callId)) {
                throw unreachable();
            }
            return get(organizationId, callId);
        });
    }

    /**
     * Cancels a call that nobody has begun to dial, or the attempt that is to follow one that is over.
     *
     * @param keyId the key that must have asked for the call; null: whoever did
     * @return the cancelled call
     * @throws Problem as {@link Cancellations#cancel}
     */
    public Call cancel(String organizationId, @Nullable String keyId, String callId) {
        return database.transaction(handle -> get(
                organizationId,
                cancellations.cancel(organizationId, keyId, callId).id()));
    }

    /**
     * Hands a live phone call to a person.
     *
     * @param keyId the key that asks for it; null: a person does
     * @throws Problem NOT_FOUND when it is not the organisation's, CONFLICT when it is no phone call in progress or is
     *     being handed over already, REFUSED for a destination that may not be dialled, or without a carrier to dial it
     */
    public Call transfer(String organizationId, @Nullable String keyId, String callId, TransferRequest request) {
        return database.transaction(handle -> {
            Call call = get(organizationId, callId);
            if (call.channel() != CallChannel.PHONE) {
                throw Problem.conflict(
                        "not_a_phone_call",
                        "Only a phone call can be transferred; " + callId + " is a " + Columns.name(call.channel())
                                + " call.");
            }
            if (call.status() != CallStatus.IN_PROGRESS) {
                throw notInProgress(callId, Columns.name(call.status()));
            }
            // the person who takes over is dialled from the call's own number
            numbers.forCall(organizationId, Objects.requireNonNull(call.phoneNumberId()));
            policy.require(organizationId, request.destination());
            calls.lockAdmission();
            assistants.requireTransfer(organizationId, keyId, call);
            return switch (live.transfer(callId, request.destination(), request.summary())) {
                case ACCEPTED -> call;
                case UNREACHABLE -> throw unreachable();
                case OVER -> throw notInProgress(callId, "just ending");
                case BEING_TRANSFERRED ->
                    throw Problem.conflict(
                            "transfer_in_progress",
                            callId + " is being transferred already. Look it up again in a moment.");
            };
        });
    }

    /** A call of whatever organisation, without its transcript: for a job, which was given its id by this server. */
    public Call forJob(String callId) {
        return calls.require(callId).call();
    }

    private Call find(String organizationId, String callId) {
        return calls.find(callId)
                .filter(stored -> stored.organizationId().equals(organizationId))
                .map(StoredCall::call)
                .orElseThrow(() -> Problem.notFound("call", callId));
    }

    static Problem unreachable() {
        return Problem.conflict(
                "call_elsewhere", "The call is just ending, or the server that held it is gone. Look it up again.");
    }

    private static Problem notInProgress(String callId, String state) {
        return Problem.conflict(
                "call_not_in_progress", "Only a call in progress can be transferred; " + callId + " is " + state + ".");
    }
}
