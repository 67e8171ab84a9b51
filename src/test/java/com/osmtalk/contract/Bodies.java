package com.osmtalk.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.osmtalk.contract.OpenApi.Operation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes bodies for a schema of the contract: sensible ones, and such as nobody in their right mind would send. */
public final class Bodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String MEGABYTE = "x".repeat(1 << 20);

    private final OpenApi contract;
    private final Random random;
    private final Map<String, String> values;
    private final List<Supplier<JsonNode>> strange = List.of(
            JSON::nullNode,
            () -> JSON.booleanNode(true),
            () -> JSON.numberNode(0),
            () -> JSON.numberNode(-1),
            () -> JSON.numberNode(Long.MIN_VALUE),
            () -> JSON.numberNode(1.5e-300),
            () -> JSON.numberNode(new BigInteger("9".repeat(900))),
            () -> JSON.numberNode(new BigDecimal("1e+400")),
            () -> JSON.numberNode(new BigDecimal("1e-400")),
            () -> JSON.textNode(""),
            () -> JSON.textNode("   "),
            () -> JSON.textNode("\u0000"),
            () -> JSON.textNode("a\u0000b"),
            () -> JSON.textNode("\ud800"),
            () -> JSON.textNode("\u202e\ufeff\ud83d\ude00"),
            () -> JSON.textNode("' OR 1=1; DROP TABLE calls; --"),
            () -> JSON.textNode("${jndi:ldap://127.0.0.1/a} {{name}} %s %n"),
            () -> JSON.textNode("9999-99-99T99:99:99Z"),
            () -> JSON.textNode("+999999999999999999999"),
            () -> JSON.textNode("x".repeat(70_000)),
            JSON::arrayNode,
            JSON::objectNode,
            () -> JSON.arrayNode().add(JSON.arrayNode().add(JSON.objectNode())),
            () -> nested(30),
            () -> many());

    /** @param values for fields of these names, so that a sensible body gets somewhere */
    public Bodies(OpenApi contract, Random random, Map<String, String> values) {
        this.contract = contract;
        this.random = random;
        this.values = values;
    }

    /** Bytes for an operation, which may be JSON or not. */
    public byte[] any(Operation operation) {
        JsonNode body = sensible(operation);
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            body = changed(body);
        }
        String text = body.toString();
        return switch (random.nextInt(24)) {
            case 0 -> new byte[0];
            case 1 -> random(2_000);
            case 2 -> invalidUtf8(text);
            case 3 -> text.substring(0, random.nextInt(text.length() + 1)).getBytes(StandardCharsets.UTF_8);
            case 4 -> ("[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
            case 5 -> ("{\"a\":".repeat(50_000)).getBytes(StandardCharsets.UTF_8);
            case 6 -> ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
            case 7 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 8 -> withNumber(text, "1" + "0".repeat(100_000));
            case 9 -> withNumber(text, "1e999999999");
            case 10 -> withNumber(text, "-0.0e-999999999");
            case 11 -> text.replace("\"", "\u0000\"").getBytes(StandardCharsets.UTF_8);
            case 12 -> text.getBytes(StandardCharsets.UTF_16);
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    /** A sensible body in one of whose fields is a megabyte. */
    public byte[] huge(Operation operation) {
        JsonNode body = sensible(operation);
        List<Consumer<JsonNode>> places = places(body);
        if (places.isEmpty()) {
            return ("{\"x\":\"" + MEGABYTE + "\"}").getBytes(StandardCharsets.UTF_8);
        }
        // a little less, so that it is not refused for its size alone
        places.get(random.nextInt(places.size())).accept(TextNode.valueOf(MEGABYTE.substring(20_000)));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode sensible(Operation operation) {
        JsonNode body = contract.body(operation);
        List<JsonNode> examples = new ArrayList<>();
        body.path("examples")
                .forEach(example -> examples.add(contract.resolved(example).path("value")));
        if (body.has("example")) {
            examples.add(body.path("example"));
        }
        if (!examples.isEmpty() && random.nextBoolean()) {
            return filled(examples.get(random.nextInt(examples.size())).deepCopy());
        }
        return body.isMissingNode() ? JSON.objectNode() : sensible("", body.path("schema"), 0);
    }

    private JsonNode filled(JsonNode example) {
        if (example instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                if (values.containsKey(name)) {
                    object.put(name, values.get(name));
                }
            });
        }
        return example;
    }

    private JsonNode sensible(String name, JsonNode reference, int depth) {
        JsonNode schema = contract.resolved(reference);
        if (values.containsKey(name)) {
            return JSON.textNode(values.get(name));
        }
        if (schema.has("allOf")) {
            return sensible(name, schema.path("allOf").get(0), depth);
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.has("enum")) {
            return pick(schema.path("enum"));
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
            case "object" -> object(schema, depth);
            case "array" -> {
                ArrayNode array = JSON.arrayNode();
                for (int i = random.nextInt(3); i > 0 && depth < 6; i--) {
                    array.add(sensible("", schema.path("items"), depth + 1));
                }
                yield array;
            }
            case "integer" -> JSON.numberNode(schema.path("minimum").asInt(1) + random.nextInt(3));
            case "number" -> JSON.numberNode(schema.path("minimum").asDouble(0) + random.nextInt(100));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> schema.path("examples").isEmpty() ? JSON.textNode("word") : pick(schema.path("examples"));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || depth < 6 && random.nextInt(3) > 0) {
                object.set(property.getKey(), sensible(property.getKey(), property.getValue(), depth + 1));
            }
        });
        if (schema.path("additionalProperties").isObject() && random.nextBoolean()) {
            object.set("first_name", sensible("", schema.path("additionalProperties"), depth + 1));
        }
        return object;
    }

    private JsonNode changed(JsonNode body) {
        List<Consumer<JsonNode>> places = places(body);
        JsonNode value = strange.get(random.nextInt(strange.size())).get();
        if (places.isEmpty() || random.nextInt(20) == 0) {
            return value;
        }
        if (random.nextInt(8) == 0 && body instanceof ObjectNode object) {
            object.set(random.nextBoolean() ? "unknown" : "\u0000\"\\", value);
            return object;
        }
        places.get(random.nextInt(places.size())).accept(value);
        return body;
    }

    /** Every place in a tree where another value can be put. */
    private static List<Consumer<JsonNode>> places(JsonNode tree) {
        List<Consumer<JsonNode>> places = new ArrayList<>();
        if (tree instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                places.add(value -> object.set(field.getKey(), value));
                places.addAll(places(field.getValue()));
            });
        } else if (tree instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(value -> array.set(index, value));
                places.addAll(places(array.get(i)));
            }
        }
        return places;
    }

    private JsonNode pick(JsonNode choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private byte[] random(int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] invalidUtf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? 0xff : 0xc0);
        return bytes;
    }

    private static byte[] withNumber(String text, String number) {
        String changed = text.replaceFirst(":(\"[^\"]*\"|[0-9.]+)", ":" + number);
        return (changed.equals(text) ? number : changed).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode nested(int depth) {
        ObjectNode node = JSON.objectNode();
        return depth == 0 ? node : node.set("a", nested(depth - 1));
    }

    private static JsonNode many() {
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; i < 20_000; i++) {
            array.add(i);
        }
        return array;
    }
}
