package com.osmtalk.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that only look like the one that a client has registered. */
class RedirectUrisTest {
    private static final List<String> REGISTERED =
            List.of("https://assistant.example/callback", "http://127.0.0.1/callback");

    @ParameterizedTest
    @ValueSource(strings = {"https://assistant.example/callback", "http://127.0.0.1:33418/callback"})
    void goodAsRegisteredButForThePortOnThePersonsOwnDevice(String address) {
        assertThat(RedirectUris.isOneOf(REGISTERED, address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://assistant.example.evil.example/callback",
                "https://evilassistant.example/callback",
                "https://assistant.example@evil.example/callback",
                "https://assistant.example%2eevil.example/callback",
                "https://assistant.example\\@evil.example/callback",
                "https://\u0430ssistant.example/callback",
                "https://assistant.example/callback#@evil.example",
                "https:/assistant.example/callback",
                "///evil.example/callback",
                "https://assistant.example:8443/callback",
                "https://127.0.0.1/callback",
                "http://127.0.0.1.evil.example/callback",
                "http://127.0.0.1:1@evil.example/callback",
                "http://127.0.0.1:33418/callback?next=https://evil.example",
                "http://127.0.0.1:33418//callback",
                "http://127.1/callback",
                "http://2130706433/callback",
                "http://[::ffff:127.0.0.1]/callback",
                "http://localhost/callback"
            })
    void noOther(String address) {
        assertThat(RedirectUris.isOneOf(REGISTERED, address)).isFalse();
    }
}
