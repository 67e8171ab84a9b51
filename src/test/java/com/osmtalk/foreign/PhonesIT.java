package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The tools themselves, without our program: two telephones talk over the provider. */
class PhonesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder = Workplace.folder("phones");

    @Test
    void onePhoneRingsAnotherPastAPasswordAndIsHeard() {
        PocketSphinx ear = PocketSphinx.of(folder, Sentences.KNOWN);
        try (Kamailio provider = Kamailio.start(folder);
                Baresip alice =
                        Baresip.start(folder.resolve("alice"), provider, "441134960001", Baresip.Answers.AUTO, "");
                Baresip bob =
                        Baresip.start(folder.resolve("bob"), provider, "441134960002", Baresip.Answers.AUTO, "")) {
            alice.dial("sip:+441134960002@" + provider.host() + ":" + provider.port());
            bob.await("CALL_ESTABLISHED");
            alice.await("CALL_ESTABLISHED");

            alice.press("12#");
            alice.say("what does it cost");
            Waiting.untilTrue(LIMIT, () -> bob.heard(ear).contains("what does it cost"));
            assertThat(bob.keys()).isEqualTo("12#");

            alice.hangUp();
            bob.await("CALL_CLOSED");
        }
    }
}
