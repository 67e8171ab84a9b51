package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallNote;
import com.osmtalk.api.CallQuestion;
import com.osmtalk.api.CallQuestionStatus;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.KeysRequest;
import com.osmtalk.api.NoteRequest;
import com.osmtalk.api.QuestionAnswer;
import com.osmtalk.server.cluster.LiveCalls;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the person behind a call, or an assistant of theirs, can do for its agent while it lasts: tell it something,
 * answer what it asks, press keys. Nothing of it has anybody dialled.
 */
public final class OwnerActions {
    private static final int MOST_NOTES = 10;
    private static final Pattern KEYS = Pattern.compile("(?=.*[0-9*#])[0-9*#w]{1,32}");

    private final Database database;
    private final Calls calls;
    private final CallStore store;
    private final NoteStore notes;
    private final QuestionStore questions;
    private final LiveCalls live;
    private final CallPublisher publisher;
    private final Clock clock;

    public OwnerActions(
            Database database,
            Calls calls,
            CallStore store,
            NoteStore notes,
            QuestionStore questions,
            LiveCalls live,
            CallPublisher publisher,
            Clock clock) {
        this.database = database;
        this.calls = calls;
        this.store = store;
        this.notes = notes;
        this.questions = questions;
        this.live = live;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * That an API key has started a call.
     *
     * @throws Problem NOT_FOUND for every other call, whether there is one or not
     */
    void requireStartedBy(String organizationId, String callId, String keyId) {
        if (!store.isStartedBy(organizationId, callId, keyId)) {
            throw notStartedByKey(callId);
        }
    }

    static Problem notStartedByKey(String callId) {
        return Problem.notFound("This API key has started no call " + callId
                + ". With an account key or a session, use /api/calls/{id} instead.");
    }

    /**
     * Tells the agent of a live call something, or that of a queued one once it is dialled.
     *
     * @throws Problem INVALID for a text that can't be a note, NOT_FOUND when the call is not the organisation's,
     *     CONFLICT when it is no live voice call, has its ten notes, or can't be reached from this server
     */
    CallNote note(String organizationId, String callId, NoteRequest request) {
        String text = OwnerText.require("text", request.text());
        return database.transaction(handle -> {
            Call call = requireVoice(calls.get(organizationId, callId));
            NoteStore.Numbered numbered = notes.next(callId, MOST_NOTES).orElseThrow(() -> refusal(call));
            Instant now = clock.instant();
            notes.insert(callId, new NoteStore.Note(numbered.n(), text), now);
            if (numbered.held() && !live.note(callId, numbered.n(), text)) {
                throw Calls.unreachable();
            }
            return new CallNote(numbered.n(), text, now, MOST_NOTES - numbered.n());
        });
    }

    private static Problem refusal(Call call) {
        return switch (call.status()) {
            case QUEUED, RINGING, IN_PROGRESS ->
                Problem.conflict("too_many_notes", "A call takes " + MOST_NOTES + " notes, and this one has them.");
            case SCHEDULED, COMPLETED, FAILED -> notLive(call);
        };
    }

    /**
     * Presses keys on a phone call in progress.
     *
     * @throws Problem INVALID for what are no keys, NOT_FOUND when the call is not the organisation's, CONFLICT when it
     *     is no phone call in progress, or can't be reached from this server
     */
    Call press(String organizationId, String callId, KeysRequest request) {
        if (request.keys() == null || !KEYS.matcher(request.keys()).matches()) {
            throw Problem.invalid("keys", "must be 1 to 32 of 0-9, * and #, with w for a pause of half a second");
        }
        return database.transaction(handle -> {
            Call call = calls.get(organizationId, callId);
            if (call.channel() != CallChannel.PHONE) {
                throw Problem.conflict(
                        "not_a_phone_call", "Keys can be pressed on a phone call only; " + callId + " is none.");
            }
            if (call.status() != CallStatus.IN_PROGRESS) {
                throw Problem.conflict(
                        "call_not_in_progress",
                        "Keys can be pressed while a call is in progress; " + callId + " is "
                                + Columns.name(call.status()) + ".");
            }
            if (!live.press(callId, request.keys())) {
                throw Calls.unreachable();
            }
            return call;
        });
    }

    /** What the agent has asked, in order. @throws Problem NOT_FOUND when the call is not the organisation's */
    List<CallQuestion> questions(String organizationId, String callId) {
        calls.get(organizationId, callId);
        return questions.of(callId);
    }

    /**
     * Answers a question, once.
     *
     * @param number counts the questions of the call, from 1
     * @throws Problem INVALID for a text that can't be an answer, NOT_FOUND when there is no such call or question,
     *     CONFLICT when it was answered or has lapsed, or the call can't be reached from this server
     */
    CallQuestion answer(String organizationId, String callId, String number, QuestionAnswer request) {
        String answer = OwnerText.require("answer", request.answer());
        return database.transaction(handle -> {
            CallQuestion question = questions(organizationId, callId).stream()
                    .filter(each -> String.valueOf(each.n()).equals(number))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound(callId + " has asked no question of that number."));
            Instant now = clock.instant();
            if (question.status() != CallQuestionStatus.OPEN || !questions.answer(callId, question.n(), answer, now)) {
                throw closed(find(callId, question.n()).orElse(question));
            }
            if (!live.answer(callId, question.n(), answer)) {
                throw Calls.unreachable();
            }
            publisher.changed(callId);
            return find(callId, question.n()).orElseThrow();
        });
    }

    private Optional<CallQuestion> find(String callId, int n) {
        return questions.of(callId).stream().filter(each -> each.n() == n).findFirst();
    }

    private static Problem closed(CallQuestion question) {
        return Problem.conflict(
                "question_closed",
                switch (question.status()) {
                    case LAPSED ->
                        "Question " + question.n() + " has lapsed: the agent has gone on without an answer. A note"
                                + " tells it something all the same.";
                    case OPEN, ANSWERED -> "Question " + question.n() + " was answered already.";
                });
    }

    private static Call requireVoice(Call call) {
        return switch (call.channel()) {
            case PHONE, WEB -> call;
            case CHAT, WHATSAPP ->
                throw Problem.conflict("not_a_voice_call", "Notes are for voice calls; write to a chat instead.");
        };
    }

    private static Problem notLive(Call call) {
        return Problem.conflict(
                "call_not_live",
                "Only a queued, ringing or live call takes notes; " + call.id() + " is " + Columns.name(call.status())
                        + ".");
    }
}
