package com.osmtalk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of this version reads what a later server says. */
class NumberProviderTest {
    @ParameterizedTest
    @CsvSource({"simulated, SIMULATED", "sip, SIP", "exotel, EXOTEL", "of-a-later-version, SIP"})
    void aProviderThatIsNotKnownIsTakenForARealTelephone(String name, NumberProvider provider)
            throws JsonProcessingException {
        OwnedNumber number = Json.MAPPER.readValue("{\"provider\": \"%s\"}".formatted(name), OwnedNumber.class);

        assertThat(number.provider()).isEqualTo(provider);
    }
}
