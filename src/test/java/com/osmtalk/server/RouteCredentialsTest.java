package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.KeyScope;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.contract.OpenApi;
import com.osmtalk.contract.OpenApi.Operation;
import com.osmtalk.server.http.Rate;
import com.osmtalk.server.http.RateLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the contract, with every credential that must not open it. */
class RouteCredentialsTest {
    private static final OpenApi CONTRACT = OpenApi.load();
    private static final Rate PLENTY = new Rate(1_000_000, 1_000_000);
    private static final String ULID = "01K9ZQ4T7M2X5V8B3N6C1D0EFG";
    private static final String OTHER_SITE = "https://elsewhere.example";

    private static final TestServer SERVER =
            TestServer.create().withLimits(new RateLimits(PLENTY, PLENTY, PLENTY, PLENTY, PLENTY));
    private static CheckedApi nobody;
    private static String otherOrganization;
    private static String disabledKey;
    private static String chatKey;
    private static String voiceKey;
    private static String keyOfASite;

    @BeforeAll
    static void start() throws IOException {
        SERVER.open();
        nobody = SERVER.api().anonymous();
        otherOrganization = SERVER.otherOrganization().id();
        disabledKey = key(List.of(KeyScope.values()), List.of(), false);
        chatKey = key(List.of(KeyScope.CHAT), List.of(), true);
        voiceKey = key(List.of(KeyScope.VOICE), List.of(), true);
        keyOfASite = key(List.of(KeyScope.values()), List.of("shop.example"), true);
    }

    @AfterAll
    static void nothingHasComeOfItAll() throws IOException {
        try {
            CheckedApi ours = SERVER.api();
            // the demo agent and the general one
            assertThat(ours.get("/api/agents").json().path("total").asInt()).isEqualTo(2);
            assertThat(ours.get("/api/phone-numbers").json().path("total").asInt())
                    .isOne();
            assertThat(ours.get("/api/calls").json().path("total").asInt()).isZero();
            assertThat(ours.get("/api/campaigns").json().path("total").asInt()).isZero();
            assertThat(ours.get("/api/campaigns/dnc").json().path("total").asInt())
                    .isZero();
            // the one of the first start, and those of this test
            assertThat(ours.get("/api/settings/api-keys").json().path("total").asInt())
                    .isEqualTo(5);
        } finally {
            SERVER.close();
        }
    }

