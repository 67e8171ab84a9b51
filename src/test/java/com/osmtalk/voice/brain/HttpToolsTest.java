package com.osmtalk.voice.brain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.api.AgentTools.Parameter;
import com.osmtalk.api.Json;
import com.osmtalk.client.StubServer;
import com.osmtalk.voice.FakeModel;
import com.osmtalk.voice.brain.HttpTools.Result;
import com.osmtalk.voice.http.PublicAddressResolver;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpToolsTest {
    private final HttpTools open = new HttpTools(true, Duration.ofMillis(800));
    private final HttpTools guarded = new HttpTools(false, Duration.ofMillis(800));
    private FakeModel server = new FakeModel();

    @AfterEach
    void close() {
        open.close();
        guarded.close();
        server.close();
    }

    private void answers(FakeModel.Answer... answers) {
        server.close();
        server = new FakeModel(answers);
    }

    private static HttpTool tool(String method, String url) {
        return new HttpTool(
                "t",
                "d",
                method,
                url,
                List.of(new Parameter("id", "string", true, null), new Parameter("note", "string", false, null)),
                Map.of("Authorization", "Bearer x"),
                null,
                null,
                null);
    }

    private static Result call(HttpTools tools, HttpTool tool, String arguments) throws Exception {
        JsonNode json = Json.MAPPER.readTree(arguments);
        return tools.call(tool, json).toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void whatHasNoPlaceInTheUrlGoesIntoTheQueryOfAGet() throws Exception {
        answers(peer -> peer.plain(200, "text/plain", "fine"));

        Result result = call(open, tool("get", server.url() + "/o/{id}?v=1"), "{\"id\":\"ä&1\",\"note\":\"a b\"}");

        assertThat(result).isEqualTo(new Result(true, "fine"));
        StubServer.Received asked = server.received().get(0);
        assertThat(asked.method() + " " + asked.target()).isEqualTo("GET /o/%C3%A4%261?v=1&note=a%20b");
        assertThat(asked.headers()).containsEntry("authorization", "Bearer x");
    }

    @Test
    void andIntoTheBodyOfAPost() throws Exception {
        answers(peer -> peer.plain(201, "text/plain", ""));

        assertThat(call(open, tool("POST", server.url() + "/o/{id}"), "{\"id\":7,\"note\":true}")
                        .succeeded())
                .isTrue();
        assertThat(server.request(0)).isEqualTo(Json.MAPPER.readTree("{\"note\":true}"));
    }

    @Test
    void aMissingParameterIsNotSent() throws Exception {
        assertThat(call(open, tool("GET", server.url() + "/{id}"), "{}").text())
                .isEqualTo("the parameter id is missing");
        assertThat(server.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://example.com/{id}", "file:///etc/passwd", "/just/a/path", "http://", "http://a b/{id}", ""
            })
    void aUrlThatIsNoneIsRefused(String url) throws Exception {
        assertThat(call(open, tool("GET", url), "{\"id\":\"1\"}").succeeded()).isFalse();
    }

    @Test
    void aLongAnswerIsCut() throws Exception {
        answers(peer -> {
            peer.raw("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
            String block = "y".repeat(10_000);
            for (int i = 0; i < 100_000; i++) {
                peer.raw(block);
            }
        });

        Result result = call(open, tool("GET", server.url() + "/{id}"), "{\"id\":\"1\"}");

        assertThat(result.succeeded()).isTrue();
        assertThat(result.text()).hasSize(8_192);
    }

    @Test
    void aSilentPeerIsGivenUp() throws Exception {
        answers(peer -> new CountDownLatch(1).await());

        assertThat(call(open, tool("GET", server.url() + "/{id}"), "{\"id\":\"1\"}")
                        .succeeded())
                .isFalse();
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        answers(peer ->
                peer.raw("HTTP/1.1 302 Found\r\nLocation: " + server.url() + "/inner\r\nContent-Length: 0\r\n\r\n"));

        Result result = call(open, tool("GET", server.url() + "/{id}"), "{\"id\":\"1\"}");

        assertThat(result).isEqualTo(new Result(false, "status 302"));
        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433", "0.0.0.0"})
    void thisMachineIsNotReachedWhateverItIsCalled(String host) throws Exception {
        String port = server.url().substring(server.url().lastIndexOf(':'));

        Result result = call(guarded, tool("GET", "http://" + host + port + "/{id}"), "{\"id\":\"1\"}");

        assertThat(result.succeeded()).isFalse();
        assertThat(server.received()).isEmpty();
    }

    @Test
    void theReasonNamesTheHost() throws Exception {
        assertThat(call(guarded, tool("GET", server.url() + "/{id}"), "{\"id\":\"1\"}")
                        .text())
                .isEqualTo("could not be reached: 127.0.0.1 is not on the public internet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.53",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "168.63.129.16",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:7f00:1::",
                "2001:db8::1",
                "2001::1"
            })
    void addressesOfNoPublicNetworkAreKnown(String address) throws Exception {
        assertThat(PublicAddressResolver.isPublic(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.63.0.1",
                "172.32.0.1",
                "192.1.0.1",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::1"
            })
    void publicAddressesAreKnown(String address) throws Exception {
        assertThat(PublicAddressResolver.isPublic(InetAddress.getByName(address)))
                .isTrue();
    }
}
