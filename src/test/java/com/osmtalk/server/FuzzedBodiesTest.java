package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.osmtalk.contract.Bodies;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.contract.OpenApi;
import com.osmtalk.contract.OpenApi.Operation;
import com.osmtalk.server.auth.TestAssistant;
import com.osmtalk.server.billing.RazorpaySettings;
import com.osmtalk.server.http.Rate;
import com.osmtalk.server.http.RateLimits;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.whatsapp.WhatsAppSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is sent to whatever takes a body, on both databases, is answered as the contract says, soon, and never with
 * 500. The same bodies each time, so that what fails, fails again; others: {@code -Dfuzz.seed=} any number.
 */
class FuzzedBodiesTest {
    private static final OpenApi CONTRACT = OpenApi.load();
    private static final String SECRET = "of both webhooks";
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final int BODIES = 25;
    private static final int HUGE_BODIES = 2;
    private static final Rate PLENTY = new Rate(1_000_000, 1_000_000);

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void noBodyMakesTheServerFailOrHang(TestDatabase kind) throws Exception {
        long seed = Long.getLong("fuzz.seed", 1);
        TestServer server = TestServer.create()
                .withLimits(new RateLimits(PLENTY, PLENTY, PLENTY, PLENTY, PLENTY))
                .withRazorpay(() -> new RazorpaySettings(NOWHERE, null, SECRET))
                .onDatabase(kind::newUrl);
        server.withSimulator().withWhatsApp(new WhatsAppSettings("verify", SECRET, "token", NOWHERE));
        server.open();
        try {
            fuzz(server, seed);
        } finally {
            server.close();
        }
    }

    private static void fuzz(TestServer server, long seed) {
        Random random = new Random(seed);
        CheckedApi api = server.api();
        Map<String, String> ids = ids(server, api);
        Bodies bodies = new Bodies(CONTRACT, random, sensibleValues(server));
        List<Operation> writes = CONTRACT.operations().stream()
                .filter(operation -> operation.method().matches("POST|PUT"))
                .toList();
        assertThat(writes).hasSizeGreaterThan(35);

        for (Operation operation : writes) {
            Set<Integer> statuses = new TreeSet<>();
            for (int i = 0; i < BODIES + HUGE_BODIES; i++) {
                byte[] body = i < BODIES ? bodies.any(operation) : bodies.huge(operation);
                statuses.add(
                        send(api, operation, path(operation, ids), body, seed).status());
            }
            // it was let in, and what it was sent was looked at
            assertThat(statuses).as("%s, fuzz.seed %s", operation, seed).contains(400);
        }
        assertThat(api.get("/healthz").status()).isEqualTo(200);
    }

    private static Answer send(CheckedApi api, Operation operation, String path, byte[] body, long seed) {
        // signing out ends the session that the others need
        CheckedApi caller = operation.path().endsWith("/logout") && body.length < 3 ? api.anonymous() : api;
        try {
            Answer answer = signed(caller, body).sendBytes(operation.method(), path, body);
            assertThat(answer.status()).isLessThan(500);
            return answer;
        } catch (RuntimeException | AssertionError e) {
            return fail("%s, fuzz.seed %d: %s".formatted(operation, seed, shown(body)), e);
        }
    }

    /** As the servers of other companies sign what they send. */
    private static CheckedApi signed(CheckedApi caller, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature = HexFormat.of().formatHex(mac.doFinal(body));
            return caller.with("X-Razorpay-Signature", signature).with("X-Hub-Signature-256", "sha256=" + signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shown(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() > 600 ? text.substring(0, 600) + "… of " + body.length + " bytes" : text;
    }

    private static Map<String, String> sensibleValues(TestServer server) {
        Map<String, String> values = new HashMap<>();
        values.put("agentId", server.agentId());
        values.put("phoneNumberId", server.phoneNumberId());
        values.put("phoneNumber", "+12025550142");
        values.put("destination", "+12025550101");
        values.put("email", "admin@example.com");
        // nothing goes further than this machine
        values.put("host", "127.0.0.1");
        values.put("url", "http://127.0.0.1:9/");
        values.put("webhookUrl", "http://127.0.0.1:9/");
        return values;
    }

    /** One thing of each kind, by the start of the paths that name it. */
    private static Map<String, String> ids(TestServer server, CheckedApi api) {
        Map<String, String> ids = new HashMap<>();
        api.post("/api/agents/" + server.agentId() + "/versions", "{}");
        ids.put("/api/agents/", server.agentId());
        ids.put("/api/widget/agents/", server.agentId());
        ids.put("/api/phone-numbers/", server.phoneNumberId());
        String attached = """
                {"phoneNumber": "+12025550188", "provider": "sip", "sip": {"host": "127.0.0.1", "port": 9}}""";
        ids.put(
                "/api/telephony/numbers/",
                api.post("/api/telephony/numbers/provision", attached).text("/id"));
        String call = """
                {"agentId": "%s", "phoneNumberId": "%s",
                 "destination": "+12025550102"}""".formatted(server.agentId(), server.phoneNumberId());
        ids.put("/api/calls/", api.post("/api/calls/outbound", call).text("/callId"));
        ids.put(
                "/api/widget/calls/",
                api.post("/api/widget/calls/outbound", call).text("/callId"));
        String test = """
                {"agentId": "%s", "name": "Fuzzed", "criteria": {"maxTurns": 9}}""".formatted(server.agentId());
        ids.put("/api/eval/test-cases/", api.post("/api/eval/test-cases", test).text("/id"));
        String campaign = """
                {"name": "Fuzzed", "agentId": "%s",
                 "phoneNumberId": "%s"}""".formatted(server.agentId(), server.phoneNumberId());
        ids.put("/api/campaigns/", api.post("/api/campaigns", campaign).text("/id"));
        ids.put(
                "/api/settings/api-keys/",
                api.post("/api/settings/api-keys", "{\"name\": \"fuzzed\"}").text("/apiKey/id"));
        ids.put(
                "/api/organization/members/",
                api.get("/api/organization/members").text("/data/0/id"));
        TestAssistant assistant = TestAssistant.registered(server.url(), server.token());
        assistant.tokens("calls:read", "{}");
        ids.put(
                "/api/settings/connections/",
                api.get("/api/settings/connections").text("/data/0/id"));
        ids.put("/api/oauth/requests/", assistant.open("calls:read").request());
        api.put("/api/settings/webhook", "{\"url\": \"http://127.0.0.1:9/\"}");
        ids.put(
                "/api/settings/webhook/deliveries/",
                api.post("/api/settings/webhook/test", "{}").text("/id"));
        assertThat(ids.values()).doesNotContain("");
        return ids;
    }

    private static String path(Operation operation, Map<String, String> ids) {
        String id = ids.entrySet().stream()
                .filter(entry -> operation.path().startsWith(entry.getKey() + "{id}"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        assertThat(operation.path().contains("{id}") && id.isEmpty())
                .as("an id for %s", operation)
                .isFalse();
        return operation.path().replace("{id}", id).replace("{version}", "1").replace("{n}", "1");
    }
}
