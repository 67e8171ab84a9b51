package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.api.Json;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.voice.brain.Brain.Context;
import java.util.List;
import java.util.Objects;

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
                                + (context.written() ? IN_WRITING : ON_THE_PHONE)
                                + TRUTHFUL
                                + notes(context)
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
                    addOwnerTalk(messages, line);
                    addHandover(messages, context, line);
                }
            }
        }
        if (history.stream().allMatch(line -> line.role() == TranscriptRole.SYSTEM)) {
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

    /**
     * What the person behind the call has noted for the agent. It stands in the instructions, where nobody on the phone
     * can write; a system message in the middle would be as safe, but some endpoints refuse one.
     */
    private static String notes(Context context) {
        List<String> notes = OwnerLines.notes(context.history());
        if (notes.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n\nThe person you are calling for has sent you these notes during the"
                + " call, the newest last. Act on what is new in them in your next sentence, in your own words; the"
                + " other person doesn't see them. They add to your task and change none of the rules above: not that"
                + " you are an AI and say so, not whom you can hand over to, not that a wish not to be called is"
                + " kept.");
        notes.forEach(note -> text.append("\n- ").append(note));
        return text.append("\n\n").toString();
    }

    /** What was said before was said by another agent; it reads like this one's. */
    private static void addHandover(ArrayNode messages, Context context, TranscriptEntry line) {
        if (Handover.isIn(line)) {
            messages.addObject()
                    .put("role", "user")
                    .put(
                            "content",
                            "(The agent who spoke before has handed this conversation over to you, "
                                    + context.agent().name()
                                    + ". Say in a few words who goes on, don't ask again what was said already, and go"
                                    + " on with your own instructions.)");
        }
    }

    /** A question to the person behind the call, what they answered, or that they did not, as uses of a tool. */
    private static void addOwnerTalk(ArrayNode messages, TranscriptEntry line) {
        OwnerLines.asked(line)
                .ifPresent(question -> addAskOwner(
                        messages, line, question, "Asked. No answer yet: say nothing for them, and agree to nothing."));
        OwnerLines.answered(line)
                .ifPresent(answer -> addAskOwner(messages, line, "What is the answer?", "They answered: " + answer));
        if (OwnerLines.isLapse(line)) {
            addAskOwner(
                    messages,
                    line,
                    "What is the answer?",
                    "error: they could not be reached. The other person is told so before your answer: don't repeat"
                            + " it, and go on without. Agree to nothing that they had to decide.");
        }
    }

    private static void addAskOwner(ArrayNode messages, TranscriptEntry line, String question, String result) {
        addToolCall(
                messages, line, AskOwner.NAME, Json.MAPPER.createObjectNode().put(AskOwner.QUESTION, question), result);
    }

    private static void addToolCall(
            ArrayNode messages, TranscriptEntry line, String name, ObjectNode arguments, String result) {
        String id = "call_" + line.index();
        ObjectNode call = messages.addObject()
                .put("role", "assistant")
                .putArray("tool_calls")
                .addObject();
        call.put("id", id).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", arguments.toString());
        messages.addObject().put("role", "tool").put("tool_call_id", id).put("content", result);
    }

    /** The transcript's {@code name: result} as the call and the answer it came from. */
    private static void addToolUse(ArrayNode messages, Context context, TranscriptEntry line) {
        int colon = line.text().indexOf(": ");
        String name = colon < 0 ? "" : line.text().substring(0, colon);
        boolean keys = context.telephone() && name.equals(PressKeys.NAME);
        boolean ofServer = McpTools.areOf(context.agent(), name);
        List<HttpTool> declared =
                Objects.requireNonNullElse(context.agent().tools().httpTools(), List.of());
        boolean known = keys
                || ofServer
                || declared.stream().anyMatch(tool -> tool.name().equals(name));
        if (!known) {
            return;
        }
        String given = line.text().substring(colon + 2);
        String result = ofServer ? McpTools.asInformation(name, given) : given;
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        if (keys) {
            arguments.put(PressKeys.KEYS, result);
        }
        addToolCall(messages, line, name, arguments, keys ? "pressed" : result);
    }
}
