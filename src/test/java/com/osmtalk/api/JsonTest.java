package com.osmtalk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sends us is read word for word where it opens something: as the scope of a key. */
class JsonTest {
    @Test
    void aConstantIsReadByItsName() throws Exception {
        for (KeyScope scope : KeyScope.values()) {
            assertThat(read("\"" + scope.name().toLowerCase(Locale.ROOT) + "\""))
                    .isEqualTo(scope);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "1", "\"0\"", "\"1\"", "0.0", "true", "\"\"", "[]", "[\"chat\"]", "{}", "{\"chat\":1}"})
    void noNumberPositionOrListStandsForAConstant(String json) {
        assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> read(json));
    }

    private static KeyScope read(String json) throws JsonProcessingException {
        return Json.STRICT.readValue(json, KeyScope.class);
    }
}
