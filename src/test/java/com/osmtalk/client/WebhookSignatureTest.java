package com.osmtalk.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

    private final WebhookSignature signature = at(NOW);

    @Test
    void isTheOneStandardWebhooksGivesAsItsExample() {
        assertThat(signature.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), BODY))
                .containsEntry(WebhookSignature.SIGNATURE, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void ofTheBodyIsHexOfTheSecretAsItStands() throws Exception {
        // printf '{}' | openssl dgst -sha256 -hmac key
        String known = "sha256=a777724d943eb48dc69bca8a4a6d57a04db3f9ec7e1de4e581e860265bdf3032";
        WebhookSignature own = new WebhookSignature("key");
        assertThat(own.sign("whd_1", NOW, "{}".getBytes(UTF_8))).containsEntry(WebhookSignature.BODY_SIGNATURE, known);
        own.verifyBody(known, "{}".getBytes(UTF_8));
    }

    @Test
    void acceptsWhatItSigned() throws Exception {
        for (String secret : new String[] {SECRET, "a plain secret", "पासवर्ड"}) {
            WebhookSignature own = new WebhookSignature(secret, Duration.ofMinutes(5), clock(NOW));
            Map<String, String> headers = own.sign("whd_1", NOW, BODY);
            own.verify(headers::get, BODY);
            own.verifyBody(headers.get(WebhookSignature.BODY_SIGNATURE), BODY);
        }
    }

    @Test
    void acceptsOneOfSeveralSignatures() throws Exception {
        Map<String, String> headers = signed();
        headers.merge(WebhookSignature.SIGNATURE, "v1a,other v1,AAAA ", (own, others) -> others + own);
        signature.verify(headers::get, BODY);
    }

    @Test
    void refusesAnotherBodyIdTimeOrSecret() {
        refused(signed(), "{}".getBytes(UTF_8));
        refused(with(WebhookSignature.ID, "whd_2"), BODY);
        refused(with(WebhookSignature.TIMESTAMP, Long.toString(NOW.getEpochSecond() + 1)), BODY);
        refused(with(WebhookSignature.SIGNATURE, "v1,"), BODY);
        refused(
                with(
                        WebhookSignature.SIGNATURE,
                        signed().get(WebhookSignature.SIGNATURE).substring(3)),
                BODY);
        assertThatThrownBy(() -> new WebhookSignature("whsec_AAAA", Duration.ofMinutes(5), clock(NOW))
                        .verify(signed()::get, BODY))
                .isInstanceOf(WebhookSignatureException.class);
        assertThatThrownBy(() -> signature.verifyBody("sha256=00", BODY)).isInstanceOf(WebhookSignatureException.class);
        assertThatThrownBy(() -> signature.verifyBody(null, BODY)).hasMessageContaining("X-OsmTalk-Signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {WebhookSignature.ID, WebhookSignature.TIMESTAMP, WebhookSignature.SIGNATURE})
    void refusesARequestWithoutAHeader(String name) {
        Map<String, String> headers = signed();
        headers.remove(name);
        assertThatThrownBy(() -> signature.verify(headers::get, BODY)).hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({"299, true", "-299, true", "301, false", "-301, false"})
    void refusesARequestOfAnotherTime(int secondsLater, boolean accepted) throws Exception {
        WebhookSignature later = at(NOW.plusSeconds(secondsLater));
        if (accepted) {
            later.verify(signed()::get, BODY);
        } else {
            assertThatThrownBy(() -> later.verify(signed()::get, BODY)).hasMessageContaining("300 seconds off");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1.5", "99999999999999999999", "9223372036854775807"})
    void refusesATimeThatIsNone(String timestamp) {
        refused(with(WebhookSignature.TIMESTAMP, timestamp), BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_%"})
    void needsASecret(String secret) {
        assertThatThrownBy(() -> new WebhookSignature(secret)).isInstanceOf(IllegalArgumentException.class);
    }

    private void refused(Map<String, String> headers, byte[] body) {
        assertThatThrownBy(() -> signature.verify(headers::get, body)).isInstanceOf(WebhookSignatureException.class);
    }

    private Map<String, String> signed() {
        return new HashMap<>(signature.sign("whd_1", NOW, BODY));
    }

    private Map<String, String> with(String header, String value) {
        Map<String, String> headers = signed();
        headers.put(header, value);
        return headers;
    }

    private static WebhookSignature at(Instant now) {
        return new WebhookSignature(SECRET, Duration.ofMinutes(5), clock(now));
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
