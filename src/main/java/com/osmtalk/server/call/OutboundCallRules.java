package com.osmtalk.server.call;

import com.osmtalk.api.CallRetry;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.WantedAnswer;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.brain.honesty.HumanClaim;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request for a call may look like, apart from its variables and consent. */
final class OutboundCallRules {
    private static final int TASK_LENGTH = 2_000;
    private static final int NAME_LENGTH = 100;
    private static final int FIRST_WORDS_LENGTH = 500;
    private static final int MAX_ANSWERS = 20;
    private static final int QUESTION_LENGTH = 300;
    private static final Pattern ANSWER_NAME = Pattern.compile("[a-zA-Z0-9_]{1,40}");
    /** Also with invisible characters between the braces, which nobody sees and a prompt loses. */
    private static final Pattern PLACE = Pattern.compile("[{｛][\\p{Cf}\\s]*[{｛]");

    private static final int MAX_ATTEMPTS = 5;
    private static final int MAX_PAUSE_MINUTES = 10_080;

    private OutboundCallRules() {}

    /** @throws Problem INVALID naming every invalid field */
    static void check(OutboundCallRequest request) {
        FieldErrors errors = new FieldErrors();
        if (request.agentId() == null && request.agentVersion() != null) {
            errors.add("agentVersion", "is of an agent: give its agentId too");
        }
        if (request.agentId() == null && CallBrief.isBlank(request.task())) {
            errors.add("task", "is required where no agentId is given: the general agent has nothing else to do");
        }
        checkText("task", request.task(), TASK_LENGTH, errors);
        checkText("callee", request.callee(), NAME_LENGTH, errors);
        checkSpoken("onBehalfOf", request.onBehalfOf(), NAME_LENGTH, errors);
        checkSpoken("firstWords", request.firstWords(), FIRST_WORDS_LENGTH, errors);
        List<WantedAnswer> answers = errors.elements("answers", request.answers(), MAX_ANSWERS);
        for (int i = 0; i < answers.size(); i++) {
            String path = "answers[" + i + "]";
            errors.matches(
                    path + ".name",
                    answers.get(i).name(),
                    ANSWER_NAME,
                    "must be 1 to 40 letters, digits and _, like new_date");
            errors.required(path + ".question", answers.get(i).question(), QUESTION_LENGTH);
        }
        errors.unique(
                "answers[%d].name", answers.stream().map(WantedAnswer::name).toList());
        if (request.retry() != null) {
            check(request.retry(), errors);
        }
        if (request.dialWindow() != null) {
            AgreedTimes.check(request.dialWindow(), errors);
        }
        errors.refuseIfAny();
    }

    /** Nothing fills a place in what is for one call, so it would be read out with its braces. */
    private static void checkText(String path, @Nullable String text, int maxLength, FieldErrors errors) {
        errors.optional(path, text, maxLength);
        if (text != null && PLACE.matcher(text).find()) {
            errors.add(path, "must not have {{places}}: nothing fills them here. Write what belongs there");
        }
    }

    /** What is said on the phone as it stands. */
    private static void checkSpoken(String path, @Nullable String text, int maxLength, FieldErrors errors) {
        checkText(path, text, maxLength, errors);
        if (text != null && text.length() <= 2 * maxLength && HumanClaim.isIn(text)) {
            errors.add(path, "must not say that a person speaks: an AI does, and says so");
        }
    }

    private static void check(CallRetry retry, FieldErrors errors) {
        errors.range("retry.attempts", retry.attempts(), 1, MAX_ATTEMPTS);
        if (retry.afterMinutes() != null) {
            errors.range("retry.afterMinutes", retry.afterMinutes(), 1, MAX_PAUSE_MINUTES);
        }
        List<FailureReason> on = errors.elements("retry.on", retry.on(), FailureReason.values().length);
        if (retry.on() != null && retry.on().isEmpty()) {
            errors.add("retry.on", "must name a reason, or be left out");
        }
        for (int i = 0; i < on.size(); i++) {
            if (!CallRetries.UNANSWERED.contains(on.get(i))) {
                errors.add(
                        "retry.on[" + i + "]",
                        "can't be " + Columns.name(on.get(i))
                                + "; only busy, no_answer and voicemail tell that nobody was reached");
            }
        }
        errors.unique("retry.on[%d]", on.stream().map(Columns::name).toList());
    }
}
