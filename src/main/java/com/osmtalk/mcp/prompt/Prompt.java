package com.osmtalk.mcp.prompt;

import com.osmtalk.mcp.kit.UntrustedText;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One prompt.
 *
 * @param tools that it tells the model to use: a client without them is not offered the prompt
 */
record Prompt(String name, String title, String description, List<Argument> arguments, Set<String> tools, Text text) {

    /** An argument that the person fills in. */
    record Argument(String name, String title, String description, boolean required) {
        static Argument required(String name, String title, String description) {
            return new Argument(name, title, description, true);
        }

        static Argument optional(String name, String title, String description) {
            return new Argument(name, title, description, false);
        }

        /** The entry of {@code prompts/list}. */
        private Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", name);
            json.put("title", title);
            json.put("description", description);
            json.put("required", required);
            return json;
        }
    }

    /** Produces the message to the model. */
    interface Text {
        /** @param offered all tools that the model has */
        String with(Filled filled, Set<String> offered) throws ProtocolException;
    }

    /** The arguments as the person filled them in; a blank one counts as absent. */
    record Filled(Map<String, String> values) {
        String text(String name) {
            return values.get(name);
        }

        Optional<String> optional(String name) {
            return Optional.ofNullable(values.get(name));
        }
    }

    /** As the protocol lists it. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("title", title);
        json.put("description", description);
        json.put("arguments", arguments.stream().map(Argument::json).toList());
        return json;
    }

    /** The result of {@code prompts/get}: {@code {description, messages}}. */
    Map<String, Object> filledIn(Map<String, Object> given, Set<String> offered) throws ProtocolException {
        String text = text().with(new Filled(checked(given)), offered);
        return Map.of(
                "description",
                description,
                "messages",
                List.of(Map.of("role", "user", "content", Map.of("type", "text", "text", text))));
    }

    boolean has(String argument) {
        return arguments.stream().anyMatch(one -> one.name().equals(argument));
    }

    private Map<String, String> checked(Map<String, Object> given) throws ProtocolException {
        for (String argument : given.keySet()) {
            if (!has(argument)) {
                throw ProtocolException.invalidParams("The prompt " + name + " has no argument `" + argument + "`.");
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            String value = given.get(argument.name()) instanceof String text ? text.strip() : "";
            if (!value.isEmpty()) {
                values.put(argument.name(), UntrustedText.unmarked(value));
            } else if (argument.required()) {
                throw ProtocolException.invalidParams("The prompt " + name + " needs the argument `" + argument.name()
                        + "`: " + argument.description());
            }
        }
        return values;
    }
}
