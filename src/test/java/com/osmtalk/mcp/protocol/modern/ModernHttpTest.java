package com.osmtalk.mcp.protocol.modern;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.mcp.protocol.ModernClient;
import com.osmtalk.mcp.protocol.ModernClient.Answer;
import com.osmtalk.mcp.protocol.Probe;
import com.osmtalk.mcp.protocol.Served;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single requests of 2026-07-28 over HTTP: what is answered, refused, and which of two faults is told. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModernHttpTest {
    private static final String VERSION = "MCP-Protocol-Version";

    private final Probe features = new Probe();
    private final Served served = new Served(features);
    private final ModernClient client = served.modern();

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void discoveryTellsWhatThereIsAndWho() throws Exception {
        Answer answer = client.post("server/discover", Map.of());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("id").asText()).isEqualTo("a-1");
        assertThat(answer.result().get("resultType").asText()).isEqualTo("complete");
        assertThat(answer.result().get("supportedVersions").toString()).isEqualTo("[\"2026-07-28\"]");
        assertThat(answer.result().at("/capabilities/resources/subscribe").asBoolean())
                .isTrue();
        assertThat(answer.result().get("capabilities").get("extensions").has(ModernClient.TASKS))
                .isTrue();
        assertThat(answer.result()
                        .get("_meta")
                        .get("io.modelcontextprotocol/serverInfo")
                        .get("name")
                        .asText())
                .isEqualTo("nothing");
        assertThat(answer.result().has("serverInfo")).isFalse();
        assertCacheable(answer);
    }

    @Test
    void listsAndReadingMayBeKeptForAWhileOtherAnswersMayNot() throws Exception {
        assertCacheable(client.post("tools/list", Map.of()));
        assertCacheable(client.post("prompts/list", Map.of()));
        assertCacheable(client.post("resources/list", Map.of()));
        assertCacheable(client.post("resources/templates/list", Map.of()));
        assertCacheable(client.post("resources/read", Map.of("uri", Probe.RESOURCE)));
        assertThat(client.call("echo", Map.of()).result().has("ttlMs")).isFalse();
    }

    private static void assertCacheable(Answer answer) {
        assertThat(answer.result().path("ttlMs").isIntegralNumber())
                .as(answer.toString())
                .isTrue();
        // what is listed, and named by the instructions, is up to the requester's key and options
        assertThat(answer.result().get("cacheScope").asText()).isEqualTo("private");
    }

    @Test
    void noSessionIsMadeAndNoneIsNeeded() throws Exception {
        try (ModernClient.Stream stream =
                client.header("Mcp-Session-Id", "anything").open("tools/list", Map.of())) {
            assertThat(stream.answer().status()).isEqualTo(200);
            assertThat(stream.header("Mcp-Session-Id")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initialize",
                "ping",
                "logging/setLevel",
                "resources/subscribe",
                "resources/unsubscribe",
                "tasks/result",
                "tasks/list",
                "unknown/method",
                "completion/complete"
            })
    void whatThisRevisionOrThisServerDoesNotHaveIsNotFound(String method) throws Exception {
        assertRefused(client.post(method, Map.of()), 404, ProtocolException.METHOD_NOT_FOUND);
    }

    @Test
    void aMethodWhoseCapabilityIsNotDeclaredIsNotFound() throws Exception {
        features.without("prompts");
        assertRefused(client.post("prompts/list", Map.of()), 404, ProtocolException.METHOD_NOT_FOUND);
    }

    @Test
    void anUnknownRevisionIsNamedAndTheKnownOnesAre() throws Exception {
        for (String version : List.of("v999.0.0", "2025-11-25")) {
            Answer answer = client.meta(ModernClient.VERSION, version).post("server/discover", Map.of());
            assertRefused(answer, 400, ProtocolException.UNSUPPORTED_VERSION);
            assertThat(answer.json().at("/error/data").toString())
                    .contains("\"supported\":[\"2026-07-28\"]", "\"requested\":\"" + version + "\"");
        }
    }

    @Test
    void ofTwoFaultsTheOneThatClientsCanActOnIsTold() throws Exception {
        ModernClient without = client.meta(ModernClient.VERSION, null);
        ModernClient unknown = client.meta(ModernClient.VERSION, "v999.0.0");
        // without a version in the body: whatever the headers say
        assertRefused(without.post("tools/list", Map.of()), 400, ProtocolException.INVALID_PARAMS);
        assertRefused(
                without.header("Mcp-Method", "x").post("tools/list", Map.of()), 400, ProtocolException.INVALID_PARAMS);
        assertRefused(
                without.meta(ModernClient.CAPABILITIES, null).post("tools/list", Map.of()),
                400,
                ProtocolException.INVALID_PARAMS);
        // versions that differ, before one that is unknown
        assertRefused(
                unknown.header(VERSION, "2026-07-28").post("tools/list", Map.of()),
                400,
                ProtocolException.HEADER_MISMATCH);
        assertRefused(
                client.header(VERSION, "2025-11-25").post("tools/list", Map.of()),
                400,
                ProtocolException.HEADER_MISMATCH);
        // an unknown version, before headers that this version may not have
        assertRefused(
                unknown.header("Mcp-Method", null).post("tools/list", Map.of()),
                400,
                ProtocolException.UNSUPPORTED_VERSION);
        // headers, before methods
        assertRefused(
                client.header("Mcp-Method", "x").post("unknown/method", Map.of()),
                400,
                ProtocolException.HEADER_MISMATCH);
        // the version, before the method that only another one has
        assertRefused(unknown.post("initialize", Map.of()), 400, ProtocolException.UNSUPPORTED_VERSION);
    }

    @Test
    void whatTellsOfTheClientMustBeOfItsForm() throws Exception {
        for (Object capabilities : new Object[] {null, "all", List.of()}) {
            assertRefused(
                    client.meta(ModernClient.CAPABILITIES, capabilities).post("tools/list", Map.of()),
                    400,
                    ProtocolException.INVALID_PARAMS);
        }
        assertRefused(
                client.meta(ModernClient.LOG_LEVEL, "loud").post("tools/list", Map.of()),
                400,
                ProtocolException.INVALID_PARAMS);
        assertThat(client.meta("traceparent", "00-1-2-3")
                        .post("tools/list", Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void headersMustSayWhatTheBodySays() throws Exception {
        Map<String, Object> echo = Map.of("name", "echo");
        for (String header : List.of(VERSION, "Mcp-Method", "Mcp-Name")) {
            for (String value : new String[] {null, "other", "ECHO", "TOOLS/CALL"}) {
                assertRefused(
                        client.header(header, value).post("tools/call", echo), 400, ProtocolException.HEADER_MISMATCH);
            }
        }
        assertThat(client.header("mcp-NAME", "echo  ").post("tools/call", echo).status())
                .isEqualTo(200);
        assertThat(client.header("Mcp-Name", "whatever")
                        .post("tools/list", Map.of())
                        .status())
                .isEqualTo(200);
        assertRefused(
                client.header("Mcp-Name", "probe://other").post("resources/read", Map.of("uri", Probe.RESOURCE)),
                400,
                ProtocolException.HEADER_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource({"MCP-Protocol-Version,2026-07-28", "Mcp-Method,tools/call", "Mcp-Name,echo"})
    void ofTwoHeadersSomebodyOnTheWayMayHaveReadTheOther(String header, String right) throws Exception {
        for (String other : List.of("other", right)) {
            String twice = right + "\r\n" + header + ": " + other;
            assertRefused(
                    client.header(header, twice).post("tools/call", Map.of("name", "echo")),
                    400,
                    ProtocolException.HEADER_MISMATCH);
        }
    }

    @Test
    void namesBeyondAsciiComeWrappedInBase64() throws Exception {
        Map<String, Object> params = Map.of("name", "Zürich");
        String base64 = Base64.getEncoder().encodeToString("Zürich".getBytes(StandardCharsets.UTF_8));
        // right headers: the tool is looked for, and not there
        assertRefused(named("=?base64?" + base64 + "?=", params), 200, ProtocolException.INVALID_PARAMS);
        assertThat(named("=?base64?ZWNobw==?=", Map.of("name", "echo")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "=?base64?ZWNobw?=, echo, without its padding",
        "=?base64?ZWN*bw==?=, echo, of another alphabet",
        "=?base64?gICA?=, echo, not UTF-8",
        "=?BASE64?ZWNobw==?=, echo, of another case",
        "=?base64?ZWNobw==, echo, without its end",
        "ZWNobw==?=, echo, without its beginning",
        "=?base64?=, echo, all marks"
    })
    void aWrongWrappingDoesNotSayTheName(String header, String name, String why) throws Exception {
        assertRefused(named(header, Map.of("name", name)), 400, ProtocolException.HEADER_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?base64?ZWNobw==", "ZWNobw==?=", "=?base64?="})
    void halfAWrappingIsANameLikeAnyOther(String name) throws Exception {
        assertRefused(named(name, Map.of("name", name)), 200, ProtocolException.INVALID_PARAMS);
    }

    private Answer named(String header, Map<String, Object> params) throws IOException {
        return client.header("Mcp-Name", header).post("tools/call", params);
    }

    @Test
    void whatIsNotThereIsAskedForWithWrongParams() throws Exception {
        assertRefused(client.call("none", Map.of()), 200, ProtocolException.INVALID_PARAMS);
        assertRefused(client.post("prompts/get", Map.of("name", "none")), 200, ProtocolException.INVALID_PARAMS);
        assertRefused(client.post("tools/list", Map.of("cursor", "none")), 200, ProtocolException.INVALID_PARAMS);
        Answer resource = client.post("resources/read", Map.of("uri", "probe://none"));
        assertRefused(resource, 200, ProtocolException.INVALID_PARAMS);
        assertThat(resource.json().at("/error/data/uri").asText()).isEqualTo("probe://none");
    }

    @Test
    void aToolMayDemandMoreOfTheClient() throws Exception {
        Answer answer = client.call("demand", Map.of());
        assertRefused(answer, 400, ProtocolException.MISSING_CAPABILITY);
        assertThat(answer.json().at("/error/data").toString())
                .isEqualTo("{\"requiredCapabilities\":{\"sampling\":{}}}");
    }

    @Test
    void aFaultOfTheServerIsAnsweredAndKeptSecret() throws Exception {
        for (Answer answer : List.of(
                client.call("fault", Map.of()),
                client.header("X-Osmtalk-Fault", "yes").post("tools/list", Map.of()))) {
            assertRefused(answer, 200, ProtocolException.INTERNAL_ERROR);
            assertThat(answer.json().toString()).doesNotContain("secret", "Exception", "\tat ");
        }
    }

    @Test
    void oldAndNewClientsMeetAtTheSameAddress() throws Exception {
        String initialize = "{\"jsonrpc\":\"2.0\",\"id\":\"a-1\",\"method\":\"initialize\",\"params\":"
                + "{\"protocolVersion\":\"2025-11-25\","
                + "\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
        try (ModernClient.Stream stream =
                client.send(initialize, Map.of(VERSION, "2025-11-25", "Mcp-Method", "initialize"))) {
            assertThat(stream.answer().result().has("resultType")).isFalse();
            assertThat(stream.header("Mcp-Session-Id")).isNotEmpty();
        }
        try (ModernClient.Stream stream = client.send(initialize, Map.of(VERSION, "2026-07-28"))) {
            Answer answer = stream.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo(ProtocolException.HEADER_MISMATCH);
        }
        try (ModernClient.Stream stream = client.send(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}", Map.of(VERSION, "2026-07-28"))) {
            assertThat(stream.answer().status()).isEqualTo(202);
        }
    }

    private static void assertRefused(Answer answer, int status, int code) {
        assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.json().get("id").asText()).isEqualTo("a-1");
    }
}
