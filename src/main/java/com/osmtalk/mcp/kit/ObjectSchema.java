package com.osmtalk.mcp.kit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** Adds the fields of another schema, none of them required. */
    public ObjectSchema allOptional(ObjectSchema other) {
        properties.putAll(other.properties);
        return this;
    }

    boolean has(String name) {
        return properties.containsKey(name);
    }

    /** The names of the fields that have to be present. */
    public List<String> required() {
        return List.copyOf(required);
    }

    /** The examples of each field, by its name. */
    public Map<String, List<Object>> examples() {
        Map<String, List<Object>> examples = new LinkedHashMap<>();
        properties.forEach((name, schema) -> examples.put(name, schema.examples()));
        return examples;
    }

    /**
     * The JSON Schema. Keywords keep their order, so that a definition is the same text at every start. The fields of
     * an answer are not required in it: an error has none of them, and {@code oneOf}, which could say so, is refused
     * where an output schema is passed on to a model's provider.
     */
    public Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        properties.forEach((name, schema) -> fields.put(name, schema.json()));
        if (orError) {
            // the same with every tool: docs/tools.md lists its fields once, so that a model need not read them each
            // time
            fields.put("error", Schema.anyObject(null).json());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "object");
        json.put("properties", fields);
        if (!orError && !required.isEmpty()) {
            json.put("required", List.copyOf(required));
        }
        if (closed) {
            json.put("additionalProperties", false);
        }
        return json;
    }

    /**
     * Reads and checks the arguments of a call. A null, and for an optional argument a blank string, counts as absent.
     *
     * @param lenient whether an argument that the tool does not have is left out instead of refused, as long as it
     *     reads like none that it has
     * @throws ToolException for the first error, naming the argument and what it may be
     */
    Arguments check(Map<String, Object> arguments, boolean lenient) {
        ArgumentNames names = new ArgumentNames(properties.keySet());
        Map<String, Object> given = new LinkedHashMap<>();
        List<String> left = new ArrayList<>();
        for (Map.Entry<String, Object> argument : arguments.entrySet()) {
            Optional<String> known = names.meant(argument.getKey(), arguments.keySet());
            if (known.isEmpty()) {
                names.fault(argument.getKey(), lenient).ifPresent(fault -> {
                    throw refused(Wording.oneLine(argument.getKey(), 60), fault);
                });
                names.loss(argument.getKey()).ifPresent(left::add);
            } else if (!GivenValue.isAbsent(argument.getValue())) {
                Object value = read(known.get(), argument.getValue());
                if (given.put(known.get(), value) != null) {
                    throw refused(known.get(), "is given twice, in two spellings");
                }
            }
        }
        for (String name : required) {
            if (!given.containsKey(name)) {
                throw refused(name, "is missing");
            }
        }
        return new Arguments(given, left);
    }

    /** What is wrong with an object, to follow its name in a sentence; null when it is valid. */
    @Nullable
    String errorIn(Object object) {
        try {
            check(named(object), false);
            return null;
        } catch (ToolException e) {
            return "is not usable: " + e.problem().message().replaceFirst("\\.$", "");
        }
    }

    /** Reads an object that has been checked. */
    Arguments read(Object object) {
        return check(named(object), false);
    }

    private static Map<String, Object> named(Object object) {
        Map<String, Object> fields = new LinkedHashMap<>();
        ((Map<?, ?>) object).forEach((name, value) -> fields.put(String.valueOf(name), value));
        return fields;
    }

    private Object read(String name, Object given) {
        Schema schema = Objects.requireNonNull(properties.get(name));
        Object value = schema.read(given);
        schema.errorIn(value).ifPresent(error -> {
            throw refused(name, error);
        });
        return value;
    }

    private ToolException refused(String field, String error) {
        String takes = properties.isEmpty() ? "It takes none." : "It takes: " + String.join(", ", described()) + ".";
        return new ToolException(ToolProblem.argument(
                field,
                "`" + field + "` " + error + (error.endsWith("?") ? "" : "."),
                "Nothing was done. Correct it and call again. " + takes));
    }

    private List<String> described() {
        return properties.keySet().stream()
                .map(name -> required.contains(name) ? name + " (required)" : name)
                .toList();
    }
}
