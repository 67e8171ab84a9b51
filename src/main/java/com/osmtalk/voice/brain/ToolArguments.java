package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.api.AgentTools.Parameter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a model gave for a tool's parameters: those that are declared, of the declared types. What was never declared is
 * dropped, and so are null and an empty text, which is how models say "nothing".
 */
final class ToolArguments {
    /** A number in as many digits as anybody means, so that none becomes a text of megabytes. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?");

    private ToolArguments() {}

    /** @throws IllegalArgumentException with what the model is to be told, when one is missing or of another type */
    static Map<String, JsonNode> of(HttpTool tool, JsonNode arguments) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Parameter parameter : tool.parameters() == null ? List.<Parameter>of() : tool.parameters()) {
            JsonNode given = arguments.path(parameter.name());
            boolean nothing = given.isMissingNode()
                    || given.isNull()
                    || given.isTextual() && given.asText().isBlank();
            if (!nothing) {
                values.put(parameter.name(), typed(parameter, given));
            } else if (Boolean.TRUE.equals(parameter.required())) {
                throw new IllegalArgumentException("the parameter " + parameter.name() + " is missing");
            }
        }
        return values;
    }

    /** The value as its type has it; a text that can mean only one value of the type is that value. */
    private static JsonNode typed(Parameter parameter, JsonNode given) {
        String text = given.asText().strip();
        return switch (parameter.type()) {
            case "number" -> {
                String number = given.isNumber() ? given.asText() : given.isTextual() ? text : "";
                if (!NUMBER.matcher(number).matches()) {
                    throw wrongType(parameter);
                }
                yield given.isNumber() ? given : DecimalNode.valueOf(new BigDecimal(number));
            }
            case "boolean" -> {
                String word = given.isBoolean() || given.isTextual() ? text.toLowerCase(Locale.ROOT) : "";
                if (!word.equals("true") && !word.equals("false")) {
                    throw wrongType(parameter);
                }
                yield BooleanNode.valueOf(word.equals("true"));
            }
            default -> {
                if (!given.isValueNode()) {
                    throw wrongType(parameter);
                }
                yield given.isTextual() ? given : TextNode.valueOf(given.asText());
            }
        };
    }

    private static IllegalArgumentException wrongType(Parameter parameter) {
        return new IllegalArgumentException("the parameter " + parameter.name() + " must be a " + parameter.type());
    }
}
