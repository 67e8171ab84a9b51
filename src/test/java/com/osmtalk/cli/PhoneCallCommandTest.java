package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Tones;
import com.osmtalk.server.TestServer;
import com.osmtalk.voice.phone.sip.SipPhone;
import com.osmtalk.voice.speech.SpeechProvider;
import com.osmtalk.voice.speech.SpeechSettings;
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

        try (CommandRun call =
                CommandRun.start(account(), "phone", "call", "+442071838750", "--agent", server.agentId())) {
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

    private Map<String, String> account() {
        return Map.of("OSMTALK_API_URL", server.url().toString(), "OSMTALK_API_KEY", server.key());
    }
}
