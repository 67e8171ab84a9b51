package com.osmtalk.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "https://Assistant.Example./callback, assistant.example, false",
        "https://assistant.example:8443/callback, assistant.example, false",
        "https2://assistant.example/callback, https2://, false",
        "http-to://assistant.example/callback, http-to://, false",
        "cursor://assistant.example/callback, cursor://, false",
        "http://LOCALHOST:7777/callback, localhost, true",
        "http://[::1]:7777/callback, [::1], true",
        "https://localhost:7777/callback, localhost, true",
        "https://any.localhost/callback, any.localhost, true",
        "https://127.0.0.2/callback, 127.0.0.2, true"
    })
    void aPersonIsToldWhereTheAnswerGoesAndNotWhereItOnlySeemsTo(String address, String shown, boolean onThisDevice) {
        assertThat(RedirectUris.fault(address)).isEmpty();
        assertThat(RedirectUris.shown(address)).isEqualTo(shown);
        assertThat(RedirectUris.isOnThisDevice(address)).isEqualTo(onThisDevice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ms-msdt:/id",
                "MS-Settings://display",
                "search-ms://x/",
                "shell://x/",
                "sip://+12025550142/",
                "facetime://+12025550142/",
                "ssh://host/",
                "https://assistant.example:65536/callback",
                "com.example.app:callback",
                "https://assistant_one.example/callback",
                "https://*.example/callback"
            })
    void noneToRegister(String address) {
        assertThat(RedirectUris.fault(address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.example.app:/callback",
                "vscode://publisher.extension/callback",
                "ms-appx-web://microsoft.aad.brokerplugin/1",
                "http://[::1]:3000/callback",
                "http://[0:0:0:0:0:0:0:1]/callback",
                "https://xn--80ak6aa92e.example/callback?tenant=1"
            })
    void goodToRegister(String address) {
        assertThat(RedirectUris.fault(address)).isEmpty();
    }
}
