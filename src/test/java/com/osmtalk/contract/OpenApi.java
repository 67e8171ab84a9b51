package com.osmtalk.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.osmtalk.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The contract, read from openapi.yaml: what operations there are, and whether an answer is one it promises. */
public final class OpenApi {
    private static final String DOCUMENT = "https://osmtalk.invalid/openapi.yaml";
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

    /** The validator takes the whole document for a schema; these are no part of one. */
    private static final List<Keyword> TOP_LEVEL_KEYWORDS = Stream.of(
                    "openapi", "info", "servers", "tags", "security", "paths", "components")
            .<Keyword>map(NonValidationKeyword::new)
            .toList();

    private final JsonNode document;

    /** The whole document; asked for a schema by its address, the registry would read all of it for each. */
    private final Schema whole;

    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private OpenApi(String yaml) throws JsonProcessingException {
        document = new YAMLMapper().readTree(yaml);
        Dialect dialect = Dialect.builder(Dialects.getOpenApi31())
                .keywords(TOP_LEVEL_KEYWORDS)
                .build();
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ROOT)
                .build();
        whole = SchemaRegistry.withDialect(dialect, registry -> registry.schemaRegistryConfig(config))
                .getSchema(SchemaLocation.of(DOCUMENT), document);
    }

    /** The file at the top of the project, when a test runs in its folder. */
    public static OpenApi load() {
        return load(Path.of("openapi.yaml"));
    }

    public static OpenApi load(Path file) {
        try {
            return new OpenApi(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    /** @param path as it is written, {@code /api/calls/{id}} */
    public record Operation(String method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        private boolean serves(String concretePath) {
            String[] mine = path.split("/", -1);
            String[] asked = concretePath.split("/", -1);
            if (mine.length != asked.length) {
                return false;
            }
            for (int i = 0; i < mine.length; i++) {
                if (isParameter(mine[i]) ? asked[i].isEmpty() : !mine[i].equals(asked[i])) {
                    return false;
                }
            }
            return true;
        }

        private long parameters() {
            return Stream.of(path.split("/", -1)).filter(Operation::isParameter).count();
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{");
        }
    }

    /**
     * What came back for a request.
     *
     * @param path concrete, with or without its query: {@code /api/calls/call_01…?limit=2}
     * @param headers of the answer, names in any case, as {@code java.net.http.HttpHeaders.map()} gives them
     * @param body empty when there was none
     */
    public record Answer(String method, String path, int status, Map<String, List<String>> headers, String body) {
        private List<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .toList();
        }

        private String mediaType() {
            return header("Content-Type").stream()
                    .findFirst()
                    .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                    .orElse("");
        }
    }

    /** Every operation, in the order of the document. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(new Operation(method.toUpperCase(Locale.ROOT), path.getKey()));
                    }
                }));
        return operations;
    }

    /**
     * The operation a request is for; of several whose paths match, the one with the fewest parameters. HEAD is GET
     * without the body.
     *
     * @param path concrete, with or without its query
     */
    public Optional<Operation> operation(String method, String path) {
        String withoutQuery = path.split("\\?", 2)[0];
        String served = method.equalsIgnoreCase("HEAD") ? "GET" : method;
        return operations().stream()
                .filter(operation -> operation.method().equalsIgnoreCase(served) && operation.serves(withoutQuery))
                .min(Comparator.comparingLong(Operation::parameters));
    }

    /**
     * What is wrong with an answer, a sentence each; empty when it is as promised. What is no operation of the contract
     * must be answered with 401, 404 or 405 and the body of every error.
     */
    public List<String> violations(Answer answer) {
        return operation(answer.method(), answer.path())
                .map(operation -> violations(operation, answer))
                .orElseGet(() -> violationsOfARefusal(answer));
    }

    private List<String> violations(Operation operation, Answer answer) {
        String pointer = "/paths/" + escaped(operation.path()) + "/"
                + operation.method().toLowerCase(Locale.ROOT) + "/responses/" + answer.status();
        if (document.at(pointer).isMissingNode()) {
            return List.of(operation + " must not answer " + answer.status());
        }
        String response = resolved(pointer);
        List<String> violations = new ArrayList<>();
        headerViolations(response, answer, violations);
        bodyViolations(response, answer, violations);
        return violations.stream()
                .map(violation -> operation + " " + answer.status() + ": " + violation)
                .toList();
    }

    private List<String> violationsOfARefusal(Answer answer) {
        if (!Set.of(401, 404, 405).contains(answer.status())) {
            return List.of(
                    answer.method() + " " + answer.path() + " is not in the contract and answered " + answer.status());
        }
        List<String> violations = new ArrayList<>();
        headerViolations("/components/responses/NotFound", answer, violations);
        bodyViolations("/components/responses/NotFound", answer, violations);
        return violations;
    }

    private void headerViolations(String response, Answer answer, List<String> violations) {
        document.at(response).path("headers").fieldNames().forEachRemaining(name -> {
            String header = resolved(response + "/headers/" + escaped(name));
            List<String> values = answer.header(name);
            if (values.isEmpty()) {
                if (document.at(header).path("required").asBoolean()) {
                    violations.add("the header " + name + " is missing");
                }
            } else if (values.size() > 1) {
                violations.add("the header " + name + " is there " + values.size() + " times");
            } else {
                schemaViolations(header + "/schema", headerValue(header, values.get(0)))
                        .forEach(violation -> violations.add("the header " + name + " " + violation));
            }
        });
    }

    private JsonNode headerValue(String header, String text) {
        boolean number =
                document.at(resolved(header + "/schema")).path("type").asText().equals("integer");
        return number && text.matches("\\d{1,9}") ? IntNode.valueOf(Integer.parseInt(text)) : TextNode.valueOf(text);
    }

    private void bodyViolations(String response, Answer answer, List<String> violations) {
        JsonNode content = document.at(response).path("content");
        if (content.isMissingNode() || answer.method().equalsIgnoreCase("HEAD")) {
            if (!answer.body().isEmpty()) {
                violations.add("there must be no body");
            }
            return;
        }
        String mediaType = answer.mediaType();
        if (!content.has(mediaType)) {
            violations.add("the content type is '" + mediaType + "'");
            return;
        }
        String schema = response + "/content/" + escaped(mediaType) + "/schema";
        if (!mediaType.equals("application/json")) {
            violations.addAll(schemaViolations(schema, TextNode.valueOf(answer.body())));
            return;
        }
        try {
            JsonNode body = Json.STRICT.readTree(answer.body());
            violations.addAll(body.isMissingNode() ? List.of("the body is missing") : schemaViolations(schema, body));
        } catch (JsonProcessingException e) {
            violations.add("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    /** The names of the security schemes that open an operation; none: it is public. */
    public Set<String> schemes(Operation operation) {
        JsonNode own = described(operation).path("security");
        Set<String> schemes = new LinkedHashSet<>();
        (own.isMissingNode() ? document.path("security") : own)
                .forEach(choice -> choice.fieldNames().forEachRemaining(schemes::add));
        return schemes;
    }

    /** What an operation's JSON body is to be, {@code {schema, example or examples}}; missing when it takes none. */
    JsonNode body(Operation operation) {
        return resolved(described(operation).path("requestBody")).at("/content/application~1json");
    }

    /** A part of the document, with the references at its top followed. */
    JsonNode resolved(JsonNode part) {
        JsonNode reference = part.path("$ref");
        return reference.isTextual() ? at(reference.asText().substring(1)) : part;
    }

    private JsonNode described(Operation operation) {
        return document.path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT));
    }

    /**
     * What is wrong with the body of a webhook request; empty when it is as promised.
     *
     * @param event {@code call.started}, …
     */
    public List<String> webhookViolations(String event, JsonNode body) {
        JsonNode schema = document.path("paths")
                .path("/api/settings/webhook")
                .path("put")
                .path("callbacks")
                .path(event)
                .path("{$request.body#/url}")
                .path("post")
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema")
                .path("$ref");
        return schema.isMissingNode()
                ? List.of("there is no webhook " + event)
                : schemaViolations(schema.asText().substring(1), body);
    }

    /** What is wrong with a value under a schema. @param pointer the schema's place in the document */
    List<String> schemaViolations(String pointer, JsonNode value) {
        Schema schema = schemas.computeIfAbsent(
                pointer,
                place -> whole.getRefSchema(SchemaLocation.of("#" + place).getFragment()));
        return schema.validate(value).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /** The part of the document at a JSON pointer, references followed. */
    JsonNode at(String pointer) {
        return document.at(resolved(pointer));
    }

    /** Where a pointer leads when the references at its end are followed. */
    private String resolved(String pointer) {
        JsonNode reference = document.at(pointer).path("$ref");
        return reference.isTextual() ? resolved(reference.asText().substring(1)) : pointer;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