    @Test
    void whatIsOpenToEverybodyIsKnown() {
        assertThat(CONTRACT.operations().stream()
                        .filter(operation -> CONTRACT.schemes(operation).isEmpty())
                        .map(Operation::toString))
                .containsExactlyInAnyOrder(
                        "GET /healthz",
                        "GET /readyz",
                        "GET /openapi.yaml",
                        "POST /api/auth/login",
                        "POST /api/auth/invitations/show",
                        "POST /api/auth/invitations/accept",
                        "GET /api/recordings/{file}",
                        "POST /api/webhooks/razorpay",
                        "GET /api/webhooks/whatsapp",
                        "POST /api/webhooks/whatsapp");
        assertThat(secured()).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("secured")
    void noCredentialOpensNothing(Operation operation) {
        assertRefused(401, operation, nobody);
    }

    @ParameterizedTest
    @MethodSource("secured")
    void aWrongSchemeOpensNothing(Operation operation) {
        String basic = Base64.getEncoder().encodeToString(("osm:" + SERVER.key()).getBytes(StandardCharsets.UTF_8));
        assertRefused(401, operation, nobody.with("Authorization", "Basic " + basic));
        assertRefused(401, operation, nobody.with("Authorization", "Token " + SERVER.token()));
        assertRefused(401, operation, nobody.with("Authorization", SERVER.token()));
        Set<String> schemes = CONTRACT.schemes(operation);
        if (!schemes.contains("apiKey")) {
            assertRefused(401, operation, nobody.withKey(SERVER.key()));
        }
        if (!schemes.contains("bearerAuth")) {
            assertRefused(401, operation, nobody.withBearer(SERVER.token()));
        }
    }

    @ParameterizedTest
    @MethodSource("secured")
    void aCredentialThatNobodyMadeOpensNothing(Operation operation) {
        assertRefused(401, operation, with(operation, "osm_" + "0".repeat(43)));
        assertRefused(401, operation, nobody.withBearer("ost_" + "0".repeat(43)));
    }

    @ParameterizedTest
    @MethodSource("secured")
    void anotherOrganisationIsForbidden(Operation operation) {
        if (CONTRACT.schemes(operation).contains("bearerAuth")) {
            assertRefused(
                    403, operation, nobody.withBearer(SERVER.token()).with("X-Organization-Id", otherOrganization));
        }
        assertRefused(403, operation, with(operation, SERVER.key()).with("X-Organization-Id", otherOrganization));
    }

    @ParameterizedTest
    @MethodSource("secured")
    void aDisabledKeyOpensNothing(Operation operation) {
        assertRefused(401, operation, with(operation, disabledKey));
    }

    @ParameterizedTest
    @MethodSource("needingAScope")
    void aKeyWithoutTheScopeIsForbidden(Operation operation) {
        boolean widget = operation.path().startsWith("/api/widget/");
        if (!widget || !operation.path().endsWith("/chat")) {
            assertRefused(403, operation, with(operation, chatKey));
        }
        if (!widget || operation.path().endsWith("/chat")) {
            assertRefused(403, operation, with(operation, voiceKey));
        }
    }

    @ParameterizedTest
    @MethodSource("secured")
    void anOriginThatIsNotAllowedIsForbidden(Operation operation) {
        assertRefused(403, operation, with(operation, keyOfASite).with("Origin", OTHER_SITE));
    }

    @ParameterizedTest
    @MethodSource("secured")
    void aBrowserKeyOpensNothingToAProgram(Operation operation) {
        assertRefused(403, operation, with(operation, keyOfASite));
    }

    /** The path's agent is none that the key names, so that connect and chat are no exception here. */
    @ParameterizedTest
    @MethodSource("secured")
    void aBrowserKeyOpensNothingOfTheAccountToItsOwnPageEither(Operation operation) {
        if (!operation.toString().equals("GET /api/widget/agents")) {
            assertRefused(403, operation, with(operation, keyOfASite).with("Origin", "https://shop.example"));
        }
    }

    static Stream<Operation> secured() {
        return CONTRACT.operations().stream()
                .filter(operation -> !CONTRACT.schemes(operation).isEmpty());
    }

    /** All but those that any key may read. */
    static Stream<Operation> needingAScope() {
        return secured()
                .filter(operation -> !operation.path().equals("/api/auth/me"))
                .filter(operation -> !operation.path().startsWith("/api/widget/")
                        || operation.method().equals("POST"));
    }

    private static void assertRefused(int status, Operation operation, CheckedApi caller) {
        String path = operation
                .path()
                .replace("{version}", "1")
                .replace("{n}", "1")
                .replace("{id}", idPrefix(operation.path()) + ULID);
        boolean write = !operation.method().equals("GET") && !operation.method().equals("DELETE");
        Answer answer = caller.send(operation.method(), path, write ? "{}" : null);

        assertThat(answer.status())
                .as("%s answered %s", operation, answer.json())
                .isEqualTo(status);
        assertThat(answer.code()).isEqualTo(status == 401 ? "unauthenticated" : "forbidden");
        assertThat(answer.header("Idempotent-Replayed")).isEmpty();
    }

    private static String idPrefix(String path) {
        return path.startsWith("/api/agents") ? "agent_" : path.contains("/calls/") ? "call_" : "cmp_";
    }

    /** With an API key, where the operation takes one. */
    private static CheckedApi with(Operation operation, String key) {
        return CONTRACT.schemes(operation).contains("apiKey") ? nobody.withKey(key) : nobody.withBearer(key);
    }

    private static String key(List<KeyScope> scopes, List<String> domains, boolean enabled) {
        CoreServices core = SERVER.server().core();
        List<String> agents = domains.isEmpty() ? List.of() : List.of(SERVER.agentId());
        String organizationId =
                core.accounts().firstOrganization().orElseThrow().id();
        return core.apiKeys()
                .create(organizationId, new ApiKeyDraft("test", null, scopes, domains, agents, enabled))
                .key();
    }
}
