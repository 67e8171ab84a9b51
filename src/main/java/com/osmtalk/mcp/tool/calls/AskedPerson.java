package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallQuestion;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.Question;
import com.osmtalk.mcp.kit.QuotedText;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.UntrustedText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question of the agent, put to the person by a form of their client where that can show one, and otherwise told to
 * the assistant. An agent that asks may have heard what it asks from a stranger, so it is shown as such.
 */
public final class AskedPerson {
    private static final int LONGEST = 600;
    private static final String FIELD = "answer";

    private AskedPerson() {}

    /** Whether the agent of a call waits for an answer of the person behind it. */
    public static boolean isAsked(Call call) {
        return call.question() != null && !call.status().isTerminal();
    }

    /** The open question, n, text, choices and until, as an answer of a tool shows it: its parts cost tokens. */
    static Schema schema() {
        return Schema.anyObject(null);
    }

    /** What {@link #schema} stands for; null: nothing is asked. */
    static @Nullable Map<String, Object> fields(Call call) {
        CallQuestion question = call.question();
        return !isAsked(call)
                ? null
                : new AnswerFields()
                        .put("n", question.n())
                        .put("text", UntrustedText.bare(question.text(), LONGEST))
                        .put("choices", choices(question))
                        .put("until", question.until().toString())
                        .asMap();
    }

    /** What the assistant is told. */
    public static String words(CallQuestion question) {
        return "The agent asks, until " + question.until() + ": "
                + UntrustedText.marked(question.text(), LONGEST)
                + (question.choices().isEmpty() ? "" : " Choices: " + String.join(" / ", choices(question)) + ".");
    }

    private static List<String> choices(CallQuestion question) {
        return question.choices().stream()
                .map(choice -> UntrustedText.bare(choice, LONGEST))
                .toList();
    }

    /**
     * Asks the person, and sends on what they answer.
     *
     * @return false: nobody was asked, or answered, or it was too late; the assistant is to know of the question
     */
    static boolean ask(Call call, CallQuestion question, Instant now, Arguments arguments, ToolContext context)
            throws InterruptedException {
        Question.Answer answer = context.ask(form(call, question, now));
        Optional<String> text =
                answer.decision() == Question.Decision.ACCEPTED ? filledIn(answer.filledIn()) : Optional.empty();
        if (text.isEmpty()) {
            return false;
        }
        try {
            AnswerCallQuestion.send(call.id(), question.n(), text.get(), arguments, context);
            return true;
        } catch (ToolException late) {
            return false;
        }
    }

    /** The form that asks the person. Its name is another for each question of each call. */
    public static Question form(Call call, CallQuestion question, Instant now) {
        return new Question(
                call.id() + "_question_" + question.n(),
                "The agent of your call asks you, perhaps in the words of a stranger on the phone:\n"
                        + QuotedText.words(question.text(), LONGEST),
                fields(question),
                false,
                Duration.between(now, question.until()));
    }

    /** What the person wrote into that form; empty when it is nothing. */
    public static Optional<String> filledIn(Map<?, ?> content) {
        return content.get(FIELD) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private static Map<String, Object> fields(CallQuestion question) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("type", "string");
        field.put("title", "Your answer");
        List<String> choices = choices(question);
        if (choices.isEmpty()) {
            field.put("maxLength", 500);
        } else {
            field.put("enum", choices);
        }
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("type", "object");
        form.put("properties", Map.of(FIELD, field));
        form.put("required", List.of(FIELD));
        return form;
    }
}
