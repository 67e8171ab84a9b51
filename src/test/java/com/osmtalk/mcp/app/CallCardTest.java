package com.osmtalk.mcp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.mcp.HttpHost;
import com.osmtalk.mcp.Lines;
import com.osmtalk.mcp.ToolBench;
import com.osmtalk.mcp.protocol.ModernClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is offered the live call card, and what they read. What the page does is tested in a browser by .ci/card. */
class CallCardTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String URI = "ui://osmtalk/call-card.html";
    private static final String MIME_TYPE = "text/html;profile=mcp-app";
    private static final Map<String, Object> SHOWS_APPS = Map.of(
            "elicitation",
            Map.of(),
            "extensions",
            Map.of("io.modelcontextprotocol/ui", Map.of("mimeTypes", List.of("text/plain", MIME_TYPE))));

    @RegisterExtension
    final ToolBench bench = new ToolBench();

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void aClientThatShowsAppsIsOfferedTheCardInEveryRevisionWithSessions(String version) throws Exception {
        try (Lines lines = opened(version, SHOWS_APPS)) {
            assertReferences(lines.request("tools/list", Map.of()).at("/result/tools"));
            assertListed(lines.request("resources/list", Map.of()).at("/result/resources"));
            assertPage(lines.request("resources/read", Map.of("uri", URI)).at("/result/contents"));
        }
    }

    @Test
    void aClientThatShowsAppsIsOfferedTheCardInTheStatelessRevision() throws Exception {
        try (HttpHost host = new HttpHost(bench.mcp())) {
            ModernClient client = modern(host).meta(ModernClient.CAPABILITIES, SHOWS_APPS);
            assertReferences(client.post("tools/list", Map.of()).result().get("tools"));
            assertListed(client.post("resources/list", Map.of()).result().get("resources"));
            JsonNode read = client.post("resources/read", Map.of("uri", URI)).result();
            assertPage(read.get("contents"));
            assertThat(read.get("cacheScope").asText()).isEqualTo("private");
        }
    }

    @Test
    void theServerDeclaresTheExtensionWhereExtensionsAreDeclared() throws Exception {
        try (HttpHost host = new HttpHost(bench.mcp())) {
            JsonNode extensions =
                    modern(host).post("server/discover", Map.of()).result().at("/capabilities/extensions");
            assertThat(extensions.has("io.modelcontextprotocol/ui")).isTrue();
            assertThat(extensions.has("io.modelcontextprotocol/tasks")).isTrue();
        }
    }

    @Test
    void aSessionOverHttpRemembersWhatItsClientShows() throws Exception {
        try (HttpHost host = new HttpHost(bench.mcp());
                McpSyncClient client = connected(host, SHOWS_APPS);
                McpSyncClient other = connected(host, Map.of())) {
            assertThat(references(client)).containsExactlyInAnyOrder("start_outbound_call", "get_call");
            assertThat(client.listResources().resources())
                    .anyMatch(one -> one.uri().equals(URI));
            assertThat(references(other)).isEmpty();
            assertThat(other.listResources().resources())
                    .noneMatch(one -> one.uri().equals(URI));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"extensions\": {}}",
                "{\"extensions\": {\"io.modelcontextprotocol/ui\": {}}}",
                "{\"extensions\": {\"io.modelcontextprotocol/ui\": true}}",
                "{\"extensions\": {\"io.modelcontextprotocol/ui\": {\"mimeTypes\": \"text/html;profile=mcp-app\"}}}",
                "{\"extensions\": {\"io.modelcontextprotocol/ui\": {\"mimeTypes\": [\"text/html\", 7, null]}}}",
            })
    void aClientThatDoesNotShowAppsSeesNothingOfItAndMayReadThePageAllTheSame(String capabilities) throws Exception {
        try (Lines lines = opened("2025-11-25", JSON.readValue(capabilities, new TypeReference<>() {}))) {
            assertThat(lines.request("tools/list", Map.of()).at("/result/tools"))
                    .isNotEmpty()
                    .noneMatch(tool -> tool.has("_meta"));
            assertThat(lines.request("resources/list", Map.of()).at("/result/resources"))
                    .isNotEmpty()
                    .noneMatch(resource -> resource.get("uri").asText().startsWith("ui:"));
            assertPage(lines.request("resources/read", Map.of("uri", URI)).at("/result/contents"));
        }
    }

    @Test
    void thereIsNoOtherPage() throws Exception {
        try (Lines lines = opened("2025-11-25", SHOWS_APPS)) {
            assertThat(lines.request("resources/read", Map.of("uri", URI + "?x"))
                            .at("/error/code")
                            .asInt())
                    .isEqualTo(-32002);
        }
    }

    /** So that no button is there that could do nothing. */
    @Test
    void thePageIsToldWhichToolsItsReaderHas() throws Exception {
        try (HttpHost host = new HttpHost(bench.mcp())) {
            ModernClient client = modern(host);
            assertThat(toolsOf(client)).contains("get_call").doesNotContain("start_outbound_call");
            assertThat(toolsOf(client.header("X-Osmtalk-Tools", "get_call,end_call")))
                    .containsExactly("get_call", "end_call");
            assertThat(toolsOf(client.header("X-Osmtalk-Read-Only", "true"))).containsExactly("get_call");
        }
    }

    /** The policy of the page lets in its own style and script and nothing else; it refers to nothing elsewhere. */
    @Test
    void thePageAllowsItselfOnlyAndLoadsNothing() throws Exception {
        String page = CallCard.contents(List.of("get_call")).get("text").toString();
        String policy = group(page, "Content-Security-Policy\"\\s+content=\"([^\"]+)\"");
        assertThat(policy)
                .isEqualTo("default-src 'none'; style-src 'sha256-" + hash(group(page, "(?s)<style>(.*?)</style>"))
                        + "'; script-src 'sha256-" + hash(group(page, "(?s)<script>(.*?)</script>"))
                        + "'; base-uri 'none'; form-action 'none'");
        assertThat(page)
                .doesNotContain("http:", "https:", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write")
                .doesNotContainPattern(
                        "\\beval\\b|\\bFunction\\(|\\son[a-z]+=|\\ssrc=|\\shref=|@import|url\\(|fetch\\(");
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(40_000);
    }

    private Lines opened(String version, Map<String, Object> capabilities) throws Exception {
        Lines lines = new Lines(bench.mcp());
        lines.request(
                "initialize",
                Map.of(
                        "protocolVersion",
                        version,
                        "capabilities",
                        capabilities,
                        "clientInfo",
                        Map.of("name", "test", "version", "1")));
        lines.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return lines;
    }

    private static ModernClient modern(HttpHost host) {
        return new ModernClient(host.url().resolve("/mcp")).header("x-api-key", ToolBench.KEY);
    }

    private static McpSyncClient connected(HttpHost host, Map<String, Object> capabilities) {
        McpSyncClient client = McpClient.sync(
                        HttpClientStreamableHttpTransport.builder(host.url().toString())
                                .build())
                .capabilities(JSON.convertValue(
                        Map.of("extensions", capabilities.getOrDefault("extensions", Map.of())),
                        McpSchema.ClientCapabilities.class))
                .build();
        client.initialize();
        return client;
    }

    private static List<String> references(McpSyncClient client) {
        return client.listTools().tools().stream()
                .filter(tool -> tool.meta() != null)
                .map(McpSchema.Tool::name)
                .toList();
    }

    /** Only the tools that bring a call into the conversation: a card follows its call by itself. */
    private static void assertReferences(JsonNode tools) {
        List<String> with = new ArrayList<>();
        for (JsonNode tool : tools) {
            if (tool.has("_meta")) {
                with.add(tool.get("name").asText());
                assertThat(tool.at("/_meta/ui/resourceUri").asText()).isEqualTo(URI);
                assertThat(tool.at("/_meta/ui/visibility")).hasToString("[\"model\",\"app\"]");
                assertThat(tool.at("/_meta/ui~1resourceUri").asText()).isEqualTo(URI);
            }
        }
        assertThat(with).containsExactlyInAnyOrder("start_outbound_call", "get_call");
    }

    private static void assertListed(JsonNode resources) {
        assertThat(resources)
                .filteredOn(one -> one.get("uri").asText().equals(URI))
                .singleElement()
                .satisfies(card -> {
                    assertThat(card.get("mimeType").asText()).isEqualTo(MIME_TYPE);
                    assertPolicy(card);
                });
    }

    private static void assertPage(JsonNode contents) {
        assertThat(contents).singleElement().satisfies(page -> {
            assertThat(page.get("uri").asText()).isEqualTo(URI);
            assertThat(page.get("mimeType").asText()).isEqualTo(MIME_TYPE);
            assertThat(page.get("text").asText()).startsWith("<!doctype html>").endsWith("</html>\n");
            assertPolicy(page);
        });
    }

    private static void assertPolicy(JsonNode described) {
        for (String purpose : List.of("connectDomains", "resourceDomains", "frameDomains", "baseUriDomains")) {
            assertThat(described.at("/_meta/ui/csp/" + purpose)).hasToString("[]");
        }
        assertThat(described.at("/_meta/ui/prefersBorder").asBoolean()).isTrue();
    }

    private static List<String> toolsOf(ModernClient client) throws Exception {
        String page = client.post("resources/read", Map.of("uri", URI))
                .result()
                .at("/contents/0/text")
                .asText();
        return List.of(group(page, "data-tools=\"([^\"]*)\"").split(" "));
    }

    private static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static String hash(String content) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
    }
}
