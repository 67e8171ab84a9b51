package com.osmtalk.voice.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.AgentTools.McpServer;
import com.osmtalk.api.Json;
import com.osmtalk.client.StubServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real servers of the SDK, and hostile ones behind a socket. */
class McpServersTest {
    private static final String OBJECT = "{\"type\":\"object\"}";

    private static ToolServer real;

    private final AtomicLong now = new AtomicLong();
    private final McpServers servers = new McpServers(true, Duration.ofSeconds(20), now::get);
    private StubServer hostile;

    @BeforeAll
    static void start() {
        real = new ToolServer()
                .with("find_order", "Finds an order", arguments -> "order " + arguments.get("id") + " was sent")
                .with("cancel_order", "Cancels an order", arguments -> "cancelled")
                .with("long", "Says a lot", arguments -> "\u0000\u202ex".repeat(20_000));
    }

    @AfterAll
    static void stop() {
        real.close();
    }

    @BeforeEach
    void listen() throws Exception {
        hostile = new StubServer();
        real.requests.clear();
    }

    @AfterEach
    void close() throws Exception {
        servers.close();
        hostile.close();
    }

    private static <T> T result(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private List<String> names(McpServer server) throws Exception {
        return result(servers.tools(server)).stream().map(McpTool::name).toList();
    }

    private McpServer hostile() {
        return new McpServer("hostile", hostile.url() + "/mcp", null, null);
    }

    @Test
    void aServersToolsAreListedOnceAndUsed() throws Exception {
        assertThat(names(real.named("shop"))).containsExactlyInAnyOrder("find_order", "cancel_order", "long");
        int asked = real.requests.size();
        assertThat(names(real.named("shop"))).hasSize(3);
        assertThat(real.requests).hasSize(asked);

        McpAnswer answer = result(servers.use(real.named("shop"), "find_order", Map.of("id", "7")));

        assertThat(answer).isEqualTo(new McpAnswer(true, "order 7 was sent"));
        assertThat(real.requests).hasSize(asked + 1).last().asString().doesNotContain("null");
    }

    @Test
    void onlyAllowedToolsAreSeen() throws Exception {
        assertThat(names(real.named("shop", "find_order", "no_such"))).containsExactly("find_order");
    }

    @Test
    void theListIsKeptForTenMinutes() throws Exception {
        names(real.named("shop"));
        int asked = real.requests.size();
        now.addAndGet(599_000);
        names(real.named("shop"));
        assertThat(real.requests).hasSize(asked);
        now.addAndGet(1_000);
        names(real.named("shop"));
        assertThat(real.requests).hasSizeGreaterThan(asked);
    }

    @Test
    void anAnswerIsCutAndHasNoHiddenCharacters() throws Exception {
        McpAnswer answer = result(servers.use(real.named("shop"), "long", Map.of()));

        assertThat(answer.succeeded()).isTrue();
        assertThat(answer.text()).matches("x{2000,8192}");
    }

    @Test
    void anErrorOfAToolIsOne() throws Exception {
        McpAnswer answer = result(servers.use(real.named("shop"), "no_such", Map.of()));

        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.text()).contains("Unknown tool");
    }

    @Test
    void whoeverHasNoKeyIsToldSo() throws Exception {
        McpServer other = new McpServer("shop", real.url(), Map.of("Authorization", "Bearer wrong"), null);

        assertThat(names(other)).isEmpty();
        assertThat(result(servers.use(other, "find_order", Map.of())).text())
                .isEqualTo("the server refuses the agent's credentials (status 401)");
    }

    @Test
    void aServerThatFailedIsAskedAgainAfterHalfAMinute() throws Exception {
        hostile.will(StubServer.answer(503, "{}"));
        names(hostile());
        names(hostile());
        assertThat(hostile.received()).hasSize(1);
        now.addAndGet(30_000);
        names(hostile());
        assertThat(hostile.received()).hasSize(2);
    }

