package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.Json;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** MCP of {@code osmtalk serve}: what a key is good for is known with each request. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServedKeysTest {
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"t","version":"1"}}}""";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

    @TempDir
    private Path home;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aKeyThatIsDisabledOrDeletedOpensNothingFromItsNextRequestOn() throws Exception {
        try (CommandRun server = start("serve", "--port", "0")) {
            String line = server.awaitOut(out -> out.contains("osmTalk at "));
            URI url = URI.create(line.substring(line.indexOf("http")));
            assertThat(send(url, INITIALIZE, "osm_made_up", null).statusCode()).isEqualTo(401);

            String key = run("keys", "create", "--name", "laptop").get(0);
            String session = session(url, key);
            HttpResponse<InputStream> stream = http.send(
                    request(url, key).header("Mcp-Session-Id", session).GET().build(), BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);

            run("keys", "disable", "laptop");
            HttpResponse<String> refused = send(url, LIST, key, session);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("disabled");
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("error=\"invalid_token\"");
            stream.body().readAllBytes();

            run("keys", "enable", "laptop");
            assertThat(send(url, LIST, key, session).statusCode())
                    .as("its session has ended with it")
                    .isEqualTo(404);
            String next = session(url, key);
            run("keys", "delete", "laptop");
            assertThat(send(url, LIST, key, next).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aSessionTokenOpensMcpUntilItIsLoggedOut() throws Exception {
        try (CommandRun server = start("serve", "--port", "0")) {
            String line = server.awaitOut(out -> out.contains("osmTalk at "));
            URI mcp = URI.create(line.substring(line.indexOf("http")));
            URI login = mcp.resolve("/api/auth/login");
            String password = server.awaitOut(out -> out.startsWith("  password "))
                    .substring("  password ".length())
                    .strip();
            HttpResponse<String> signedIn = http.send(
                    HttpRequest.newBuilder(login)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"email\":\"admin@localhost\",\"password\":\"" + password + "\"}"))
                            .build(),
                    BodyHandlers.ofString());
            String token = Json.MAPPER.readTree(signedIn.body()).path("token").asText();
            String session = session(mcp, token);
            assertThat(send(mcp, LIST, token, session).statusCode()).isEqualTo(200);
            http.send(
                    HttpRequest.newBuilder(mcp.resolve("/api/auth/logout"))
                            .header("Authorization", "Bearer " + token)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());
            assertThat(send(mcp, LIST, token, session).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aBrowserKeyDoesNotOpenMcp() throws Exception {
        try (CommandRun server = start("serve", "--port", "0")) {
            String line = server.awaitOut(out -> out.contains("osmTalk at "));
            URI url = URI.create(line.substring(line.indexOf("http")));
            String key = run("keys", "create", "--name", "page", "--domain", "localhost", "--agent", agent())
                    .get(0);
            for (String origin : new String[] {null, "http://localhost"}) {
                HttpRequest.Builder request = request(url, key).POST(HttpRequest.BodyPublishers.ofString(INITIALIZE));
                if (origin != null) {
                    request.header("Origin", origin);
                }
                HttpResponse<String> refused = http.send(request.build(), BodyHandlers.ofString());
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.body()).contains("browser key");
            }
        }
    }

    private String agent() {
        try (CommandRun run = start("keys", "create", "--name", "x", "--domain", "x.example", "--agent", "nobody's")) {
            assertThat(run.awaitExit()).isEqualTo(2);
            String err = String.join("\n", run.err());
            return err.substring(err.indexOf("(agent_") + 1, err.indexOf(')', err.indexOf("(agent_")));
        }
    }

    private String session(URI url, String key) throws Exception {
        return send(url, INITIALIZE, key, null)
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    private HttpResponse<String> send(URI url, String body, String key, String session) throws Exception {
        HttpRequest.Builder request = request(url, key).POST(HttpRequest.BodyPublishers.ofString(body));
        if (session != null) {
            request.header("Mcp-Session-Id", session);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI url, String key) {
        return HttpRequest.newBuilder(url.resolve("/mcp"))
                .timeout(Duration.ofSeconds(30))
                .header("x-api-key", key)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    private List<String> run(String... command) {
        try (CommandRun run = start(command)) {
            assertThat(run.awaitExit()).as("%s", run.err()).isZero();
            return run.out();
        }
    }

    private CommandRun start(String... command) {
        return CommandRun.start(Map.of("OSMTALK_HOME", home.toString()), command);
    }
}
