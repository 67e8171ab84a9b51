package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"hunter", "hun@ter", "hun/ter", "hun ter", "hun'ter", "hun\nter", "h(un:t)er", "@/ '\"", "a://b"
            })
    void aPasswordIsRedactedCompletelyWhateverItHolds(String password) {
        String address = "wss://user:" + password + "@voice.example.com/path";

        assertThat(Redactor.redact(address)).isEqualTo("wss://…@voice.example.com/path");
        assertThat(Redactor.redact("cannot convert '" + address + "' to URI (it is none: " + address + ")"))
                .isEqualTo("cannot convert 'wss://…@voice.example.com/path' to URI"
                        + " (it is none: wss://…@voice.example.com/path)");
    }

    @Test
    void anAddressWithoutOneIsShown() {
        String text = "nobody answers at https://api.example.com/a, nor at http://127.0.0.1:4002";

        assertThat(Redactor.redact(text)).isEqualTo(text);
    }

    @Test
    void theQueryOfAnAddressIsRedacted() {
        assertThat(Redactor.redact(
                        "'wss://example.com/?key=hunter&a=b' and http://127.0.0.1/a?hunter, or? (https://b/?c)"))
                .isEqualTo("'wss://example.com/?…' and http://127.0.0.1/a?…, or? (https://b/?…)");
    }

    @Test
    void whatStandsBeforeAnAtIsRedactedWithoutASchemeToo() {
        assertThat(Redactor.redact("no host in user:hunter@db.example.com")).isEqualTo("no host in …@db.example.com");
    }

    @Test
    void aKeyIsRedactedButForItsPrefix() {
        assertThat(Redactor.redact("there is no key osm_abcdefghijkl; give another"))
                .isEqualTo("there is no key osm_…; give another");
    }
}
