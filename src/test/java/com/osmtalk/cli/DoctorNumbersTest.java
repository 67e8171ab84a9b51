package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The doctor says whether a phone would ring, and that nothing can call where no carrier is. */
class DoctorNumbersTest {
    @RegisterExtension
    final TestServer server = TestServer.create();

    @Test
    void callsOfTheBundledServerAreSimulated() {
        assertThat(number()).startsWith("ok").endsWith("calls are simulated: nobody's phone rings");
    }

    @Test
    void aNumberWithoutACarrierCannotCall() {
        server.api().put("/api/phone-numbers/" + server.phoneNumberId(), "{\"provider\": \"plivo\"}");

        assertThat(number()).startsWith("FAIL").contains("none can call: the server has no carrier for plivo");
    }

    private String number() {
        Map<String, String> account =
                Map.of("OSMTALK_API_URL", server.url().toString(), "OSMTALK_API_KEY", server.key());
        try (CommandRun doctor = CommandRun.start(account, "doctor")) {
            doctor.awaitExit();
            return doctor.out().stream()
                    .filter(line -> line.contains("number:"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(doctor.out() + " " + doctor.err()));
        }
    }
}
