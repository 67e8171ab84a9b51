package com.osmtalk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Json;
import com.osmtalk.contract.OpenApi.Answer;
import com.osmtalk.contract.OpenApi.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiTest {
    private static final OpenApi CONTRACT = OpenApi.load();
    private static final Map<String, List<String>> HEADERS = Map.of(
            "content-type", List.of("application/json; charset=utf-8"),
            "x-request-id", List.of("req_01K9ZQ4T7M"),
            "etag", List.of("\"completed-4-charged\""));
    private static final String CALL = "/api/calls/call_01K9ZQ4T7M2X5V8B3N6C1D0EFG";
    private static final String NOT_FOUND =
            "{\"error\":\"There is no such thing.\",\"code\":\"not_found\",\"requestId\":\"req_01K9ZQ4T7M\"}";

    @Test
    void listsEveryOperationOnce() {
        assertThat(CONTRACT.operations())
                .hasSizeGreaterThan(40)
                .doesNotHaveDuplicates()
                .contains(new Operation("GET", "/healthz"), new Operation("POST", "/api/widget/calls/outbound"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/calls/failure-reasons,      /api/calls/failure-reasons",
        "GET,    /api/calls/call_01,              /api/calls/{id}",
        "get,    /api/calls?limit=2,              /api/calls",
        "DELETE, /api/campaigns/dnc/bulk,         /api/campaigns/dnc/{id}",
        "POST,   /api/campaigns/dnc/bulk,         /api/campaigns/dnc/bulk",
        "GET,    /api/agents/agent_01/versions/7, /api/agents/{id}/versions/{version}",
    })
    void findsTheOperationOfAPath(String method, String path, String template) {
        assertThat(CONTRACT.operation(method, path))
                .hasValueSatisfying(operation -> assertThat(operation.path()).isEqualTo(template));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/calls/", "/api/calls/call_01/", "/api", "/api/agents/agent_01/versions/7/undo", ""})
    void findsNoOperationForAPathThatIsNotThere(String path) {
        assertThat(CONTRACT.operation("GET", path)).isEmpty();
    }

    @Test
    void acceptsWhatIsPromised() {
        assertThat(CONTRACT.violations(answer("GET", CALL, 200, completedCall(call -> {}))))
                .isEmpty();
        assertThat(CONTRACT.violations(answer("GET", CALL + "?x=1", 404, NOT_FOUND)))
                .isEmpty();
        assertThat(CONTRACT.violations(new Answer("DELETE", "/api/agents/agent_01", 204, without("content-type"), "")))
                .isEmpty();
        assertThat(CONTRACT.violations(answer("GET", "/api/calls", 200, page("null"))))
                .isEmpty();
        assertThat(CONTRACT.violations(answer("GET", "/api/calls", 200, page("\"abc\""))))
                .isEmpty();
        assertThat(CONTRACT.violations(new Answer(
                        "GET", "/openapi.yaml", 200, with("content-type", "application/yaml"), "openapi: 3.1.0")))
                .isEmpty();
    }

    @Test
    void refusesAFieldThatIsNotInTheContract() {
        assertRefused(call -> call.put("prompt", "secret"), "prompt");
        assertRefused(call -> ((ObjectNode) call.path("usage")).put("gpuSeconds", 1), "gpuSeconds");
        assertThat(CONTRACT.violations(answer("GET", "/api/calls", 200, page("null, \"page\": 1"))))
                .singleElement()
                .asString()
                .contains("page");
    }

    @Test
    void refusesAFieldThatIsMissingOrNull() {
        assertRefused(call -> call.remove("costTotal"), "costTotal");
        assertRefused(call -> call.putNull("failureReason"), "failureReason");
        assertThat(CONTRACT.violations(
                        answer("GET", "/api/calls", 200, "{\"data\":[],\"total\":0,\"limit\":20,\"offset\":0}")))
                .singleElement()
                .asString()
                .contains("nextCursor");
    }

    @Test
    void refusesAValueOfAnotherTypeOrForm() {
        assertRefused(call -> call.put("status", "IN_PROGRESS"), "status");
        assertRefused(call -> call.put("costTotal", "15.16"), "costTotal");
        assertRefused(call -> call.put("durationSeconds", -1), "durationSeconds");
        assertRefused(call -> call.put("id", "agent_01K9ZQ4T7M2X5V8B3N6C1D0EFG"), "id");
        assertRefused(call -> call.put("createdAt", "2026-11-22T09:30:00Z"), "createdAt");
        assertRefused(call -> call.put("createdAt", "2026-13-22T09:30:00.000Z"), "createdAt");
        assertRefused(call -> ((ObjectNode) call.path("latency").path("endToEnd")).put("p50", 1.5), "p50");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThat(CONTRACT.violations(answer("GET", CALL, 404, "")))
                .singleElement()
                .asString()
                .contains("missing");
        assertThat(CONTRACT.violations(answer("GET", CALL, 404, "<html>")))
                .singleElement()
                .asString()
                .contains("JSON");
        assertThat(CONTRACT.violations(answer("GET", CALL, 404, NOT_FOUND + "{}")))
                .singleElement()
                .asString()
                .contains("JSON");
        assertThat(CONTRACT.violations(new Answer("GET", CALL, 404, with("content-type", "text/html"), NOT_FOUND)))
                .singleElement()
                .asString()
                .contains("text/html");
        assertThat(CONTRACT.violations(new Answer("GET", CALL, 404, without("content-type"), NOT_FOUND)))
                .singleElement()
                .asString()
                .contains("content type");
    }

    @Test
    void refusesABodyWhereThereMustBeNone() {
        assertThat(CONTRACT.violations(answer("DELETE", "/api/agents/agent_01", 204, "{}")))
                .singleElement()
                .asString()
                .contains("no body");
    }

    @Test
    void refusesAStatusThatIsNotPromised() {
        assertThat(CONTRACT.violations(answer("GET", CALL, 402, NOT_FOUND)))
                .singleElement()
                .isEqualTo("GET /api/calls/{id} must not answer 402");
    }

    @Test
    void refusesAHeaderThatIsMissingMalformedOrDoubled() {
        assertThat(CONTRACT.violations(new Answer("GET", CALL, 404, without("x-request-id"), NOT_FOUND)))
                .singleElement()
                .asString()
                .contains("X-Request-Id");
        assertThat(CONTRACT.violations(new Answer("GET", CALL, 404, with("x-request-id", "a b"), NOT_FOUND)))
                .singleElement()
                .asString()
                .contains("X-Request-Id");
        Map<String, List<String>> doubled = new HashMap<>(HEADERS);
        doubled.put("X-Request-Id", List.of("req_02"));
        assertThat(CONTRACT.violations(new Answer("GET", CALL, 404, doubled, NOT_FOUND)))
                .singleElement()
                .asString()
                .contains("2 times");
    }

    @Test
    void refusesA429WithoutATimeToWait() {
        String body = NOT_FOUND.replace("not_found", "rate_limited");
        assertThat(CONTRACT.violations(answer("GET", CALL, 429, body)))
                .singleElement()
                .asString()
                .contains("Retry-After");
        assertThat(CONTRACT.violations(new Answer("GET", CALL, 429, with("Retry-After", "soon"), body)))
                .singleElement()
                .asString()
                .contains("Retry-After");
        assertThat(CONTRACT.violations(new Answer("GET", CALL, 429, with("Retry-After", "2"), body)))
                .isEmpty();
    }

    @Test
    void refusesA400ThatNamesNoField() {
        String body = NOT_FOUND.replace("not_found", "invalid_request");
        assertThat(CONTRACT.violations(answer("GET", CALL, 400, body)))
                .asString()
                .contains("details");
        assertThat(CONTRACT.violations(answer("GET", CALL, 400, body.replace("\"requestId\"", """
                        "details":{"fields":[{"path":"limit","message":"must be from 1 to 100"}]},"requestId\""""))))
                .isEmpty();
    }

    @Test
    void refusesA401WithoutAScheme() {
        String body = NOT_FOUND.replace("not_found", "unauthenticated");
        assertThat(CONTRACT.violations(answer("GET", CALL, 401, body)))
                .singleElement()
                .asString()
                .contains("WWW-Authenticate");
        assertThat(CONTRACT.violations(new Answer("GET", CALL, 401, with("WWW-Authenticate", "Bearer"), body)))
                .isEmpty();
    }

    @Test
    void takesHeadForAGetWithoutItsBody() {
        assertThat(CONTRACT.violations(answer("HEAD", CALL, 404, ""))).isEmpty();
        assertThat(CONTRACT.violations(answer("HEAD", CALL, 404, NOT_FOUND))).isNotEmpty();
        assertThat(CONTRACT.violations(new Answer("HEAD", CALL, 404, without("x-request-id"), "")))
                .isNotEmpty();
        assertThat(CONTRACT.violations(answer("HEAD", "/api/auth/login", 200, "")))
                .isNotEmpty();
    }

    @Test
    void letsWhatIsNoOperationBeRefusedOnly() {
        assertThat(CONTRACT.violations(answer("PATCH", CALL, 405, NOT_FOUND))).isEmpty();
        assertThat(CONTRACT.violations(answer("GET", "/api/nothing", 404, NOT_FOUND)))
                .isEmpty();
        assertThat(CONTRACT.violations(answer("GET", "/api/nothing", 200, "{}")))
                .singleElement()
                .asString()
                .contains("not in the contract");
        assertThat(CONTRACT.violations(answer("GET", "/api/nothing", 404, "{}")))
                .isNotEmpty();
    }

    @Test
    void everySchemaOfTheContractCanBeUsed() {
        JsonNode nothing = Json.MAPPER.missingNode();
        CONTRACT.at("/components/schemas")
                .fieldNames()
                .forEachRemaining(name -> CONTRACT.schemaViolations("/components/schemas/" + name, nothing));
    }

    @Test
    void everyPostButSigningInAndWhatOthersSendTakesAnIdempotencyKey() {
        Set<String> without = new HashSet<>();
        for (Operation operation : CONTRACT.operations()) {
            String node = "/paths/" + operation.path().replace("/", "~1");
            String parameters = CONTRACT.at(node + "/parameters").toString() + CONTRACT.at(node + "/post/parameters");
            if (operation.method().equals("POST") && !parameters.contains("parameters/IdempotencyKey")) {
                without.add(operation.path());
            }
        }
        assertThat(without)
                .containsExactlyInAnyOrder(
                        "/api/auth/login",
                        "/api/auth/logout",
                        "/api/auth/invitations/show",
                        "/api/auth/invitations/accept",
                        "/api/webhooks/razorpay",
                        "/api/webhooks/whatsapp");
    }

    private static void assertRefused(Consumer<ObjectNode> change, String culprit) {
        assertThat(CONTRACT.violations(answer("GET", CALL, 200, completedCall(change))))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation).contains("GET /api/calls/{id} 200", culprit));
    }

    private static String completedCall(Consumer<ObjectNode> change) {
        ObjectNode call =
                CONTRACT.at("/components/examples/CompletedCall/value").deepCopy();
        change.accept(call);
        return call.toString();
    }

    private static String page(String nextCursor) {
        return "{\"data\":[],\"total\":0,\"limit\":20,\"offset\":0,\"nextCursor\":" + nextCursor + "}";
    }

    private static Answer answer(String method, String path, int status, String body) {
        return new Answer(method, path, status, HEADERS, body);
    }

    private static Map<String, List<String>> with(String header, String value) {
        Map<String, List<String>> headers = new HashMap<>(HEADERS);
        headers.put(header, List.of(value));
        return headers;
    }

    private static Map<String, List<String>> without(String header) {
        Map<String, List<String>> headers = new HashMap<>(HEADERS);
        headers.remove(header);
        return headers;
    }
}
