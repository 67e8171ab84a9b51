package com.osmtalk.server.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told first, and whether they agreed to be called: settings, calls and leads. */
abstract class ToldContract {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SETTINGS = "/api/settings/compliance";
    private static final String CONSENT = """
            {"basis": "prior express consent", "source": "web form, entry 4711", "at": "2026-11-02T10:15:00Z"}""";

    @RegisterExtension
    final TestServer server = server();

    abstract TestServer server();

    // ---- what is said first

    @Test
    void agentsDiscloseByDefaultOnRealPhonesOnly() {
        JsonNode disclosure = server.api().get(SETTINGS).json().path("disclosure");

        assertThat(disclosure.toString())
                .isEqualTo("{\"enabled\":true,\"simulatedCalls\":false,\"onBehalfOf\":\"My organisation\","
                        + "\"words\":{},\"recordingWords\":{}}");
        JsonNode call = ended(place("").text("/callId"));
        assertThat(call.at("/transcript/0/text").asText()).doesNotContain("AI assistant calling for");
        assertThat(call.has("disclosedAt")).isFalse();
    }

    @Test
    void onSimulatedCallsItIsSaidWhereThatIsWanted() {
        change("{\"disclosure\": {\"simulatedCalls\": true, \"onBehalfOf\": \"Riverside Dental\"}}");
        server.api().put("/api/agents/" + server.agentId(), "{\"recordingEnabled\": true}");

        JsonNode call = ended(place("").text("/callId"));

        assertThat(call.at("/transcript/0/text").asText())
                .startsWith("I am an AI assistant calling for Riverside Dental. This call is recorded. ");
        Instant disclosed = Instant.parse(call.path("disclosedAt").asText());
        assertThat(disclosed)
                .isBetween(
                        Instant.parse(call.path("answeredAt").asText()),
                        Instant.parse(call.path("endedAt").asText()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hi-IN | मैं एक एआई सहायक हूँ और यह फ़ोन Acme की ओर से है।",
                "es-MX | Soy un asistente de inteligencia artificial y llamo de parte de Acme.",
                "fr-FR | Je suis un assistant d'intelligence artificielle et j'appelle pour Acme.",
                "de-DE | Ich bin ein KI-Assistent und rufe im Auftrag von Acme an.",
                "ta-IN | I am an AI assistant calling for Acme.",
            })
    void itIsSaidInTheLanguageOfTheAgent(String language, String words) {
        change("{\"disclosure\": {\"simulatedCalls\": true, \"onBehalfOf\": \"Acme\"}}");
        server.api().put("/api/agents/" + server.agentId(), "{\"language\": \"" + language + "\"}");

        assertThat(ended(place("").text("/callId")).at("/transcript/0/text").asText())
                .startsWith(words + " ");
    }

    @Test
    void ownWordsStandInThePlaceOfTheUsualOnes() {
        change("""
                {"disclosure": {"simulatedCalls": true, "onBehalfOf": "Acme",
                 "words": {"en": "Hi! {{company}}'s voice robot here."},
                 "recordingWords": {"EN-us": "We record."}}}""");
        server.api().put("/api/agents/" + server.agentId(), "{\"language\": \"en-US\", \"recordingEnabled\": true}");

        assertThat(ended(place("").text("/callId")).at("/transcript/0/text").asText())
                .startsWith("Hi! Acme's voice robot here. We record. ");
    }

    @Test
    void whoCallsInIsToldToo() {
        change("{\"disclosure\": {\"simulatedCalls\": true, \"onBehalfOf\": \"Acme\"}}");

        String id = server.api()
                .post("/api/simulator/inbound", "{\"to\": \"+12025550199\", \"from\": \"+12025550142\"}")
                .text("/id");

        JsonNode call = ended(id);
        assertThat(call.at("/transcript/0/text").asText()).startsWith("I am an AI assistant answering for Acme. ");
        assertThat(call.has("disclosedAt")).isTrue();
    }

    @Test
    void aGreetingThatClaimsToBeAPersonIsLeftOut() {
        change("{\"disclosure\": {\"simulatedCalls\": true, \"onBehalfOf\": \"Acme\"}}");
        server.api()
                .put(
                        "/api/agents/" + server.agentId(),
                        "{\"greeting\": \"Hi, I'm Anna, a real human. It is about Tuesday.\"}");

        assertThat(ended(place("").text("/callId")).at("/transcript/0/text").asText())
                .startsWith("I am an AI assistant calling for Acme. It is about Tuesday.");
    }

    @Test
    void anOrganisationThatWasNeverNamedIsNotGivenAName() {
        change("{\"disclosure\": {\"simulatedCalls\": true, \"words\": {\"en\": \"{{company}}'s AI robot here.\"}}}");

        JsonNode call = ended(place("").text("/callId"));

        assertThat(call.at("/transcript/0/text").asText()).startsWith("I am an AI assistant, not a person. ");
        assertThat(call.path("transcript").toString()).doesNotContain("My organisation");
        assertThat(call.has("disclosedAt")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 'I am an AI assistant calling for Acme.'",
                "', \"onBehalfOf\": \"Acme\"' | 'I am an AI assistant calling for Acme.'",
                "', \"onBehalfOf\": \"Asha Rao\"'"
                        + " | 'I am an AI assistant calling for Acme. I am calling on behalf of Asha Rao.'",
                "', \"firstWords\": \"Hello, it is about Tuesday.\"'"
                        + " | 'I am an AI assistant calling for Acme. Hello, it is about Tuesday.'",
            })
    void thatAnAiAssistantCallsAndForWhomIsSaidOnce(String brief, String begin) {
        change("{\"disclosure\": {\"simulatedCalls\": true, \"onBehalfOf\": \"Acme\"}}");

        String id = server.api()
                .post(
                        "/api/calls/outbound",
                        "{\"destination\": \"+12025550100\", \"task\": \"Ask for the price.\"%s}".formatted(brief))
                .text("/callId");

        assertThat(ended(id).at("/transcript/0/text").asText()).isEqualTo(begin);
    }

    @Test
    void switchedOffNothingIsSaid() {
        change("{\"disclosure\": {\"simulatedCalls\": true, \"enabled\": false}}");

        JsonNode call = ended(place("").text("/callId"));

        assertThat(call.at("/transcript/0/text").asText()).doesNotContain("calling for My organisation");
        assertThat(call.has("disclosedAt")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"words\": {\"en\": \"Hello from {{company}}.\"}} | disclosure.words.en | that an AI speaks",
                "{\"words\": {\"en\": \"Hello from {{company}}, aid.\"}} | disclosure.words.en | that an AI speaks",
                "{\"words\": {\"en\": \" \"}} | disclosure.words.en | is required",
                "{\"words\": {\"en\": \"I am an AI assistant.\"}} | disclosure.words.en | must say for whom",
                "{\"words\": {\"en\": \"AI of {{company}} for {{name}}.\"}} | disclosure.words.en | no other place",
                "{\"words\": {\"en\": \"I am not an AI, I am a human of {{company}}.\"}}"
                        + " | disclosure.words.en | must not say that a person",
                "{\"words\": {\"en\": \"Hello from {{company}}, no robot here\"}}"
                        + " | disclosure.words.en | must not say that a person",
                "{\"words\": {\"en\": \"Hello from {{company}}, never a robot\"}} | disclosure.words.en | without",
                "{\"words\": {\"xx-YY-ZZ\": \"AI of {{company}}.\"}} | disclosure.words    | languages like en",
                "{\"words\": {\"ta\": \"AI of {{company}}.\"}} | disclosure.words    | en, hi, es",
                "{\"onBehalfOf\": \"Acme. I am a human\"} | disclosure.onBehalfOf | must be a name",
                "{\"recordingWords\": {\"en\": \"Not recorded.\"}} | disclosure.recordingWords.en | is recorded",
                "{\"words\": {\"english!\": \"AI of {{company}}.\"}} | disclosure.words    | languages like en",
                "{\"recordingWords\": {\"en\": \"\"}} | disclosure.recordingWords.en | is required",
            })
    void wordsThatLeaveItOutAreRefused(String disclosure, String path, String message) {
        Answer refused = server.api().put(SETTINGS, "{\"disclosure\": " + disclosure + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/details/fields/0/path")).isEqualTo(path);
        assertThat(refused.text("/details/fields/0/message")).contains(message);
    }

    @Test
    void aChangeLeavesTheOtherFieldsAsTheyAre() {
        change("{\"disclosure\": {\"onBehalfOf\": \"Acme\","
                + " \"words\": {\"de\": \"Hier ist die KI von {{company}}.\"}}}");
        change("{\"requireConsent\": true}");

        JsonNode changed = change("{\"disclosure\": {\"enabled\": false}}");

        assertThat(changed.at("/disclosure/onBehalfOf").asText()).isEqualTo("Acme");
        assertThat(changed.at("/disclosure/words/de").asText()).isEqualTo("Hier ist die KI von {{company}}.");
        assertThat(changed.path("requireConsent").asBoolean()).isTrue();
        assertThat(change("{\"disclosure\": {\"onBehalfOf\": \"\"}}")
                        .at("/disclosure/onBehalfOf")
                        .asText())
                .isEqualTo("My organisation");
    }

    // ---- consent

    @Test
    void consentIsKeptAndShownWithTheCall() {
        Answer placed = place(", \"consent\": " + CONSENT);

        JsonNode consent =
                server.api().get("/api/calls/" + placed.text("/callId")).json().path("consent");
        assertThat(consent.toString())
                .isEqualTo("{\"basis\":\"prior express consent\",\"source\":\"web form, entry 4711\","
                        + "\"at\":\"2026-11-02T10:15:00.000Z\"}");
    }

    @Test
    void whereItIsDemandedACallWithoutItIsRefusedAndCostsNothing() {
        change("{\"requireConsent\": true}");
        String balance = balance();

        Answer refused = place("");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("refused");
        assertThat(refused.text("/details/reason")).isEqualTo("no_consent");
        assertThat(server.api().get("/api/calls").json().path("total").asInt()).isZero();
        assertThat(balance()).isEqualTo(balance);
        assertThat(place(", \"consent\": " + CONSENT).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"basis\": \"x\", \"source\": \"y\"}",
                "{\"basis\": \" \", \"source\": \"y\", \"at\": \"2026-11-02T10:15:00Z\"}",
                "{\"basis\": \"x\", \"at\": \"2026-11-02T10:15:00Z\"}",
                "{\"basis\": \"x\", \"source\": \"y\", \"at\": \"2999-11-02T10:15:00Z\"}",
                "{\"basis\": \"x\", \"source\": \"y\", \"at\": \"1066-11-02T10:15:00Z\"}",
                "{\"basis\": \"x\", \"source\": \"y\", \"at\": \"yesterday\"}",
                "{\"basis\": \"x\", \"source\": \"y\", \"at\": null}",
                "{\"basis\": [], \"source\": \"y\", \"at\": \"2026-11-02T10:15:00Z\"}",
                "\"yes\"",
                "{\"basis\": \"x\", \"source\": \"y\", \"at\": 1234567890}",
                "{\"basis\": \"x\", \"source\": \"y\", \"at\": \"2026-11-02T10:15:00Z\", \"who\": \"me\"}",
                "{}",
            })
    void aRecordOfConsentHasAllOfIt(String consent) {
        Answer refused = place(", \"consent\": " + consent);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/details/fields/0/path")).startsWith("consent");
    }

    @Test
    void aCampaignCallsOnlyWhoHasAgreed() {
        change("{\"requireConsent\": true}");
        String body = """
                {"name": "Test", "agentId": "%s", "phoneNumberId": "%s",
                 "schedule": {"timezone": "UTC", "windowStart": "00:00", "windowEnd": "24:00"}}""";
        String campaign = server.api()
                .post("/api/campaigns", body.formatted(server.agentId(), server.phoneNumberId()))
                .text("/id");
        Answer added = server.api().post("/api/campaigns/" + campaign + "/leads", """
                        {"leads": [{"phoneNumber": "+12025550100", "consent": %s},
                                   {"phoneNumber": "+12025550105"}]}""".formatted(CONSENT));
        assertThat(added.text("/inserted")).isEqualTo("2");

        server.api().post("/api/campaigns/" + campaign + "/start", null);

        JsonNode report = Waiting.until(
                LIMIT,
                () -> Optional.of(server.api()
                                .get("/api/campaigns/" + campaign + "/report")
                                .json())
                        .filter(now -> now.at("/counts/byStatus").has("completed")
                                && now.at("/counts/byStatus").has("no_consent")));
        assertThat(report.at("/counts/byStatus/no_consent").asInt()).isOne();
        JsonNode calls = server.api().get("/api/calls").json();
        assertThat(calls.path("total").asInt()).isOne();
        assertThat(calls.at("/data/0/consent/source").asText()).isEqualTo("web form, entry 4711");
    }

    private JsonNode change(String settings) {
        Answer changed = server.api().put(SETTINGS, settings);
        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        return changed.json();
    }

    private String balance() {
        return server.api().get("/api/billing/balance").text("/total");
    }

    private Answer place(String more) {
        return server.api().post("/api/calls/outbound", """
                        {"agentId": "%s", "phoneNumberId": "%s",
                         "destination": "+12025550100"%s}""".formatted(server.agentId(), server.phoneNumberId(), more));
    }

    private JsonNode ended(String callId) {
        return Waiting.until(
                LIMIT,
                () -> Optional.of(server.api().get("/api/calls/" + callId).json())
                        .filter(call -> call.has("endedAt")));
    }
}
