package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Visitor;
import com.osmtalk.Waiting;
import com.osmtalk.api.WebCall;
import com.osmtalk.client.StubServer;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However much is logged, no key, token, password or line of a conversation is. */
class LogLeakTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ADMIN_PASSWORD = "leak-test-admin-password";
    private static final String WRONG_PASSWORD = "leak-test-wrong-password";
    private static final String WEBHOOK_SECRET = "whsec_bGVhay10ZXN0LXdlYmhvb2stc2VjcmV0";
    private static final String SIP_PASSWORD = "leak-test-sip-password";
    private static final String SAID = "My password is leak-test-word-of-a-caller";
    private static final String VARIABLE = "leak-test-variable-of-a-call";

    @TempDir
    private Path home;

    private final List<String> secrets =
            new ArrayList<>(List.of(ADMIN_PASSWORD, WRONG_PASSWORD, WEBHOOK_SECRET, SIP_PASSWORD, SAID, VARIABLE));

    private String key;

    @Test
    void noSecretIsLogged() throws Exception {
        try (StubServer outside =
                        new StubServer().will(StubServer.answer(500, "{\"error\": \"none of your business\"}"));
                Program server = Program.start(environment(outside), "serve", "--port", "0")) {
            String line = server.awaitOut(out -> out.contains("osmTalk at "));
            String url = line.substring(line.indexOf("http"));
            CheckedApi api = use(new CheckedApi(URI.create(url)), outside);
            assist(api, url);
            secrets.addAll(conversations(api));
            server.process().destroy();
            server.awaitExit();

            String log = String.join("\n", server.err());
            assertThat(log).contains("DEBUG").contains("dialling call_").contains("POST /api/auth/login 200");
            assertThat(secrets).hasSizeGreaterThan(20);
            assertThat(secrets).allSatisfy(secret -> assertThat(log).doesNotContain(secret));
            // what is meant for the person who starts it, once; they have chosen the password themselves
            assertThat(String.join("\n", server.out())).doesNotContain(ADMIN_PASSWORD, WEBHOOK_SECRET);
        }
    }

    private Map<String, String> environment(StubServer outside) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "OSMTALK_HOME", home.toString(),
                "OSMTALK_LOG_LEVEL", "TRACE",
                "OSMTALK_ADMIN_EMAIL", "admin@example.com",
                "OSMTALK_SIM_SPEED", "100",
                "OSMTALK_SIMULATOR", "true",
                "OSMTALK_WEBHOOKS_ALLOW_PRIVATE", "true",
                "RAZORPAY_KEY_ID", "rzp_test",
                "RAZORPAY_BASE_URL", outside.url().toString(),
                "WHATSAPP_GRAPH_URL", outside.url() + "/graph"));
        for (String variable : List.of(
                "RAZORPAY_KEY_SECRET",
                "RAZORPAY_WEBHOOK_SECRET",
                "WHATSAPP_VERIFY_TOKEN",
                "WHATSAPP_APP_SECRET",
                "WHATSAPP_ACCESS_TOKEN")) {
            secrets.add(secret(variable));
            environment.put(variable, secret(variable));
        }
        environment.put("OSMTALK_ADMIN_PASSWORD", ADMIN_PASSWORD);
        return environment;
    }

    private static String secret(String variable) {
        return "leak-test-" + variable.toLowerCase(Locale.ROOT);
    }

    /** Whatever has to do with a secret, well and badly. */
    private CheckedApi use(CheckedApi nobody, StubServer outside) {
        String login = "{\"email\": \"admin@example.com\", \"password\": \"%s\"}";
        nobody.post("/api/auth/login", login.formatted(WRONG_PASSWORD));
        String token =
                nobody.post("/api/auth/login", login.formatted(ADMIN_PASSWORD)).text("/token");
        CheckedApi person = nobody.withBearer(token);
        key = person.post("/api/settings/api-keys", "{\"name\": \"leak test\"}").text("/key");
        String wrongKey = key.substring(0, key.length() - 4) + "0000";
        secrets.addAll(List.of(token, key, wrongKey));
        CheckedApi api = person.withKey(key);
        nobody.withKey(wrongKey).get("/api/widget/agents");
        nobody.withBearer(wrongKey).get("/api/agents?secret=" + wrongKey);
        person.put("/api/settings/webhook", """
                {"url": "%s/hook", "secret": "%s"}""".formatted(outside.url(), WEBHOOK_SECRET));
        api.post("/api/settings/webhook/test", "{}");
        person.post("/api/billing/create-payment-intent", "{\"amount\": 100}");
        person.post("/api/telephony/numbers/provision", """
                {"phoneNumber": "+12025550150", "provider": "sip",
                 "sip": {"host": "sip.example.com", "username": "u", "password": "%s"}}""".formatted(SIP_PASSWORD));
        webhooks(nobody, person);
        talk(api);
        api.get("/api/calls?q=" + "leak-test-word-of-a-caller");
        return api;
    }

    private void webhooks(CheckedApi nobody, CheckedApi person) {
        nobody.get("/api/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1&hub.verify_token="
                + secret("WHATSAPP_VERIFY_TOKEN"));
        Answer number = person.get("/api/phone-numbers");
        String ours = number.text("/data/0/phoneNumber").substring(1);
        person.put("/api/phone-numbers/" + number.text("/data/0/id"), """
                {"agentId": "%s"}""".formatted(
                        person.get("/api/agents").text("/data/0/id")));
        String message = """
                {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{
                  "field": "messages", "value": {"messaging_product": "whatsapp",
                  "metadata": {"display_phone_number": "%s", "phone_number_id": "106540352242922"},
                  "messages": [{"from": "12025550100", "id": "wamid.1", "timestamp": "1", "type": "text",
                                "text": {"body": "%s"}}]}}]}]}""".formatted(ours, SAID);
        nobody.with("X-Hub-Signature-256", "sha256=" + hmac(secret("WHATSAPP_APP_SECRET"), message))
                .post("/api/webhooks/whatsapp", message);
        nobody.with("X-Hub-Signature-256", "sha256=00").post("/api/webhooks/whatsapp", message);
        String event = "{\"event\": \"payment.captured\", \"payload\": \"%s\"}".formatted(VARIABLE);
        nobody.with("X-Razorpay-Signature", hmac(secret("RAZORPAY_WEBHOOK_SECRET"), event))
                .post("/api/webhooks/razorpay", event);
        nobody.with("X-Razorpay-Signature", "00").post("/api/webhooks/razorpay", event);
    }

    private static String agent(CheckedApi api) {
        return api.get("/api/widget/agents").text("/data/0/id");
    }

    /** On the phone, in writing and in a browser. */
    private void talk(CheckedApi api) {
        String agent = agent(api);
        for (String destination : List.of("+12025550100", "+12025550107", "+12025550108", "+12025550101")) {
            api.post("/api/widget/calls/outbound", """
                    {"agentId": "%s", "phoneNumberId": "%s", "destination": "%s",
                     "dynamicVariables": {"first_name": "%s"}}""".formatted(
                            agent, api.get("/api/widget/phone-numbers").text("/data/0/id"), destination, VARIABLE));
        }
        api.post("/api/widget/agents/" + agent + "/chat", "{\"message\": \"" + SAID + "\"}");
        api.post("/api/eval/simulate", "{\"agentId\": \"" + agent + "\", \"persona\": \"polite\", \"turns\": 2}");
        Answer connected = api.post("/api/widget/agents/" + agent + "/connect", "{}");
        WebCall call = new WebCall(
                connected.text("/callId"), connected.text("/url"), connected.text("/token"), Instant.EPOCH, null);
        secrets.add(call.token());
        try (Visitor visitor = Visitor.join(call)) {
            visitor.say(SAID);
            visitor.send("{\"type\": \"" + SAID + "\"}");
            visitor.await("error");
            visitor.send("{\"type\": \"call.end\"}");
            visitor.await("call.ended");
        }
    }

    /** An assistant's own process has the key as well, and what is said through it. */
    private void assist(CheckedApi api, String url) {
        List<String> log = new CopyOnWriteArrayList<>();
        Map<String, String> environment = Map.of(
                "OSMTALK_HOME",
                home.resolve("assistant").toString(),
                "OSMTALK_API_URL",
                url,
                "OSMTALK_API_KEY",
                key,
                "OSMTALK_CONFIRM",
                "never",
                "OSMTALK_LOG_LEVEL",
                "TRACE");
        try (StdioProgram assistant = StdioProgram.start(environment, log::add)) {
            String agent = agent(api);
            Map<String, String> variables = Map.of("first_name", VARIABLE, "day", "Tuesday");
            secrets.add(
                    done(assistant, "chat_with_agent", Map.of("agent", agent, "message", SAID, "variables", variables))
                            .path("reply")
                            .asText());
            String call = done(
                            assistant,
                            "start_outbound_call",
                            Map.of(
                                    "agent",
                                    agent,
                                    "from",
                                    "+12025550199",
                                    "to",
                                    "+12025550100",
                                    "variables",
                                    variables))
                    .path("call_id")
                    .asText();
            assertThat(api.get("/api/calls/" + call).text("/dynamicVariables/first_name"))
                    .as("what reached the server through it")
                    .isEqualTo(VARIABLE);
            done(assistant, "list_calls", Map.of("text", SAID));
            JsonNode refused = assistant.call("chat_with_agent", Map.of("agent", SAID, "message", SAID));
            assertThat(refused.at("/error/message").asText()).contains(SAID);
            // the last it has to say of all this
            Waiting.untilTrue(
                    LIMIT, () -> log.stream().anyMatch(line -> line.endsWith("chat_with_agent could not be done")));
        }
        assertThat(String.join("\n", log))
                .contains("DEBUG ToolCalls - chat_with_agent is done", "DEBUG ToolCalls - start_outbound_call is done")
                .contains("/chat 200", "POST /api/widget/calls/outbound 201", "GET /api/widget/calls 200")
                .doesNotContain(secrets);
    }

    private static JsonNode done(StdioProgram assistant, String tool, Map<String, Object> arguments) {
        JsonNode answer = assistant.call(tool, arguments);
        assertThat(answer.path("error").isMissingNode()).as("%s", answer).isTrue();
        return answer;
    }

    /** Every line of every conversation, once all have ended. */
    private static List<String> conversations(CheckedApi api) {
        List<String> lines = new ArrayList<>();
        for (JsonNode listed : api.get("/api/calls?limit=50").json().path("data")) {
            if (listed.path("channel").asText().equals("phone")) {
                Waiting.until(
                        LIMIT,
                        () -> Optional.of(api.get(
                                        "/api/calls/" + listed.path("id").asText()))
                                .filter(call -> call.text("/status").matches("completed|failed")));
            }
            for (JsonNode line :
                    api.get("/api/calls/" + listed.path("id").asText()).json().path("transcript")) {
                lines.add(line.path("text").asText());
            }
        }
        // "Yes." is nobody's secret
        lines.removeIf(line -> line.length() < 12);
        return lines;
    }

    private static String hmac(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
