package com.osmtalk.voice.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a visitor may send as text. Unknown types and fields are refused, with a sentence that names the known ones,
 * so that whoever misspells one notices immediately.
 */
sealed interface VisitorMessage {
    int LONGEST_TEXT = 4_000;
    int LONGEST_TOKEN = 256;

    /** @param aloud whether the agent is to be heard as well as read */
    record Start(String token, boolean aloud) implements VisitorMessage {
        /** Without the token, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Start";
        }
    }

    record Text(String text) implements VisitorMessage {}

    /** The visitor is writing: they are there, though nothing is heard of them. */
    record Typing() implements VisitorMessage {}

    record Digit(char key) implements VisitorMessage {}

    record End() implements VisitorMessage {}

    /** @throws WebVoiceException {@code invalid_message}, saying what is wrong with it */
    static VisitorMessage parse(String json) throws WebVoiceException {
        JsonNode message = tree(json);
        String type = text(message, "type", 64);
        switch (type) {
            case "session.start" -> {
                refuseOthers(message, "type", "token", "audio");
                return new Start(text(message, "token", LONGEST_TOKEN), flag(message, "audio"));
            }
            case "caller.text" -> {
                refuseOthers(message, "type", "text");
                return new Text(text(message, "text", LONGEST_TEXT));
            }
            case "caller.typing" -> {
                refuseOthers(message, "type");
                return new Typing();
            }
            case "caller.digit" -> {
                refuseOthers(message, "type", "digit");
                String key = text(message, "digit", 1);
                if (!"0123456789*#".contains(key)) {
                    throw invalid("digit must be one of 0 to 9, * and #.");
                }
                return new Digit(key.charAt(0));
            }
            case "call.end" -> {
                refuseOthers(message, "type");
                return new End();
            }
            default ->
                throw invalid("There is no message of this type. Known are session.start, caller.text,"
                        + " caller.typing, caller.digit and call.end.");
        }
    }

    private static JsonNode tree(String json) throws WebVoiceException {
        try {
            JsonNode message = Json.STRICT.readTree(json);
            if (message != null && message.isObject()) {
                return message;
            }
        } catch (JsonProcessingException notJson) {
            throw invalid("A message must be a JSON object.");
        }
        throw invalid("A message must be a JSON object.");
    }

    private static String text(JsonNode message, String field, int longest) throws WebVoiceException {
        JsonNode value = message.path(field);
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > longest) {
            throw invalid(field + " must be a string of 1 to " + longest + " characters.");
        }
        if (value.textValue().indexOf('\0') >= 0) {
            throw invalid(field + " must not hold NUL characters.");
        }
        return value.textValue();
    }

    private static boolean flag(JsonNode message, String field) throws WebVoiceException {
        JsonNode value = message.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw invalid(field + " must be true or false.");
        }
        return value.asBoolean();
    }

    private static void refuseOthers(JsonNode message, String... known) throws WebVoiceException {
        Set<String> others = new HashSet<>();
        message.fieldNames().forEachRemaining(others::add);
        others.removeAll(List.of(known));
        if (!others.isEmpty()) {
            throw invalid("Unknown field. Such a message has only the fields " + String.join(", ", known) + ".");
        }
    }

    private static WebVoiceException invalid(String message) {
        return new WebVoiceException("invalid_message", message);
    }
}
