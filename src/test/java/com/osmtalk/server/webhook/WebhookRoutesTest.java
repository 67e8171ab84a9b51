package com.osmtalk.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.TestClock;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of the webhook over HTTP. */
class WebhookRoutesTest {
    private static final String SETTINGS = "/api/settings/webhook";

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final TestServer server = TestServer.create().withClock(clock);

    @Test
    void aRotationIsSeenAsLongAsTheSecretsOverlap() {
        CheckedApi api = server.api();
        api.put(SETTINGS, "{\"url\": \"https://shop.example/hook\", \"secret\": \"the-first-secret-of-all\"}");
        assertThat(api.get(SETTINGS).json().has("previousUntil")).isFalse();

        Answer rotated = api.post(SETTINGS + "/rotate-secret", "{\"overlapHours\": 2}");
        String until = clock.instant().plus(Duration.ofHours(2)).toString().replace("Z", ".000Z");
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.text("/secret")).startsWith("whsec_");
        assertThat(rotated.text("/previousUntil")).isEqualTo(until);
        Answer overlapping = api.get(SETTINGS);
        assertThat(overlapping.text("/previousUntil")).isEqualTo(until);
        assertThat(rotated.text("/secret")).endsWith(overlapping.text("/secretEnding"));

        clock.advance(Duration.ofHours(2));
        assertThat(api.get(SETTINGS).json().has("previousUntil")).isFalse();
        assertThat(api.get(SETTINGS).text("/secretEnding")).isEqualTo(overlapping.text("/secretEnding"));
    }

    @Test
    void withoutAnOverlapOrASecretBeforeNothingOverlaps() {
        CheckedApi api = server.api();
        assertThat(api.post(SETTINGS + "/rotate-secret", "{}").json().has("previousUntil"))
                .isFalse();
        assertThat(api.post(SETTINGS + "/rotate-secret", "{\"overlapHours\": 0}")
                        .json()
                        .has("previousUntil"))
                .isFalse();
        assertThat(api.get(SETTINGS).json().has("previousUntil")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"overlapHours\": -1}", "{\"overlapHours\": 169}", "{\"overlapHours\": \"soon\"}"})
    void anOverlapOutOfItsRangeIsRefused(String body) {
        CheckedApi api = server.api();
        Answer refused = api.post(SETTINGS + "/rotate-secret", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/details/fields/0/path")).isEqualTo("overlapHours");
        assertThat(api.get(SETTINGS).json().path("signed").asBoolean()).isFalse();
    }

    @Test
    void aStrangerRotatesNothing() {
        assertThat(server.api()
                        .anonymous()
                        .post(SETTINGS + "/rotate-secret", "{}")
                        .status())
                .isEqualTo(401);
    }
}
