package com.osmtalk.client;

import static com.osmtalk.client.StubServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.LoginRequest;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire: addresses, headers and bodies. */
class ClientRequestsTest {
    private StubServer peer;

    @BeforeEach
    void start() throws IOException {
        peer = new StubServer();
    }

    @AfterEach
    void stop() throws IOException {
        peer.close();
    }

    @Test
    void widgetRoutesCarryTheApiKeyAndTheOrganization() {
        peer.will(answer(200, SampleBodies.EMPTY_PAGE));
        try (OsmTalkClient client = builder()
                .apiKey(" osm_secret\n")
                .sessionToken("session")
                .organizationId("org_1")
                .build()) {
            client.widget().listAgents(PageRequest.first(5));
        }
        assertThat(peer.only().headers())
                .containsEntry("x-api-key", "osm_secret")
                .containsEntry("x-organization-id", "org_1")
                .containsEntry("accept", "application/json")
                .doesNotContainKey("authorization");
        assertThat(peer.only().target()).isEqualTo("/api/widget/agents?limit=5");
        assertThat(peer.only().headers().get("user-agent")).matches("osmtalk-mcp/[0-9]+\\.[0-9]+\\..*");
    }

    @Test
    void accountRoutesCarryTheSessionTokenBeforeTheApiKey() {
        peer.will(answer(200, SampleBodies.AGENT));
        try (OsmTalkClient client =
                builder().apiKey("osm_secret").sessionToken("session").build()) {
            client.account().agents().get("agent_1");
        }
        assertThat(peer.only().headers())
                .containsEntry("authorization", "Bearer session")
                .doesNotContainKeys("x-api-key", "x-organization-id");
    }

    @Test
    void accountRoutesTakeTheApiKeyWhenThereIsNoSession() {
        peer.will(answer(200, SampleBodies.AGENT));
        try (OsmTalkClient client =
                builder().apiKey("osm_secret").sessionToken(" ").build()) {
            client.account().agents().get("agent_1");
        }
        assertThat(peer.only().headers()).containsEntry("authorization", "Bearer osm_secret");
    }

    @Test
    void healthAndLoginCarryNoCredentials() {
        peer.will(
                answer(200, "{\"status\":\"ok\",\"version\":\"1\"}"),
                answer(200, "{\"token\":\"t\",\"expiresAt\":\"2026-01-02T00:00:00.000Z\"}"));
        try (OsmTalkClient client =
                builder().apiKey("osm_secret").organizationId("org_1").build()) {
            assertThat(client.account().health().status()).isEqualTo("ok");
            assertThat(client.account()
                            .login(new LoginRequest("a@example.com", "pass"))
                            .token())
                    .isEqualTo("t");
        }
        assertThat(peer.received())
                .extracting(StubServer.Received::target)
                .containsExactly("/healthz", "/api/auth/login");
        assertThat(peer.received())
                .allSatisfy(request -> assertThat(request.headers())
                        .doesNotContainKeys("authorization", "x-api-key", "x-organization-id"));
    }

