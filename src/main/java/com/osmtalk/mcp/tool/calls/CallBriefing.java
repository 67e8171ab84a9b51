package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.AnswerType;
import com.osmtalk.api.CallRetry;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Json;
import com.osmtalk.api.WantedAnswer;
import com.osmtalk.mcp.guard.CallPurpose;
import com.osmtalk.mcp.guard.DialTimes;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.QuotedText;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.kit.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What calls are for, the same for all that are asked for together: the arguments that any agent takes, besides its
 * own variables.
 */
record CallBriefing(
        @Nullable String task,
        @Nullable String callee,
        @Nullable String onBehalfOf,
        @Nullable String firstWords,
        List<WantedAnswer> answers,
        @Nullable CallRetry retry) {
    private static final int TASK_LENGTH = 2000;
    private static final int FIRST_WORDS_LENGTH = 500;
    private static final int QUESTION_LENGTH = 300;
    private static final int NAME_LENGTH = 100;

    private static final ObjectSchema ANSWER = ObjectSchema.part()
            .required("name", Schema.string().pattern("^[A-Za-z0-9_]{1,40}$", "1 to 40 letters, digits and _"))
            .optional("type", SharedArguments.choice(null, AnswerType.class))
            .required("question", Schema.string());

    /** The ends that tell that nobody was reached: after no other does a server call again. */
    private static final List<String> AFTER = Stream.of(
                    FailureReason.BUSY, FailureReason.NO_ANSWER, FailureReason.VOICEMAIL)
            .map(Wording::code)
            .toList();

    private static final ObjectSchema RETRY = ObjectSchema.part()
            .required("attempts", Schema.integer(null, 2, 6))
            .optional("after_minutes", Schema.integer(null, 1, 10_080))
            .optional("on", Schema.list(null, Schema.choice(null, AFTER), 0, AFTER.size()));

    /** Adds the arguments. */
    static ObjectSchema describe(ObjectSchema arguments) {
        return arguments
                .optional(
                        "task",
                        Schema.string("What to achieve: names, dates, limits.", 1, TASK_LENGTH)
                                .example("Move it to Thursday"))
                .optional(
                        "callee",
                        Schema.string("Who is called.", 1, NAME_LENGTH).example("Dr. Lee"))
                .optional(
                        "on_behalf_of",
                        Schema.string("For whom.", 1, NAME_LENGTH).example("Asha"))
                .optional(
                        "first_words",
                        Schema.string("Said instead of the greeting.", 1, FIRST_WORDS_LENGTH)
                                .example("Hello from Asha."))
                .optional(
                        "answers",
                        Schema.list(
                                "What to find out. E.g. new_date, date, Which day?",
                                Schema.object(null, ANSWER),
                                0,
                                20))
                .optional("retry", Schema.object("Dial again. E.g. attempts 3 (in all), on busy", RETRY));
    }

    static CallBriefing of(Arguments arguments) {
        List<WantedAnswer> answers = arguments.objects("answers", ANSWER).stream()
                .map(answer -> new WantedAnswer(
                        answer.string("name"),
                        answer.choice("type", AnswerType.class).orElse(AnswerType.STRING),
                        answer.string("question")))
                .toList();
        Set<String> names = new HashSet<>();
        for (WantedAnswer answer : answers) {
            if (!names.add(answer.name())) {
                throw refused("answers", "has the name " + answer.name() + " twice");
            }
            if (answer.question().codePointCount(0, answer.question().length()) > QUESTION_LENGTH) {
                throw refused("answers", "has a question of more than " + QUESTION_LENGTH + " characters");
            }
        }
        return new CallBriefing(
                arguments.optionalString("task").orElse(null),
                arguments.optionalString("callee").orElse(null),
                arguments.optionalString("on_behalf_of").orElse(null),
                arguments.optionalString("first_words").orElse(null),
                answers,
                arguments.object("retry", RETRY).map(CallBriefing::retry).orElse(null));
    }

    /** Further calls, as the API counts them; the argument counts the first too, as the person does. */
    private static CallRetry retry(Arguments given) {
        List<FailureReason> on = given.strings("on").stream()
                .map(name -> FailureReason.valueOf(name.toUpperCase(Locale.ROOT)))
                .distinct()
                .toList();
        return new CallRetry(
                        given.integer("attempts").orElseThrow() - 1,
                        given.integer("after_minutes").orElse(null),
                        on.isEmpty() ? null : on)
                .withDefaults();
    }

    /** How often one number is called at most. */
    private int calls() {
        return retry == null ? 1 : retry.attempts() + 1;
    }

    private static ToolException refused(String field, String what) {
        return new ToolException(ToolProblem.argument(
                field, "`" + field + "` " + what + ".", "Nothing was dialled. Correct it and call again."));
    }

    /** The values that fill the places {@code {{task}}}, {@code {{callee}}} and {@code {{on_behalf_of}}}. */
    Map<String, String> places(Optional<String> calleeOfOne) {
        Map<String, String> places = new LinkedHashMap<>();
        put(places, "task", task);
        put(places, "callee", calleeOfOne.orElse(callee));
        put(places, "on_behalf_of", onBehalfOf);
        return places;
    }

    /**
     * What a call is for. A task given as the variable of that name is the same as one given as the task.
     *
     * @param variables of this call
     */
    CallPurpose purpose(Map<String, String> variables, AgentFinder.Found agent) {
        @Nullable String meant = task == null && agent.hears("task") ? variables.get("task") : task;
        Map<String, String> others = new LinkedHashMap<>(variables);
        if (meant != null) {
            others.keySet().removeAll(Set.of("task", "callee", "on_behalf_of"));
        }
        return CallPurpose.of(others, agent.variables(), meant);
    }

    private static void put(Map<String, String> places, String name, @Nullable String value) {
        if (value != null) {
            places.put(name, value);
        }
    }

    /** The arguments that only a server that knows tasks can keep. */
    List<String> beyondVariables() {
        return Stream.of(
                        firstWords == null ? null : "first_words",
                        answers.isEmpty() ? null : "answers",
                        retry == null ? null : "retry")
                .filter(Objects::nonNull)
                .toList();
    }

    /** When the phone may ring. */
    DialTimes times(@Nullable Instant at) {
        return retry == null
                ? new DialTimes(at, 1, Duration.ZERO)
                : new DialTimes(at, calls(), Duration.ofMinutes(Objects.requireNonNull(retry.afterMinutes())));
    }

    /** Word for word; empty when nothing was given. */
    String terms() {
        return equals(new CallBriefing(null, null, null, null, List.of(), null))
                ? ""
                : Json.MAPPER.valueToTree(this).toString();
    }

    /** What the person is shown: nothing of it is cut, so that nothing hides behind its beginning. */
    Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        show(details, "Task", task, TASK_LENGTH);
        show(details, "Callee", callee, NAME_LENGTH);
        show(details, "On behalf of", onBehalfOf, NAME_LENGTH);
        show(details, "First words", firstWords, FIRST_WORDS_LENGTH);
        if (!answers.isEmpty()) {
            details.put(
                    "To find out",
                    answers.stream()
                            .map(answer -> answer.name() + " (" + Wording.code(answer.type()) + "): "
                                    + QuotedText.words(answer.question(), QUESTION_LENGTH))
                            .collect(Collectors.joining(", ")));
        }
        if (retry != null) {
            details.put(
                    "Retry",
                    "up to " + calls() + " calls to each number, " + retry.afterMinutes()
                            + " minutes apart, on "
                            + Objects.requireNonNull(retry.on()).stream()
                                    .map(Wording::code)
                                    .collect(Collectors.joining(", ")));
        }
        return details;
    }

    private static void show(Map<String, String> details, String label, @Nullable String text, int length) {
        if (text != null) {
            details.put(label, QuotedText.words(text, length));
        }
    }
}
