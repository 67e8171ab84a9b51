package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.NumberHealth;
import com.osmtalk.api.NumberHealth.Subject;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Transport;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The provider is told where we are, and the look at a number says what the provider thinks of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrunkIT {
    private CallCentre centre;

    @BeforeAll
    void open() {
        centre = CallCentre.open("trunks");
    }

    @AfterAll
    void close() {
        centre.close();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theProviderRegistersUs(Transport transport) {
        String number = "44113496011" + transport.ordinal();

        NumberHealth health = health(number, trunk(number, transport, Kamailio.password(number)));

        assertThat(check(health, Subject.SIGNALLING).ok())
                .as("%s", health.checks())
                .isTrue();
        assertThat(check(health, Subject.SIGNALLING).sentence()).startsWith("It is registered as " + number);
        assertThat(check(health, Subject.MEDIA_PORTS).ok()).isTrue();
        if (transport == Transport.TLS) {
            assertThat(check(health, Subject.CERTIFICATE).ok()).isTrue();
        }
    }

    @Test
    void aWrongPasswordIsSaid() {
        String number = "441134960118";

        NumberHealth health = health(number, trunk(number, Transport.UDP, "not-the-password"));

        assertThat(health.ok()).isFalse();
        assertThat(check(health, Subject.SIGNALLING).sentence()).contains("does not take the password");
        assertThat(centre.osmtalk().log()).doesNotContain("not-the-password");
    }

    private SipTrunk trunk(String number, Transport transport, String password) {
        return SipTrunk.at(centre.provider().host())
                .port(
                        transport == Transport.TLS
                                ? centre.provider().tlsPort()
                                : centre.provider().port())
                .transport(transport)
                .username(number)
                .password(password)
                .register(true)
                .build();
    }

    private NumberHealth health(String number, SipTrunk trunk) {
        Office.attach(centre.osmtalk().api(), number, trunk);
        String id = centre.osmtalk().api().widget().listPhoneNumbers(PageRequest.first(100)).data().stream()
                .filter(each -> each.phoneNumber().e164().equals("+" + number))
                .findFirst()
                .orElseThrow()
                .id();
        // the recognisers of others may be slow at first, the look at them is not what this is about
        return Waiting.until(
                Duration.ofMinutes(1),
                () -> Optional.of(centre.osmtalk().api().account().telephony().health(id))
                        .filter(health ->
                                health.checks().stream().anyMatch(check -> check.subject() == Subject.SIGNALLING)));
    }

    private static NumberHealth.Check check(NumberHealth health, Subject subject) {
        return health.checks().stream()
                .filter(check -> check.subject() == subject)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + subject + " in " + health.checks()));
    }
}
