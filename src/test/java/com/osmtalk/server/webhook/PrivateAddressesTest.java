package com.osmtalk.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.WebhookDelivery;
import com.osmtalk.api.WebhookDelivery.Status;
import com.osmtalk.client.StubServer;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.validation.FieldErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateAddressesTest {
    @TempDir
    Path folder;

    static List<String> addresses() {
        return List.of(
                "http://127.0.0.1:PORT/",
                "http://2130706433:PORT/",
                "http://localhost:PORT/",
                "http://0.0.0.0:PORT/",
                "http://[::1]:PORT/",
                "http://[::]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[64:ff9b::7f00:1]:PORT/",
                "https://localhost:PORT/",
                "http://10.0.0.1/",
                "http://172.16.0.1/",
                "http://192.168.1.1/",
                "http://100.64.0.1/",
                "http://169.254.169.254/latest/meta-data",
                "http://224.0.0.1/",
                "http://[fd00::1]/",
                "http://[fe80::1]/",
                "http://[ff02::1]/");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void areRefusedWhenTheyAreSet(String url) {
        WebhookPolicy policy = new WebhookPolicy(false);
        assertThatThrownBy(() -> {
                    FieldErrors errors = new FieldErrors();
                    policy.check("webhookUrl", url.replace("PORT", "8080"), errors);
                    errors.refuseIfAny();
                })
                .isInstanceOf(Problem.class)
                .hasMessage("webhookUrl: must be on the public internet, unless the server runs with"
                        + " OSMTALK_WEBHOOKS_ALLOW_PRIVATE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/",
                "http://93.184.216.34/",
                "http://[2606:4700::1111]/",
                "http://10.example.com/"
            })
    void areNotWhatElseIsSet(String url) {
        try (WebhookBench bench = new WebhookBench(TestDatabase.SQLITE, folder)) {
            bench.restart(new WebhookPolicy(false));
            bench.set(url);
            assertThat(bench.webhooks.settings(bench.organization).url()).isEqualTo(url);
        }
    }

    @Test
    void thatWereSetWhileTheyWereAllowedDoNotKeepTheSecretFromBeingChanged() {
        try (WebhookBench bench = new WebhookBench(TestDatabase.SQLITE, folder)) {
            bench.set("http://127.0.0.1:8080/");
            bench.restart(new WebhookPolicy(false));
            bench.setSecret("a-new-secret-of-mine");
            assertThat(bench.webhooks.settings(bench.organization).signed()).isTrue();
            assertThatThrownBy(() -> bench.set("http://127.0.0.1:8080/"))
                    .isInstanceOf(Problem.class)
                    .hasMessageStartingWith("url: must be on the public internet");
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void areNotConnectedTo(String url) throws IOException {
        try (StubServer peer = new StubServer();
                WebhookBench bench = new WebhookBench(TestDatabase.SQLITE, folder)) {
            peer.will(StubServer.answer(200, "{}"));
            bench.set(url.replace("PORT", Integer.toString(peer.url().getPort())));
            bench.restart(new WebhookPolicy(false, Duration.ofSeconds(2)));

            WebhookDelivery delivery = bench.over(bench.happen());
            assertThat(delivery.status()).isEqualTo(Status.FAILED);
            assertThat(delivery.attempts())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.error())
                            .startsWith("Not sent: ")
                            .endsWith(" is not on the public internet."));
            assertThat(peer.connections()).isZero();
        }
    }
}
