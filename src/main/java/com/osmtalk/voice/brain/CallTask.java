package com.osmtalk.voice.brain;

import com.osmtalk.api.Placeholders;
import java.util.List;
import java.util.Map;

/**
 * What one call is for, beside what its agent does on all calls. It is the words of whoever asked for the call: they
 * tell the agent what to do, and none of the rules of calls depends on them. Places in them stay unfilled.
 *
 * @param text empty: nothing particular
 * @param firstWords said instead of the agent's greeting; empty: the greeting
 * @param questions what is to be found out, each as it is to be asked
 */
public record CallTask(String text, String firstWords, List<String> questions) {
    /** Of a call that follows its agent alone. */
    public static final CallTask NONE = new CallTask("", "", List.of());

    private static final String PLACE = "task";

    public CallTask {
        text = text.strip();
        firstWords = oneLine(firstWords);
        questions = questions.stream().map(CallTask::oneLine).toList();
    }

    /** As another agent goes on with it: what was to be done first is in the conversation that it takes over. */
    public CallTask handedOver() {
        return new CallTask("", "", questions);
    }

    /** What an agent is told of it: what its prompt has no place for. */
    String instructions(String systemPrompt) {
        StringBuilder told = new StringBuilder();
        if (!text.isEmpty() && !Placeholders.names(systemPrompt).contains(PLACE)) {
            told.append("\n\nYour task on this call, in the words of whoever gave it: ")
                    .append(oneLine(text));
        }
        if (!questions.isEmpty()) {
            told.append("\n\nFind out on this call, one question at a time, and don't end it before all were asked:");
            questions.forEach(question -> told.append("\n- ").append(question));
        }
        return told.toString();
    }

    /** As a value that is filled in stands there: on one line, so that it can't look like another part of a prompt. */
    private static String oneLine(String text) {
        return Placeholders.fill("{{" + PLACE + "}}", Map.of(PLACE, text));
    }
}
