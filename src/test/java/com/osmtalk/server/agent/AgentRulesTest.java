package com.osmtalk.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.api.TurnTakingSettings;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentRulesTest {
    private static final String TOOL = """
            "name": "find_order", "description": "Finds an order.", "method": "GET"
            """;

    private final AgentRules rules = new AgentRules(new NumberingPlan(), ProviderCatalogue.standard());

    @Test
    void theDemoAgentIsInOrder() {
        assertThatCode(() -> rules.check(
                        StoredAgent.merged(AgentDefaults.DRAFT, DemoAgent.draft()), null, false, id -> false))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "temperature | 0 | 2 | -0.1 | 2.1",
                "maxTokens | 1 | 8192 | 0 | 8193",
                "frequencyPenalty | -2 | 2 | -2.1 | 2.1",
                "maxDurationSeconds | 10 | 7200 | 9 | 7201",
                "idleTimeoutSeconds | 5 | 600 | 4 | 601",
                "language | \"hi\" | \"zh-Hant-TW\" | \"en_IN\" | \"\"",
                "language | \"en-IN\" | \"fil-PH\" | \"english\" | \"x-private\"",
            })
    void aFieldHasItsLimits(String field, String low, String high, String tooLow, String tooHigh) {
        assertAccepted("{\"%s\": %s}".formatted(field, low));
        assertAccepted("{\"%s\": %s}".formatted(field, high));
        assertRefused("{\"%s\": %s}".formatted(field, tooLow), field);
        assertRefused("{\"%s\": %s}".formatted(field, tooHigh), field);
    }

    @ParameterizedTest
    @CsvSource({
        "duckAfterMs, 60, 500, 59, 2001",
        "stopAfterMs, 200, 5000, 99, 5001",
        "stopAfterWords, 1, 10, 0, 11",
        "sentencePauseMs, 100, 700, 99, 5001",
        "pauseMs, 300, 1200, 199, 5001",
        "unfinishedPauseMs, 700, 10000, 299, 10001",
    })
    void turnTakingHasItsLimits(String part, int low, int high, int tooLow, int tooHigh) {
        assertAccepted("{\"turnTaking\": {\"%s\": %d}}".formatted(part, low));
        assertAccepted("{\"turnTaking\": {\"%s\": %d}}".formatted(part, high));
        for (int value : new int[] {tooLow, tooHigh}) {
            String change = "{\"name\": \"x\", \"turnTaking\": {\"%s\": %d}}".formatted(part, value);
            assertThat(faults(StoredAgent.merged(AgentDefaults.DRAFT, AgentsTest.json(change))))
                    .extracting(FieldError::path)
                    .contains("turnTaking." + part);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "duckAfterMs, 501, duckAfterMs",
        "stopAfterMs, 199, duckAfterMs",
        "sentencePauseMs, 701, sentencePauseMs",
        "unfinishedPauseMs, 699, pauseMs",
    })
    void whatComesFirstInTurnTakingIsShorter(String part, int value, String faulty) {
        assertRefused("{\"turnTaking\": {\"%s\": %d}}".formatted(part, value), "turnTaking." + faulty);
    }

    @Test
    void partsOfTurnTakingThatAChangeLeavesOutStay() {
        AgentDraft before = StoredAgent.merged(
                AgentDefaults.DRAFT, AgentsTest.json("{\"name\": \"x\", \"turnTaking\": {\"pauseMs\": 900}}"));
        AgentDraft after = StoredAgent.merged(before, AgentsTest.json("{\"turnTaking\": {\"stopAfterMs\": 600}}"));
        assertThat(after.turnTaking()).isEqualTo(new TurnTakingSettings(200, 600, 2, 300, 900, 1_200));
    }

    @ParameterizedTest
    @CsvSource({"name, 100", "greeting, 2000", "systemPrompt, 32000", "voicemailMessage, 2000"})
    void aTextHasItsLength(String field, int length) {
        assertAccepted("{\"%s\": \"%s\"}".formatted(field, "𝄞".repeat(length)));
        assertRefused("{\"%s\": \"%s\"}".formatted(field, "x".repeat(length + 1)), field);
    }

    @Test
    void anAgentNeedsAName() {
        assertThat(faults(StoredAgent.merged(AgentDefaults.DRAFT, AgentsTest.json("{\"greeting\": \"Hello\"}"))))
                .extracting(FieldError::path)
                .containsExactly("name");
        assertRefused("{\"name\": \" \\t\"}", "name");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        assertRefused(
                """
                {"name": "", "language": "!", "temperature": 3, "llm": {"provider": "", "model": " "},
                 "tts": {"provider": "a", "model": "b", "voice": ""},
                 "tools": {"httpTools": [
                   {"name": "a b", "description": "x", "method": "get", "url": "ftp://example.com"}]}}
                """,
                "name",
                "language",
                "llm.provider",
                "llm.model",
                "tts.voice",
                "temperature",
                "tools.httpTools[0].name",
                "tools.httpTools[0].method",
                "tools.httpTools[0].url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/orders/{id}",
                "http://example.com:8080/{id}?again={id}",
                "https://example.com:8443/a?q=1#top",
                "HTTPS://example.com",
            })
    void aToolTakesAnHttpUrlWithPlacesForItsParameters(String url) {
        assertAccepted(withTool(TOOL + """
                , "url": "%s", "parameters": [{"name": "id", "type": "string", "required": true}]
                """.formatted(url)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/orders",
                "example.com",
                "ftp://example.com/{id}",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "http://",
                "http:///path",
                "https://example.com:0/",
                "https://example.com:65536/",
                "http://localhost:8080/{id}",
                "http://127.1/{id}",
                "http://0x7f000001/",
                "https://[::1]/",
                "http://169.254.169.254/latest/meta-data",
                "http://metadata.google.internal/{id}",
                "http://db/",
                "https://{id}/path",
                "https://{id}.example.com/",
                "https://user:{id}@example.com/",
                "https://example.com/{other}",
                "https://example.com/{}",
                "https://example.com/{id",
                "https://example.com/id}",
                "https://example.com/{{id}}",
                "https://example.com/a b",
            })
    void aToolTakesNoOtherUrl(String url) {
        assertRefused(withTool(TOOL + """
                        , "url": "%s", "parameters": [{"name": "id", "type": "string"}]
                        """.formatted(url)), "tools.httpTools[0].url");
    }

    @Test
    void aUrlOfAnyLengthIsRefusedQuickly() {
        assertRefused(
                withTool(TOOL + ", \"url\": \"https://example.com/" + "{".repeat(200_000) + "\""),
                "tools.httpTools[0].url");
    }

    @Test
    void toolsAndTheirParametersAreNamedOnce() {
        assertRefused(
                """
                {"tools": {"httpTools": [
                  {%1$s, "url": "https://example.com", "parameters": [
                     {"name": "a", "type": "number"}, {"name": "b", "type": "boolean"},
                     {"name": "a", "type": "integer"}]},
                  {%1$s, "url": "https://example.com"}]}}
                """.formatted(TOOL),
                "tools.httpTools[0].parameters[2].type",
                "tools.httpTools[0].parameters[2].name",
                "tools.httpTools[1].name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Bad Name\": \"x\"}", "{\"X-A\": \"a\\r\\nX-B: b\"}", "{\"\": \"x\"}"})
    void aHeaderCannotSmuggleAnother(String headers) {
        List<FieldError> faults =
                faults(withTool(TOOL + ", \"url\": \"https://example.com\", \"headers\": " + headers));
        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).path()).startsWith("tools.httpTools[0].headers");
    }

    @Test
    void thereAreAtMostSixtyFourTools() {
        String tool = "{\"name\": \"t%d\", \"description\": \"x\","
                + " \"method\": \"GET\", \"url\": \"https://example.com\"}";
        String tools = IntStream.range(0, 65).mapToObj(tool::formatted).collect(Collectors.joining(","));
        assertRefused("{\"tools\": {\"httpTools\": [" + tools + "]}}", "tools.httpTools");
    }

    @Test
    void aTransferNeedsANumberThatCanBeDialled() {
        String path = "tools.transferSettings.transferToHuman.destinationNumber";
        assertRefused("{\"tools\": {\"transferSettings\": {\"transferToHuman\": {\"enabled\": true}}}}", path);
        String transfer = """
                {"tools": {"transferSettings": {"transferToHuman": {"enabled": %s, "destinationNumber": "%s"}}}}""";
        assertRefused(transfer.formatted(true, "+999123456789"), path);
        assertRefused(transfer.formatted(false, "+999123456789"), path);
        assertAccepted(transfer.formatted(true, "+12025550188"));
        assertAccepted("{\"tools\": {\"transferSettings\": {\"transferToHuman\": {\"enabled\": false}}}}");
    }

    @Test
    void anAnalysisNamesItsFieldsOnceAndItsEnumsValues() {
        assertRefused(
                """
                {"postCallAnalysis": {"enabled": true, "schema": [
                  {"name": "a", "type": "enum"},
                  {"name": "b", "type": "enum", "enumValues": []},
                  {"name": "a", "type": "string"},
                  {"name": "", "type": "number"},
                  {"name": "c", "type": "enum", "enumValues": ["x", "x", " "]}]}}
                """,
                "postCallAnalysis.schema[0].enumValues",
                "postCallAnalysis.schema[1].enumValues",
                "postCallAnalysis.schema[2].name",
                "postCallAnalysis.schema[3].name",
                "postCallAnalysis.schema[4].enumValues[1]",
                "postCallAnalysis.schema[4].enumValues[2]");
        assertAccepted("""
                {"postCallAnalysis": {"enabled": true, "schema": [
                  {"name": "a", "type": "enum", "enumValues": ["x", "y"]}, {"name": "b", "type": "boolean"}]}}
                """);
    }

    @Test
    void anMcpServerHasANameAPublicPlaceAndHeadersOfItsOwn() {
        String server = servers("{\"name\": \"%s\", \"url\": \"%s\", \"headers\": {\"%s\": \"x\"}}");
        assertAccepted(server.formatted("my_crm-2", "https://mcp.example.com/mcp?tenant=1", "X-Key"));
        for (String name : List.of("", "a b", "a__b", "_a", "a_", "x".repeat(33), "\u00e4")) {
            assertRefused(server.formatted(name, "https://mcp.example.com", "X-Key"), "tools.mcpServers[0].name");
        }
        for (String url : List.of(
                "",
                "ftp://example.com",
                "mcp.example.com",
                "http://localhost/mcp",
                "https://10.1.2.3/mcp",
                "https://user:secret@example.com/mcp",
                "https://mcp.example.com:0/mcp",
                "https://mcp.example.com:65536/mcp",
                "https://mcp.example.com:99999999999/mcp",
                "https://mcp.example.com/mcp#tools",
                "https://mcp.example.com/mcp#",
                "https://{id}.example.com")) {
            assertRefused(server.formatted("a", url, "X-Key"), "tools.mcpServers[0].url");
        }
        for (String header : List.of("Host", "content-length", "Mcp-Session-Id", "ACCEPT")) {
            assertRefused(
                    server.formatted("a", "https://mcp.example.com", header), "tools.mcpServers[0].headers." + header);
        }
        assertAccepted(server.formatted("a", "https://mcp.example.com:65535/mcp", "X-Key"));
        assertRefused(
                server.formatted("a", "https://mcp.example.com", "X-Key\": \"x\", \"x-kEY"),
                "tools.mcpServers[0].headers.x-kEY");
    }

    @Test
    void mcpServersAreFewAndOfDifferentNamesAndAllowNamedTools() {
        String one = "{\"name\": \"%s\", \"url\": \"https://mcp.example.com\", \"allowedTools\": %s}";
        assertRefused(
                servers(one.formatted("a", "[]"), one.formatted("A", "[\"find\", \" \"]")),
                "tools.mcpServers[1].name",
                "tools.mcpServers[1].allowedTools[1]");
        assertRefused(
                servers(IntStream.range(0, 6)
                        .mapToObj(i -> one.formatted("s" + i, "[]"))
                        .toArray(String[]::new)),
                "tools.mcpServers");
    }

    @Test
    void noHttpToolIsNamedLikeAServers() {
        assertRefused("""
                {"tools": {"mcpServers": [{"name": "shop", "url": "https://mcp.example.com"}],
                  "httpTools": [{"name": "shop__find", "description": "x", "method": "GET",
                    "url": "https://example.com"}]}}
                """, "tools.httpTools[0].name");
    }

    @Test
    void anAgentHandsOverToOtherAgentsOfItsAccount() {
        String targets = "{\"tools\": {\"transferSettings\": {\"transferToAgents\": [%s]}}}";
        String to = "{\"agentId\": \"%s\"}";
        String path = "tools.transferSettings.transferToAgents";
        assertAccepted(targets.formatted(to.formatted("agent_b")));
        assertRefused(targets.formatted(to.formatted("agent_of_others")), path + "[0].agentId");
        assertRefused(targets.formatted(to.formatted("agent_b") + "," + to.formatted("agent_b")), path + "[1].agentId");
        assertRefused(targets.formatted(String.join(",", Collections.nCopies(11, to.formatted("agent_b")))), path);
    }

    private static String servers(String... servers) {
        return "{\"tools\": {\"mcpServers\": [" + String.join(",", servers) + "]}}";
    }

    private static String withTool(String fields) {
        return "{\"tools\": {\"httpTools\": [{" + fields + "}]}}";
    }

    private void assertAccepted(String change) {
        assertThatCode(() -> rules.check(whole(change), null, false, id -> id.equals("agent_b")))
                .doesNotThrowAnyException();
    }

    private void assertRefused(String change, String... paths) {
        assertThat(faults(change)).extracting(FieldError::path).containsExactlyInAnyOrder(paths);
    }

    private List<FieldError> faults(String change) {
        return faults(whole(change));
    }

    @SuppressWarnings("unchecked")
    private List<FieldError> faults(AgentDraft draft) {
        Problem problem =
                catchThrowableOfType(Problem.class, () -> rules.check(draft, null, false, id -> id.equals("agent_b")));
        assertThat(problem).as("a refusal").isNotNull();
        assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
        return (List<FieldError>) problem.details().get("fields");
    }

    private static AgentDraft whole(String change) {
        AgentDraft named = StoredAgent.merged(AgentDefaults.DRAFT, AgentsTest.named("Reception"));
        return StoredAgent.merged(named, AgentsTest.json(change));
    }
}
