package com.osmtalk.server.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Tones;
import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.Home;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.voice.phone.sip.SipPhone;
import com.osmtalk.voice.phone.sip.SipPhoneCall;
import com.osmtalk.voice.speech.SpeechProvider;
import com.osmtalk.voice.speech.SpeechSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A telephone is rung through the API: over a trunk, with sound, to the ledger. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RealCallTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final SipPhone phone = new SipPhone();
    private final Tones voices = new Tones();
    private CheckedApi api;

    @RegisterExtension
    final TestServer server;

    RealCallTest(TestDatabase kind) {
        server = TestServer.create()
                .onDatabase(kind::newUrl)
                .withSpeech(() -> new SpeechSettings(List.of(service()), List.of(service()), ""));
    }

    @BeforeEach
    void open() {
        api = server.api();
        api.put("/api/agents/" + server.agentId(), "{\"recordingEnabled\": true}");
    }

    @AfterEach
    void close() {
        phone.close();
        voices.close();
    }

    @Test
    void aCallIsHeldRecordedAndCharged() {
        phone.always(SipPhoneCall::ringAndAnswer);
        Answer number = provision();
        assertThat(number.text("/canCall")).isEqualTo("true");
        assertThat(number.text("/simulated")).isEqualTo("false");

        String call = dial(number.text("/id"));

        phone.call(0).sound().awaitVoice();
        phone.call(0).sound().play(60, 0x10);
        phone.call(0).sound().play(60, 0xff);
        Waiting.untilTrue(
                LIMIT,
                () -> api.get("/api/calls/" + call).json().at("/transcript/0").isObject());
        phone.call(0).bye();

        Answer ended = awaitEnd(call);
        assertThat(ended.text("/status")).isEqualTo("completed");
        assertThat(ended.text("/endedBy")).isEqualTo("caller");
        assertThat(ended.text("/simulated")).isEqualTo("false");
        assertThat(ended.json().at("/quality/loss").asDouble()).isZero();
        assertThat(ended.text("/billingStatus")).isEqualTo("charged");
        Answer recorded = Waiting.until(
                LIMIT,
                () -> Optional.of(api.get("/api/calls/" + call))
                        .filter(answer -> answer.json().has("recordingMultiChannelUrl")));
        assertThat(recorded.text("/recordingUrl")).contains(call);
    }

    /** An assistant is told so when it connects, before there is a server to ask. */
    @Test
    void aHomeIsNoLongerSaidToSimulateEveryCallOnceANumberHasATrunk() {
        boolean sqlite = server.database().isSqlite();
        String url = sqlite ? null : "postgresql://elsewhere/osmtalk";
        // on a shared database, others may attach a trunk at any moment
        assertThat(Home.simulatesEveryCall(server.home(), url)).isEqualTo(sqlite);

        provision();

        assertThat(Home.simulatesEveryCall(server.home(), url)).isFalse();
    }

    @Test
    void aCallThatComesInIsAnsweredByTheNumbersAgent() {
        String number = provision().text("/id");
        api.put("/api/phone-numbers/" + number, "{\"agentId\": \"%s\"}".formatted(server.agentId()));

        SipPhoneCall call = ringUntilKnown();

        call.sound().awaitVoice();
        call.bye();
        Answer calls = Waiting.until(
                LIMIT,
                () -> Optional.of(api.get("/api/calls"))
                        .filter(answer -> answer.json().at("/data/0").has("endedAt")));
        assertThat(calls.text("/data/0/direction")).isEqualTo("inbound");
        assertThat(calls.text("/data/0/from")).isEqualTo("+442071838750");
        assertThat(calls.text("/data/0/simulated")).isEqualTo("false");
        assertThat(calls.text("/data/0/status")).isEqualTo("completed");
    }

    /** A trunk is let in some seconds after it was attached. */
    private SipPhoneCall ringUntilKnown() {
        return Waiting.until(LIMIT, () -> {
            SipPhoneCall call = phone.invite(server.sipAddress(), "+12025550123", "+442071838750");
            return call.isAnsweredWithin(Duration.ofSeconds(20)) ? Optional.of(call) : Optional.empty();
        });
    }

    @Test
    void bothLinesOfACallThatWasHandedOverAreChargedUntilTheyAreHungUp() {
        phone.always(SipPhoneCall::ringAndAnswer);
        String call = dial(provision().text("/id"));
        phone.call(0).sound().awaitVoice();
        assertThat(api.post(
                                "/api/calls/" + call + "/transfer",
                                "{\"destination\": \"+442071838751\", \"summary\": \"Wants to pay.\"}")
                        .status())
                .isEqualTo(200);
        SipPhoneCall person = phone.call(1);
        person.sound().awaitVoice();
        person.ask("INFO", "Signal=1\r\n", "Content-Type: application/dtmf-relay");

        Answer ended = awaitEnd(call);
        assertThat(ended.text("/endedBy")).isEqualTo("transfer");
        double agents = ended.json().at("/usage/sipSeconds").asDouble();
        assertThat(agents)
                .as("with the line to the person")
                .isGreaterThan(ended.json().at("/durationSeconds").asDouble());
        phone.call(0).bye();
        person.awaitRequest("BYE");

        Answer charged = Waiting.until(
                LIMIT,
                () -> Optional.of(api.get("/api/calls/" + call))
                        .filter(answer -> answer.json().at("/usage/sipSeconds").asDouble() > agents));
        long taken = server.database()
                .read(handle -> handle.createQuery("SELECT coalesce(-sum(amount), 0) FROM ledger WHERE call_id = :id")
                        .bind("id", call)
                        .mapTo(Long.class)
                        .one());
        assertThat(new BigDecimal(charged.text("/costTotal")).movePointRight(2).longValueExact())
                .isEqualTo(taken);
    }

    @Test
    void whyNobodyAnsweredStandsOnTheCall() {
        phone.always(call -> call.reject("486 Busy Here"));

        Answer ended = awaitEnd(dial(provision().text("/id")));

        assertThat(ended.text("/status")).isEqualTo("failed");
        assertThat(ended.text("/failureReason")).isEqualTo("busy");
        assertThat(ended.json().has("quality")).isFalse();
        assertThat(ended.json().has("failureDetail")).isFalse();
    }

    @Test
    void whetherTheTrunkRefusesUsOrTheCallStandsOnTheCall() {
        phone.always(call -> call.reject("407 Proxy Authentication Required"));

        Answer ended = awaitEnd(dial(provision().text("/id")));

        assertThat(ended.text("/failureReason")).isEqualTo("carrier_denied");
        assertThat(ended.text("/failureDetail"))
                .isEqualTo("The trunk asks for a user name and a password (407), and none is set.");
    }

    @Test
    void whetherANumberCanCallIsLookedAtFromItsTrunkToItsSpeech() {
        String number = provision().text("/id");

        Answer health = api.get("/api/telephony/numbers/" + number + "/status");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("checks").findValuesAsText("subject"))
                .containsExactly(
                        "name", "signalling", "public_address", "media_ports", "transfer", "recognition", "voice");
        assertThat(health.json().path("checks").findValuesAsText("ok"))
                .as(health.response().body())
                .containsExactly("true", "true", "true", "true", "true", "false", "true");
        assertThat(health.text("/checks/1/sentence")).startsWith("The trunk answers OPTIONS with 200");
        assertThat(health.text("/checks/5/sentence"))
                .as("nothing recognises here")
                .contains("404");
        assertThat(health.text("/checks/5/whatToDo")).contains("docs/settings.md");
        assertThat(health.text("/checks/6/sentence")).contains("gives its first sound after");

        phone.close();
        Answer gone = api.get("/api/telephony/numbers/" + number + "/status");
        assertThat(gone.json().path("ok").asBoolean()).isFalse();
        assertThat(gone.text("/checks/1/sentence")).startsWith("The trunk does not answer at 127.0.0.1");
        assertThat(gone.text("/checks/1/whatToDo")).contains("firewall");
    }

    @Test
    void aHostThatIsNoneIsSaidApartFromWhatToDo() {
        String number = api.post(
                        "/api/telephony/numbers/provision",
                        "{\"phoneNumber\": \"+12025550123\", \"provider\": \"sip\","
                                + " \"sip\": {\"host\": \"127.0.0.1\"}}")
                .text("/id");
        server.database().transaction(handle -> handle.execute("UPDATE number_trunks SET host = '0.0.0.0'"));

        Answer health = api.get("/api/telephony/numbers/" + number + "/status");

        assertThat(health.text("/checks/0/subject")).isEqualTo("name");
        assertThat(health.text("/checks/0/sentence")).isEqualTo("0.0.0.0 has no address that a trunk can have.");
        assertThat(health.text("/checks/0/whatToDo")).isEqualTo("Look for a mistake in the trunk's host.");
    }

    @Test
    void aTrunkWhosePasswordCanNotBeDecryptedIsSaid() {
        String number = api.post(
                        "/api/telephony/numbers/provision",
                        "{\"phoneNumber\": \"+12025550123\", \"provider\": \"sip\", \"sip\": {\"host\": \"127.0.0.1\","
                                + " \"username\": \"u\", \"password\": \"p\"}}")
                .text("/id");
        server.database()
                .transaction(handle -> handle.execute(
                        "UPDATE number_trunks SET password = 'sealed-v1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'"));

        Answer health = api.get("/api/telephony/numbers/" + number + "/status");

        assertThat(health.text("/checks/0/subject")).isEqualTo("carrier");
        assertThat(health.text("/checks/0/sentence")).contains("can't be decrypted");
    }

    private Answer provision() {
        return api.post(
                "/api/telephony/numbers/provision",
                "{\"phoneNumber\": \"+12025550123\", \"provider\": \"sip\", \"sip\": " + phone.trunkJson() + "}");
    }

    private String dial(String number) {
        Answer admitted = api.post(
                "/api/calls/outbound",
                "{\"agentId\": \"%s\", \"phoneNumberId\": \"%s\", \"destination\": \"+442071838750\"}"
                        .formatted(server.agentId(), number));
        assertThat(admitted.status()).as("%s", admitted).isEqualTo(201);
        return admitted.text("/callId");
    }

    private Answer awaitEnd(String call) {
        return Waiting.until(
                LIMIT,
                () -> Optional.of(api.get("/api/calls/" + call))
                        .filter(answer ->
                                answer.json().has("endedAt") || answer.json().has("failedAt")));
    }

    private SpeechSettings.Service service() {
        return new SpeechSettings.Service(SpeechProvider.OPENAI, voices.url(), null, "test", "alloy");
    }
}
