package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Tones;
import com.osmtalk.api.FailureReason;
import com.osmtalk.server.TestServer;
import com.osmtalk.voice.phone.sip.SipPhone;
import com.osmtalk.voice.speech.SpeechProvider;
import com.osmtalk.voice.speech.SpeechSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the command line to a telephone that rings. */
class PhoneCallCommandTest {
    private final SipPhone phone = new SipPhone();
    private final Tones voices = new Tones();

    @RegisterExtension
    final TestServer server = TestServer.create()
            .withSpeech(() -> new SpeechSettings(
                    List.of(),
                    List.of(new SpeechSettings.Service(SpeechProvider.OPENAI, voices.url(), null, "test", "alloy")),
                    ""));

    @AfterEach
    void close() {
        phone.close();
        voices.close();
    }

    @Test
    void aNumberIsAddedAndRingsARealPhone() {
        phone.always(call -> call.reject("486 Busy Here"));
        try (CommandRun added = CommandRun.start(
                account(),
                "phone",
                "add",
                "pbx",
                "--number",
                "+12025550123",
                "--trunk-host",
                phone.address(),
                "--trunk-port",
                Integer.toString(phone.port()))) {
            added.awaitExit();
            assertThat(added.out())
                    .anyMatch(line -> line.startsWith("ok    +12025550123, signalling: The trunk answers"));
        }

        try (CommandRun call = CommandRun.start(
                account(),
                "phone",
                "call",
                "+442071838750",
                "--variable",
                "first_name=Asha",
                "--variable",
                "day=Tuesday")) {
            assertThat(call.awaitExit()).isEqualTo(1);
            assertThat(call.out())
                    .first()
                    .asString()
                    .contains(" calls +442071838750 from +12025550123")
                    .endsWith("a real phone rings (simulated: false)");
            assertThat(call.out())
                    .last()
                    .asString()
                    .startsWith("  failed: busy")
                    .endsWith("whether the trunk works.");
        }
        assertThat(phone.call(0).invite().uri()).startsWith("sip:+442071838750@");
    }

    @Test
    void withoutAValueForEachVariableNothingIsDialled() {
        String agent = server.api()
                .post(
                        "/api/agents",
                        "{\"name\": \"Reminder\", \"systemPrompt\": \"Be kind to {{first_name}}.\","
                                + " \"greeting\": \"Hello {{first_name}}, it is about {{date}}.\"}")
                .text("/id");

        assertThat(refusal("--agent", agent, "--variable", "date=Tuesday"))
                .contains("Reminder needs values that are missing: first_name.", "--variable first_name=value")
                .doesNotContain("--variable date");
        assertThat(refusal("--agent", agent)).contains("--variable first_name=value", "--variable date=value");
        assertThat(calls()).isZero();

        try (CommandRun call = CommandRun.start(
                account(),
                "phone",
                "call",
                "+12025550101",
                "--agent",
                agent,
                "--variable",
                "first_name=Asha",
                "--variable",
                "date=")) {
            call.awaitExit();
            assertThat(call.out()).last().asString().startsWith("  failed: busy");
        }
    }

    @Test
    void betweenSeveralNumbersNobodyButWhoCallsChooses() {
        assertThat(server.server().numbersOnTrunks()).isZero();
        for (String number : List.of("+12025550123", "+12025550124")) {
            server.api()
                    .post(
                            "/api/telephony/numbers/provision",
                            "{\"phoneNumber\": \"%s\", \"provider\": \"sip\", \"sip\": %s}"
                                    .formatted(number, phone.trunkJson()));
        }
        assertThat(server.server().numbersOnTrunks()).isEqualTo(2);

        assertThat(refusal("--agent", server.agentId())).contains("--from", "+12025550123", "+12025550124");
        assertThat(calls()).isZero();

        phone.always(call -> call.reject("486 Busy Here"));
        try (CommandRun call = CommandRun.start(
                account(),
                "phone",
                "call",
                "+442071838750",
                "--agent",
                server.agentId(),
                "--variable",
                "first_name=Asha",
                "--variable",
                "day=Tuesday",
                "--from",
                "+12025550123")) {
            call.awaitExit();
            assertThat(call.out()).first().asString().contains(" from +12025550123");
        }
    }

    @Test
    void serveSaysHowManyNumbersRingRealPhones() {
        assertThat(ServeCommand.phoneLine(0)).contains("simulated", "until a number has a SIP trunk");
        assertThat(ServeCommand.phoneLine(1)).isEqualTo("calls from 1 number ring real phones");
        assertThat(ServeCommand.phoneLine(2)).isEqualTo("calls from 2 numbers ring real phones");
    }

    @Test
    void whereToLookDependsOnWhyTheCallFailed() {
        assertThat(FollowedCall.advice(FailureReason.NO_AUDIO_INPUT))
                .contains("No sound came from the far end", "NAT", "docs/telephony.md")
                .doesNotContain("phone check");
        assertThat(FollowedCall.advice(FailureReason.CARRIER_DENIED)).contains("password", "phone check");
        assertThat(FollowedCall.advice(FailureReason.CARRIER_UNAVAILABLE)).contains("phone check");
    }

    private String refusal(String... arguments) {
        List<String> all = new ArrayList<>(List.of("phone", "call", "+442071838750"));
        all.addAll(List.of(arguments));
        try (CommandRun call = CommandRun.start(account(), all.toArray(String[]::new))) {
            assertThat(call.awaitExit()).isNotZero();
            return String.join("\n", call.err());
        }
    }

    private int calls() {
        return server.api().get("/api/calls").json().path("total").asInt(-1);
    }

    private Map<String, String> account() {
        return Map.of("OSMTALK_API_URL", server.url().toString(), "OSMTALK_API_KEY", server.key());
    }
}
