package com.osmtalk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.contract.OpenApi.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The collection people run against a server knows every operation of the contract, and checks what comes back. */
class PostmanTest {
    private static final Path FILE = Path.of("examples/osmtalk.postman_collection.json");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern SET = Pattern.compile("collectionVariables\\.set\\('(\\w+)'");

    private final OpenApi contract = OpenApi.load();
    private final JsonNode collection = read();

    @Test
    void everyOperationOfTheContractIsAskedFor() {
        Set<String> asked = requests(collection).stream()
                .map(item -> item.path("request"))
                .map(request -> contract.operation(request.path("method").asText(), path(request)))
                .flatMap(operation -> operation.stream().map(Operation::toString))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked)
                .containsAll(
                        contract.operations().stream().map(Operation::toString).toList());
    }

    @Test
    void everyRequestIsOneOfTheContractAndItsAnswerIsChecked() {
        assertThat(requests(collection)).hasSizeGreaterThan(37).allSatisfy(item -> {
            JsonNode request = item.path("request");
            assertThat(contract.operation(request.path("method").asText(), path(request)))
                    .as(item.path("name").asText())
                    .isPresent();
            assertThat(item.path("event").toString())
                    .as(item.path("name").asText())
                    .contains("pm.test(");
        });
    }

    @Test
    void everyVariableIsDeclaredOrSetOnTheWay() {
        Set<String> known = collection.path("variable").findValuesAsText("key").stream()
                .collect(Collectors.toCollection(TreeSet::new));
        String items = collection.path("item").toString();

        assertThat(known).contains("baseUrl", "bearerToken", "apiKey", "organizationId");
        known.addAll(matches(SET, items));
        // a place in the greeting of the agent it makes
        known.add("first_name");
        assertThat(known).containsAll(matches(VARIABLE, items));
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static List<JsonNode> requests(JsonNode folder) {
        List<JsonNode> requests = new ArrayList<>();
        for (JsonNode item : folder.path("item")) {
            if (item.has("request")) {
                requests.add(item);
            } else {
                requests.addAll(requests(item));
            }
        }
        return requests;
    }

    private static String path(JsonNode request) {
        return request.at("/url/raw").asText().replace("{{baseUrl}}", "");
    }

    private static JsonNode read() {
        try {
            return Json.MAPPER.readTree(FILE.toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
