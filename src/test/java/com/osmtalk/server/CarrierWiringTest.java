package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.NumberProvider;
import com.osmtalk.voice.VoiceSettings;
import com.osmtalk.voice.carrier.Carriers;
import com.osmtalk.voice.phone.sip.SipSettings;
import com.osmtalk.voice.speech.SpeechServices;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CarrierWiringTest {
    private final Carriers carriers = CarrierWiring.of(
                    new VoiceSettings(1, null), SipSettings.LOOPBACK, SpeechServices.of(null, null), null)
            .carriers();

    @ParameterizedTest
    @EnumSource(NumberProvider.class)
    void aNumberOfAVendorIsCarriedOverItsTrunkAndASimulatedOneByNobody(NumberProvider provider) {
        boolean simulated = provider == NumberProvider.SIMULATED;

        assertThat(carriers.of(provider).simulated()).isEqualTo(simulated);
        assertThat(carriers.carries(provider, true)).isTrue();
        assertThat(carriers.carries(provider, false)).isEqualTo(simulated);
    }
}
