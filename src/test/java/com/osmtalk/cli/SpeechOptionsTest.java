package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.voice.speech.SpeechSettings;
import com.osmtalk.voice.speech.SpeechSettings.Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeechOptionsTest {
    private static SpeechSettings speech(Map<String, String> variables) {
        return new SpeechOptions(Settings.of(Environment.of(variables))).speech();
    }

    private static List<String> shown(List<Service> services) {
        return services.stream()
                .map(one -> one.provider().id() + " " + one.model() + " " + one.voice() + " at " + one.baseUrl()
                        + " with " + one.apiKey())
                .toList();
    }

    @Test
    void withoutASettingNothingHearsAndNothingSpeaks() {
        assertThat(speech(Map.of()).recognisers()).isEmpty();
        assertThat(speech(Map.of()).speakers()).isEmpty();
    }

    @Test
    void aKeyAloneIsEnoughForItsVendorToServeAll() {
        SpeechSettings both = speech(Map.of("DEEPGRAM_API_KEY", "dg", "ELEVENLABS_API_KEY", "xi"));
        assertThat(shown(both.recognisers())).containsExactly("deepgram nova-3  at https://api.deepgram.com with dg");
        assertThat(shown(both.speakers()))
                .containsExactly(
                        "elevenlabs flash-v2.5 rachel at https://api.elevenlabs.io with xi",
                        "deepgram aura-2 thalia at https://api.deepgram.com with dg");
        assertThat(both.toString()).doesNotContain("dg,", "xi,");
    }

    @Test
    void whatIsNamedServesAllAndWhatHasAKeyIsThereToo() {
        SpeechSettings speech = speech(Map.of(
                "OSMTALK_STT_PROVIDER", "openai-realtime",
                "OSMTALK_STT_URL", "http://localhost:8000/v1",
                "OSMTALK_STT_MODEL", "whisper-small",
                "OPENAI_API_KEY", "sk-other",
                "DEEPGRAM_API_KEY", "dg",
                "DEEPGRAM_BASE_URL", "https://api.eu.deepgram.com"));
        assertThat(shown(speech.recognisers()))
                .containsExactly(
                        "openai-realtime whisper-small  at http://localhost:8000/v1 with null",
                        "deepgram nova-3  at https://api.eu.deepgram.com with dg");
    }

    @Test
    void aProviderHasItsUsualModelAndTheKeyIsItsOwn() {
        SpeechSettings speech = speech(Map.of(
                "OSMTALK_STT_PROVIDER", "Deepgram",
                "DEEPGRAM_API_KEY", "dg",
                "OSMTALK_TTS_PROVIDER", "openai",
                "OPENAI_API_KEY", "sk"));
        assertThat(shown(speech.recognisers())).containsExactly("deepgram nova-3  at https://api.deepgram.com with dg");
        assertThat(shown(speech.speakers()))
                .startsWith("openai gpt-4o-mini-tts alloy at https://api.openai.com/v1 with sk");
    }

    @Test
    void espeakSpeaksForAllWhereItIsNamed() {
        assertThat(speech(Map.of("OSMTALK_TTS_PROVIDER", "espeak-ng", "ELEVENLABS_API_KEY", "xi"))
                        .speakers())
                .isEmpty();
        assertThatThrownBy(() -> speech(Map.of("OSMTALK_TTS_PROVIDER", "espeak-ng", "OSMTALK_TTS_MODEL", "tts-1")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("OSMTALK_TTS_MODEL is set, but OSMTALK_TTS_PROVIDER is espeak-ng");
    }

    @Test
    void whatCouldNotWorkIsRefused() {
        assertThatThrownBy(() -> speech(Map.of("OSMTALK_STT_PROVIDER", "elevenlabs")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("OSMTALK_STT_PROVIDER must be one of openai, openai-realtime, deepgram, not");
        assertThatThrownBy(() -> speech(Map.of("OSMTALK_STT_PROVIDER", "deepgram")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("OSMTALK_STT_PROVIDER is set but there is no key for https://api.deepgram.com")
                .hasMessageContaining("DEEPGRAM_API_KEY");
        assertThatThrownBy(() -> speech(Map.of("DEEPGRAM_API_KEY", "dg", "DEEPGRAM_BASE_URL", "deepgram")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("DEEPGRAM_BASE_URL");
    }
}
