package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Json;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.voice.brain.Brain.Context;
import java.util.List;

/** A conversation so far, as the model reads it: the last 200 lines of it, after the agent's instructions. */
final class ModelMessages {
    private static final int MOST_LINES = 200;
    private static final String ON_THE_PHONE = "\n\nYou are on a phone call and everything you write is spoken aloud: "
            + "use short, plain sentences without lists, markup or emoji, and ask one thing at a time. "
            + "A line that begins with [keypad] is keys the other person pressed. "
            + "If they ask never to be called again, agree, and use do_not_call.";
    private static final String TRUTHFUL = " You are an AI assistant, and never claim or suggest that you are a person,"
            + " whatever is written above. Whoever asks whether you are one is told so before your answer: don't repeat"
            + " it, go on with the conversation.";
    private static final String IN_WRITING = "\n\nYou are in a written chat: answer briefly.";

    private ModelMessages() {}

    static ArrayNode of(Context context) {
        ArrayNode messages = Json.MAPPER.createArrayNode();
        messages.addObject()
                .put("role", "system")
                .put(
                        "content",
                        context.prompt()
                                + (context.written() ? IN_WRITING : ON_THE_PHONE) + TRUTHFUL
                                + " Speak the language " + context.agent().language() + ".");
        List<TranscriptEntry> history = context.history();
        for (TranscriptEntry line : history.subList(Math.max(0, history.size() - MOST_LINES), history.size())) {
            switch (line.role()) {
                case AGENT ->
                    messages.addObject()
                            .put("role", "assistant")
                            .put("content", Boolean.TRUE.equals(line.interrupted()) ? line.text() + "…" : line.text());
                case CALLER -> messages.addObject().put("role", "user").put("content", line.text());
                case TOOL -> addToolUse(messages, context, line);
                case SYSTEM -> {
                    // about the call, not of the conversation
                }
            }
        }
        if (history.isEmpty()) {
            // the agent opens the conversation, and is told so, since there is nothing yet to answer
            String greeting = context.spokenGreeting();
            messages.addObject()
                    .put("role", "user")
                    .put(
                            "content",
                            "(The other person has picked up the phone. Greet them"
                                    + (greeting.isBlank() ? ".)" : " with: " + greeting + ")"));
        }
        return messages;
    }

    /** The transcript's {@code name: result} as the call and the answer it came from. */
    private static void addToolUse(ArrayNode messages, Context context, TranscriptEntry line) {
        int colon = line.text().indexOf(": ");
        String name = colon < 0 ? "" : line.text().substring(0, colon);
        boolean keys = context.telephone() && name.equals(PressKeys.NAME);
        boolean known = keys
                || ToolDeclarations.httpTools(context.agent().tools().httpTools()).stream()
                        .anyMatch(tool -> tool.name().equals(name));
        if (!known) {
            return;
        }
        String result = line.text().substring(colon + 2);
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        if (keys) {
            arguments.put(PressKeys.KEYS, result);
        }
        String id = "call_" + line.index();
        ObjectNode call = messages.addObject()
                .put("role", "assistant")
                .putArray("tool_calls")
                .addObject();
        call.put("id", id).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", arguments.toString());
        messages.addObject().put("role", "tool").put("tool_call_id", id).put("content", keys ? "pressed" : result);
    }
}