    @Test
    void aSessionThatTheServerHasEndedIsBegunAnew() throws Exception {
        hostile.will(
                initialized("one"),
                StubServer.answer(202, ""),
                tools(tool("a", "", OBJECT)),
                StubServer.answer(404, "{}"),
                initialized("two"),
                StubServer.answer(202, ""),
                tools(tool("a", "", OBJECT)),
                answering("{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}"));

        assertThat(names(hostile())).containsExactly("a");
        assertThat(result(servers.use(hostile(), "a", Map.of()))).isEqualTo(new McpAnswer(true, "done"));
        assertThat(hostile.received().get(2).headers()).containsEntry("mcp-session-id", "one");
        assertThat(hostile.received().get(7).headers()).containsEntry("mcp-session-id", "two");
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        hostile.will(StubServer.answer(307, "", "Location: " + real.url()));

        assertThat(result(servers.use(hostile(), "a", Map.of())).text()).contains("status 307");
        assertThat(real.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "169.254.169.254", "10.0.0.1"})
    void thePublicInternetAloneIsReached(String host) throws Exception {
        try (McpServers guarded = new McpServers(false, Duration.ofSeconds(20))) {
            String url = "http://" + host + ":" + hostile.url().getPort() + "/mcp";

            McpAnswer answer = result(guarded.use(new McpServer("x", url, null, null), "a", Map.of()));

            assertThat(answer.succeeded()).isFalse();
            assertThat(answer.text()).contains("not on the public internet");
        }
        assertThat(hostile.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | <html>                                              | not MCP",
                "application/json | [1,2]                                               | not MCP",
                "application/json | {\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":1}  | no answer",
                "text/event-stream| data: {oops                                         | no answer",
                "text/html        | <h1>Welcome</h1>                                    | not MCP",
            })
    void whatIsNoAnswerIsAFailure(String type, String body, String reason) throws Exception {
        hostile.will(StubServer.answerAs(type, 200, body));

        McpAnswer answer = result(servers.use(hostile(), "a", Map.of()));

        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.text()).contains(reason);
    }

    @Test
    void aServerThatNeverEndsItsAnswerIsCutOff() throws Exception {
        hostile.will((request, connection) -> {
            StubServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            String line = "data: " + "x".repeat(8_000) + "\n";
            for (int i = 0; i < 1_000; i++) {
                StubServer.write(connection, line);
            }
        });

        assertThat(result(servers.use(hostile(), "a", Map.of())).text()).isEqualTo("the server's answer is too long");
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForLonger() throws Exception {
        hostile.will(StubServer.silence());
        try (McpServers hasty = new McpServers(true, Duration.ofMillis(300))) {
            assertThat(result(hasty.use(hostile(), "a", Map.of())).succeeded()).isFalse();
            assertThat(result(hasty.tools(hostile()))).isEmpty();
        }
    }

    @Test
    void hugeDeepAndNamelessToolsAreLeftOutAndTheListHasAnEnd() throws Exception {
        String huge = tool("huge", "", "{\"type\":\"object\",\"title\":\"" + "x".repeat(9_000) + "\"}");
        String fine = tool("b", "d".repeat(5_000), OBJECT);
        String text = tool("c", "", "{\"type\":\"string\"}");
        String nameless = tool("", "", OBJECT);
        StubServer.Reaction endless =
                answering("{\"tools\":[" + String.join(",", huge, fine, text, nameless) + "],\"nextCursor\":\"more\"}");
        StubServer.Reaction[] reactions = new StubServer.Reaction[40];
        java.util.Arrays.fill(reactions, endless);
        reactions[0] = initialized("one");
        reactions[1] = StubServer.answer(202, "");
        hostile.will(reactions);

        List<McpTool> tools = result(servers.tools(hostile()));

        assertThat(tools).extracting(McpTool::name).containsOnly("b");
        assertThat(tools.get(0).description()).hasSize(1_000);
        assertThat(hostile.received()).hasSize(12);
    }

    @Test
    void whatIsKeptOfAServerIsBounded() throws Exception {
        String large = "{\"type\":\"object\",\"title\":\"" + "x".repeat(7_900) + "\"}";
        String[] many = new String[60];
        for (int i = 0; i < many.length; i++) {
            many[i] = tool("t" + i, "", large);
        }
        hostile.will(initialized("one"), StubServer.answer(202, ""), tools(String.join(",", many)));

        assertThat(result(servers.tools(hostile()))).hasSizeBetween(20, 26);
    }

    @Test
    void whatIsBeingDoneGoesOnWhenItsConnectionIsReplaced() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch replaced = new CountDownLatch(1);
        StubServer.Reaction slow = answering("{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}");
        hostile.will(
                initialized("one"),
                StubServer.answer(202, ""),
                tools(tool("a", "", OBJECT)),
                (request, connection) -> {
                    asked.countDown();
                    try {
                        assertThat(replaced.await(120, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    slow.to(request, connection);
                },
                initialized("two"),
                StubServer.answer(202, ""),
                tools(tool("a", "", OBJECT)));
        CompletionStage<McpAnswer> using = servers.use(hostile(), "a", Map.of());
        assertThat(asked.await(120, TimeUnit.SECONDS)).isTrue();
        now.addAndGet(600_000);
        assertThat(names(hostile())).containsExactly("a");
        replaced.countDown();

        assertThat(result(using)).isEqualTo(new McpAnswer(true, "done"));
    }

    @Test
    void aNestingWithoutEndIsNoAnswer() throws Exception {
        hostile.will(
                initialized("one"),
                StubServer.answer(202, ""),
                tools(tool("a", "", "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000))));

        assertThat(result(servers.tools(hostile()))).isEmpty();
    }

    @Test
    void headersAreInNoText() {
        assertThat(real.named("shop").toString()).doesNotContain("secret");
    }

    // ---- a server by hand: the id of a request comes back with the answer

    private static StubServer.Reaction initialized(String session) {
        return answering(
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
                        + "\"serverInfo\":{\"name\":\"x\",\"version\":\"1\"}}",
                "Mcp-Session-Id: " + session);
    }

    private static String tool(String name, String description, String schema) {
        return "{\"name\":\"" + name + "\",\"description\":\"" + description + "\",\"inputSchema\":" + schema + "}";
    }

    private static StubServer.Reaction tools(String tool) {
        return answering("{\"tools\":[" + tool + "]}");
    }

    private static StubServer.Reaction answering(String result, String... headers) {
        return (request, connection) -> {
            JsonNode id = Json.MAPPER.readTree(request.body()).path("id");
            String answer = "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
            StubServer.answer(200, answer, headers).to(request, connection);
        };
    }
}
