package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.voice.VoiceSettings;
import org.junit.jupiter.api.Test;

class CarrierWiringTest {
    /** An assistant is told before there is a server: it must be told what the server's carriers are. */
    @Test
    void whatIsSaidOfTheCarriersBeforeTheStartIsTrueOfThem() {
        assertThat(CarrierWiring.simulatesEveryCall())
                .isEqualTo(
                        CarrierWiring.of(new VoiceSettings(1, null)).carriers().simulateEveryCall());
    }
}
