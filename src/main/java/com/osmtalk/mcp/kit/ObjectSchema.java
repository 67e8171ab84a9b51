package com.osmtalk.mcp.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a JSON object in a schema: a tool's arguments, its answer, or a part of either. */
public final class ObjectSchema {
    private final Map<String, Schema> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private boolean closed;
    private boolean orError;

    private ObjectSchema() {}

    /** The arguments of a tool. Undeclared ones are refused: a misspelt argument must not be ignored. */
    public static ObjectSchema arguments() {
        ObjectSchema arguments = new ObjectSchema();
        arguments.closed = true;
        return arguments;
    }

    /** A part of an answer. */
    public static ObjectSchema part() {
        return new ObjectSchema();
    }

    /**
     * The answer of a tool: either its fields or {@code error}. Some clients validate errors against the output
     * schema as well, so the schema has to allow them.
     */
    public static ObjectSchema answer() {
        ObjectSchema answer = new ObjectSchema();
        answer.orError = true;
        return answer;
    }

    /** Adds a field that has to be present. */
    public ObjectSchema required(String name, Schema schema) {
        required.add(name);
        return optional(name, schema);
    }

    /** Adds a field that may be absent. */
    public ObjectSchema optional(String name, Schema schema) {
        properties.put(name, schema);
        return this;
    }

    /** Adds the fields of another schema, required where they are required there. */
    public ObjectSchema all(ObjectSchema other) {
        properties.putAll(other.properties);
        required.addAll(other.required);
        return this;
    }

    boolean has(String name) {
        return properties.containsKey(name);
    }

    /** The JSON Schema. Keywords keep their order, so that a definition is the same text at every start. */
    public Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        properties.forEach((name, schema) -> fields.put(name, schema.json()));
        if (orError) {
            fields.put("error", error().json());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "object");
        json.put("properties", fields);
        if (orError) {
            json.put("oneOf", List.of(Map.of("required", List.copyOf(required)), Map.of("required", List.of("error"))));
        } else if (!required.isEmpty()) {
            json.put("required", List.copyOf(required));
        }
        if (closed) {
            json.put("additionalProperties", false);
        }
        return json;
    }

    /**
     * Checks the arguments of a call; a null counts as absent.
     *
     * @throws ToolException for the first error, naming the argument and what it may be
     */
    public Arguments check(Map<String, Object> arguments) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (Map.Entry<String, Object> argument : arguments.entrySet()) {
            String name = argument.getKey();
            Schema schema = properties.get(name);
            if (schema == null) {
                throw refused(Wording.oneLine(name, 60), "is not an argument of this tool");
            }
            if (argument.getValue() != null) {
                schema.errorIn(argument.getValue()).ifPresent(error -> {
                    throw refused(name, error);
                });
                given.put(name, argument.getValue());
            }
        }
        for (String name : required) {
            if (!given.containsKey(name)) {
                throw refused(name, "is missing");
            }
        }
        return new Arguments(given);
    }

    private ToolException refused(String field, String error) {
        String takes = properties.isEmpty() ? "It takes none." : "It takes: " + String.join(", ", described()) + ".";
        return new ToolException(ToolProblem.argument(
                field, "`" + field + "` " + error + ".", "Nothing was done. Correct it and call again. " + takes));
    }

    private List<String> described() {
        return properties.keySet().stream()
                .map(name -> required.contains(name) ? name + " (required)" : name)
                .toList();
    }

    private static ObjectSchema error() {
        return part().required("code", Schema.string())
                .required("message", Schema.string())
                .optional("field", Schema.string())
                .optional("next", Schema.string());
    }
}
