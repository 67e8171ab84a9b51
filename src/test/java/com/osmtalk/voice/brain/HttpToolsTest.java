package com.osmtalk.voice.brain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.api.AgentTools.Parameter;
import com.osmtalk.api.Json;
import com.osmtalk.client.StubServer;
import com.osmtalk.voice.FakeModel;
import com.osmtalk.voice.brain.AgentTool.Result;
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
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(server.request(0)).isEqualTo(Json.MAPPER.readTree("{\"note\":\"true\"}"));
    }

    @Test
    void aMissingParameterIsNotSent() throws Exception {
        assertThat(call(open, tool("GET", server.url() + "/{id}"), "{}").text())
                .isEqualTo("the parameter id is missing");
        assertThat(server.received()).isEmpty();
    }

    private static HttpTool typed(String method, String url) {
        return new HttpTool(
                "t",
                "d",
                method,
                url,
                List.of(
                        new Parameter("id", "string", true, null),
                        new Parameter("count", "number", false, null),
                        new Parameter("urgent", "boolean", false, null)),
                null,
                null,
                null,
                null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                ".",
                " .. ",
                "%2e%2e",
                "%252e%252e",
                "%2e",
                "../admin",
                "a/../b",
                "..\\\\admin",
                "a/..",
                "..;x",
                "..%2fadmin",
                "..%255cadmin",
                "\uff0e\uff0e",
                "a\\r\\nb",
                "",
                "  ",
            })
    void aValueStaysAtItsPlaceInThePath(String value) throws Exception {
        answers(peer -> peer.plain(200, "text/plain", "reached"));

        Result result = call(open, tool("GET", server.url() + "/orders/{id}/items"), "{\"id\":\"" + value + "\"}");

        assertThat(result.succeeded()).isFalse();
        assertThat(server.received()).isEmpty();
    }

    @Test
    void twoValuesMakeNoDotsTogether() throws Exception {
        assertThat(call(open, tool("GET", server.url() + "/x/{id}{note}/y"), "{\"id\":\".\",\"note\":\".\"}")
                        .succeeded())
                .isFalse();
        assertThat(call(open, tool("GET", server.url() + "/x/{id}./y"), "{\"id\":\".\"}")
                        .succeeded())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "INV/2026/7, /orders/INV%2F2026%2F7/items",
        "50%25, /orders/50%2525/items",
        "a.b..c, /orders/a.b..c/items",
        "x;y?z#w&v, /orders/x%3By%3Fz%23w%26v/items",
        "{note}, /orders/%7Bnote%7D/items",
    })
    void whatIsNoDotNameIsEncoded(String value, String target) throws Exception {
        answers(peer -> peer.plain(200, "text/plain", ""));

        call(open, tool("GET", server.url() + "/orders/{id}/items"), "{\"id\":\"" + value + "\"}");

        assertThat(server.received().get(0).target()).isEqualTo(target);
    }

    @Test
    void whatWasNotDeclaredIsDroppedAndNullAndNothingAreLeftOut() throws Exception {
        answers(peer -> peer.plain(200, "text/plain", ""), peer -> peer.plain(200, "text/plain", ""));

        call(open, tool("GET", server.url() + "/o?id={id}&n={note}"), "{\"id\":\"1\",\"note\":null,\"admin\":true}");
        call(open, tool("POST", server.url() + "/o"), "{\"id\":\"1\",\"note\":\"\",\"role\":\"x\"}");

        assertThat(server.received().get(0).target()).isEqualTo("/o?id=1");
        assertThat(server.request(1)).isEqualTo(Json.MAPPER.readTree("{\"id\":\"1\"}"));
    }

    @Test
    void aTextThatMeansOneValueOfTheTypeIsThatValue() throws Exception {
        answers(peer -> peer.plain(200, "text/plain", ""));

        call(open, typed("POST", server.url() + "/o"), "{\"id\":7,\"count\":\" 2.5 \",\"urgent\":\"TRUE\"}");

        assertThat(server.request(0)).isEqualTo(Json.MAPPER.readTree("{\"id\":\"7\",\"count\":2.5,\"urgent\":true}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":{\"a\":1}}",
                "{\"id\":[1]}",
                "{\"id\":\"1\",\"count\":\"two\"}",
                "{\"id\":\"1\",\"count\":true}",
                "{\"id\":\"1\",\"count\":\"1e999999\"}",
                "{\"id\":\"1\",\"urgent\":\"maybe\"}",
                "{\"id\":\"1\",\"urgent\":1}",
                "{\"id\":null}",
                "{\"id\":\"\"}",
            })
    void whatDoesNotFitIsToldAndNotSent(String arguments) throws Exception {
        Result result = call(open, typed("POST", server.url() + "/o"), arguments);

        assertThat(result.succeeded()).isFalse();
        assertThat(result.text()).startsWith("the parameter ");
        assertThat(server.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST.",
                "a.localhost",
                "127.0.0.1",
                "127.1",
                "0x7f.1",
                "0177.0.0.1",
                "2130706433",
                "0x7f000001",
                "10.0.0.1.",
                "[::1]",
                "[::ffff:10.0.0.1]",
                "169.254.169.254",
                "metadata.google.internal",
                "metadata",
                "db",
                "printer.local",
                "nas.lan",
                "router.home.arpa",
                "x.corp",
                "kubernetes.default.svc",
                "127.0.0.1.nip.io",
                "app.10-1-2-3.NIP.IO",
                "7f000001.nip.io",
                "customer-192-168-1-250.sslip.io",
                "169.254.169.254.sslip.io.",
                "localtest.me",
                "a.lvh.me"
            })
    void hostsThatCanOnlyBePrivateAreKnownByTheirNames(String host) {
        assertThat(PublicAddressResolver.isPlainlyPrivate(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "8.8.8.8",
                "local.example.com",
                "[2606:4700::1111]",
                "corp.com",
                "1.com",
                "8.8.8.8.nip.io",
                "nip.io",
                "cafe.sslip.io",
                "10.0.0.1.example.com",
                "lvh.men"
            })
    void othersAreNot(String host) {
        assertThat(PublicAddressResolver.isPlainlyPrivate(host)).isFalse();
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