    @Test
    void aClientForAnotherKeySharesConnectionsButNoCredentials() {
        peer.will(answer(200, SampleBodies.EMPTY_PAGE));
        try (OsmTalkClient client =
                builder().apiKey("osm_a").organizationId("org_a").build()) {
            client.widget().listAgents(PageRequest.first(5));
            try (OsmTalkClient other = client.withApiKey("osm_b")) {
                other.widget().listAgents(PageRequest.first(5));
            }
            try (OsmTalkClient session = client.withSession("token", "org_c")) {
                session.account().phoneNumbers().list(PageRequest.first(5));
            }
            client.widget().listAgents(PageRequest.first(5));
        }
        assertThat(peer.received())
                .extracting(request -> request.headers().get("x-api-key"))
                .containsExactly("osm_a", "osm_b", null, "osm_a");
        assertThat(peer.received())
                .extracting(request -> request.headers().get("x-organization-id"))
                .containsExactly("org_a", null, "org_c", "org_a");
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void anOutboundCallIsSentAsTheContractWritesIt() {
        peer.will(answer(201, SampleBodies.PLACED));
        try (OsmTalkClient client = builder().build()) {
            assertThat(client.widget()
                            .startOutboundCall(SampleBodies.REQUEST, "key-1")
                            .callId())
                    .isEqualTo("call_1");
        }
        assertThat(peer.only().method()).isEqualTo("POST");
        assertThat(peer.only().headers())
                .containsEntry("idempotency-key", "key-1")
                .containsEntry("content-type", "application/json; charset=UTF-8");
        assertThat(peer.only().body())
                .isEqualTo("{\"agentId\":\"agent_1\",\"phoneNumberId\":\"pn_1\",\"destination\":\"+12025550100\","
                        + "\"dynamicVariables\":{\"first_name\":\"Zoë\"}}");
    }

    @Test
    void aServerThatAnswersACallWithItsIdAloneIsUnderstood() {
        peer.will(answer(201, "{\"callId\":\"call_9\"}"));
        try (OsmTalkClient client = builder().time(new ManualTimeSource()).build()) {
            var accepted = client.account().calls().startOutbound(SampleBodies.REQUEST, null);
            assertThat(accepted.callId()).isEqualTo("call_9");
            assertThat(accepted.status()).isEqualTo(CallStatus.QUEUED);
            assertThat(accepted.destination()).isEqualTo(SampleBodies.REQUEST.destination());
            assertThat(accepted.createdAt()).isEqualTo(ManualTimeSource.NOW);
        }
    }

    @Test
    void everyFilterOfAListBecomesAParameter() {
        peer.will(answer(200, SampleBodies.EMPTY_PAGE));
        CallQuery query = new CallQuery(
                CallStatus.IN_PROGRESS,
                "agent_1",
                "cmp_1",
                CallChannel.PHONE,
                CallDirection.OUTBOUND,
                PhoneNumber.of("+12025550100"),
                PhoneNumber.of("+12025550101"),
                PhoneNumber.of("+12025550102"),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-02T00:00:00Z"),
                "ja & nein=ü?");
        try (OsmTalkClient client = builder().build()) {
            client.widget().listCalls(query, new PageRequest(10, "c/+=", 3));
        }
        assertThat(peer.only().query())
                .isEqualTo("limit=10&cursor=c%2F%2B%3D&offset=3&status=in_progress&agentId=agent_1&campaignId=cmp_1"
                        + "&channel=phone"
                        + "&direction=outbound&from=%2B12025550100&to=%2B12025550101&destination=%2B12025550102"
                        + "&startedAfter=2026-01-01T00%3A00%3A00Z"
                        + "&startedBefore=2026-01-02T00%3A00%3A00Z&q=ja%20%26%20nein%3D%C3%BC%3F");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b,a%2Fb",
        "a?b#c,a%3Fb%23c",
        "../agents,..%2Fagents",
        ".,%2E",
        "..,%2E%2E",
        "a b+c,a%20b%2Bc",
        "%2e,%252e",
        "é,%C3%A9",
        "'x\r\ny',x%0D%0Ay"
    })
    void anIdStaysOneSegmentOfThePath(String id, String escaped) {
        peer.will(answer(200, SampleBodies.CALL));
        try (OsmTalkClient client = builder().build()) {
            client.widget().getCall(id);
        }
        assertThat(peer.only().target()).isEqualTo("/api/widget/calls/" + escaped);
    }

    @Test
    void aBlankIdIsRefusedBeforeAnythingIsSent() {
        try (OsmTalkClient client = builder().build()) {
            assertThatThrownBy(() -> client.account().agents().delete(" "))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(peer.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\r\nX-Evil: 1", "ü", " a"})
    void anIdempotencyKeyThatIsNoHeaderValueIsRefused(String key) {
        try (OsmTalkClient client = builder().build()) {
            assertThatThrownBy(() -> client.widget().startOutboundCall(SampleBodies.REQUEST, key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("idempotency key");
        }
        assertThat(peer.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/voice", "/voice/", "/a%20b/v1//"})
    void aBaseUrlMayHaveAPath(String suffix) {
        peer.will(answer(200, SampleBodies.CALL));
        try (OsmTalkClient client = builder(suffix).build()) {
            client.widget().getCall("call_1");
        }
        assertThat(peer.only().target()).isEqualTo(suffix.replaceAll("/+$", "") + "/api/widget/calls/call_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com",
                "example.com",
                "localhost:4002",
                "http:///x",
                "/api",
                "http://example.com:0",
                "http://example.com:70000"
            })
    void aBaseUrlThatIsNoneIsRefusedAtOnce(String url) {
        assertThatThrownBy(() -> OsmTalkClient.builder().baseUrl(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("API URL")
                .hasMessageContaining(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://me:hunter2@example.com",
                "http://example.com?key=hunter2",
                "http://example.com/#hunter2",
            })
    void aSecretInABaseUrlIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> OsmTalkClient.builder().baseUrl(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void aKeyThatWasCopiedBadlyIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> builder().apiKey("osm_a\nosm_b").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("API key")
                .message()
                .doesNotContain("osm_a");
    }

    @Test
    void secretsAreInNoText() {
        OsmTalkClient.Builder builder = builder().apiKey("osm_secret").sessionToken("tok_secret");
        try (OsmTalkClient client = builder.build()) {
            assertThat(builder + " " + client + client.widget() + client.account())
                    .doesNotContain("secret");
        }
    }

    @Test
    void makingAndClosingAClientOpensNothing() {
        assertThatCode(() -> builder().build().close()).doesNotThrowAnyException();
        assertThat(peer.connections()).isZero();
    }

    private OsmTalkClient.Builder builder() {
        return builder("");
    }

    private OsmTalkClient.Builder builder(String suffix) {
        return OsmTalkClient.builder().baseUrl(URI.create(peer.url() + suffix));
    }
}
