package com.osmtalk.server.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.api.LanguageModel;
import com.osmtalk.api.PlatformProviders;
import com.osmtalk.api.ProviderModels;
import com.osmtalk.api.SpeechRecognizer;
import com.osmtalk.api.SpeechVoice;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.voice.speech.SpeechProvider;
import com.osmtalk.voice.speech.SpeechSettings;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderCatalogueTest {
    private final ProviderCatalogue catalogue =
            new ProviderCatalogue("llama-3.3-70b", speech("whisper-large-v3", "kokoro", "af_heart"));
    private final AgentRules rules = new AgentRules(new NumberingPlan(), catalogue);

    private static SpeechSettings speech(String recognizer, String model, String voice) {
        URI url = URI.create("http://localhost/v1");
        return new SpeechSettings(
                List.of(new SpeechSettings.Service(SpeechProvider.OPENAI, url, null, recognizer, "")),
                List.of(new SpeechSettings.Service(SpeechProvider.OPENAI, url, null, model, voice)),
                "");
    }

    private static AgentDraft draft(String change) {
        return StoredAgent.merged(AgentDefaults.DRAFT, AgentsTest.json("{\"name\": \"A\", " + change + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'llm': {'provider': 'openai', 'model': 'gpt-4.1-mini'}",
                "'llm': {'provider': 'OpenAI', 'model': 'GPT-4.1'}",
                "'llm': {'provider': 'openai', 'model': 'gpt-4.1-mini-2025-04-14'}",
                "'llm': {'provider': 'openai', 'model': 'llama-3.3-70b'}",
                "'stt': {'provider': 'deepgram', 'model': 'nova-2'}",
                "'stt': {'provider': 'openai', 'model': 'whisper-large-v3'}",
                "'tts': {'provider': 'elevenlabs', 'model': 'flash-v2.5', 'voice': 'default'}",
                "'tts': {'provider': 'openai', 'model': 'kokoro', 'voice': 'af_heart'}",
                "'tts': {'provider': 'espeak-ng', 'model': 'espeak-ng', 'voice': 'default'}",
                "'language': 'hi'",
                "'language': 'en-GB'",
                "'language': 'zh-Hant-TW'",
                "'language': 'es-419'",
            })
    void whatIsKnownIsAccepted(String change) {
        assertThatCode(() -> rules.check(draft(change.replace('\'', '"')), null, false, id -> false))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'llm': {'provider': 'openai', 'model': 'gpt-4.1-minni'} | llm.model | The nearest: gpt-4.1-mini,",
                "'llm': {'provider': 'opnai', 'model': 'gpt-4o'} | llm.provider | The nearest: openai/gpt-4o,",
                "'stt': {'provider': 'deepgram', 'model': 'nova3'} | stt.model | The nearest: nova-3,",
                "'tts': {'provider': 'elevenlabs', 'model': 'flash', 'voice': 'default'} | tts.model | flash-v2.5",
                "'tts': {'provider': 'elevenlabs', 'model': 'turbo-v2.5', 'voice': 'rachael'}|tts.voice|rachel,",
                "'tts': {'provider': 'eleven', 'model': 'flash-v2.5', 'voice': 'x'}|tts.provider|elevenlabs/",
                "'language': 'xx' | language | is not known: xx",
                "'language': 'en-UK' | language | en-GB",
                "'language': 'hin-IN' | language | hi",
            })
    void whatIsNotIsRefusedWithTheNearestNames(String change, String path, String words) {
        Problem problem = catchThrowableOfType(
                Problem.class, () -> rules.check(draft(change.replace('\'', '"')), null, false, id -> false));
        assertThat(errors(problem)).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo(path);
            assertThat(error.message()).contains(words, "GET /api/platform/providers");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "en_IN, en-IN",
        "EN-in, en-IN",
        "english, en",
        "Hindi, hi",
        "zh_hant_tw, zh-Hant-TW",
        "inglish, inglish",
        "x-private, x-private",
        "'', ''"
    })
    void aLanguageIsKeptInItsOneSpelling(String written, String kept) {
        assertThat(catalogue.spelled(draft("\"language\": \"" + written + "\"")).language())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "OpenAI, GPT-4.1-mini, openai, gpt-4.1-mini",
        "OPENAI, Gpt-4o-2024-08-06, openai, gpt-4o-2024-08-06",
        "openai, LLAMA-3.3-70B, openai, llama-3.3-70b",
        "Acme, One, Acme, One"
    })
    void aModelIsKeptInTheSpellingOfTheCatalogue(String provider, String model, String keptProvider, String kept) {
        AgentDraft spelled = catalogue.spelled(
                draft("\"llm\": {\"provider\": \"%s\", \"model\": \"%s\"}".formatted(provider, model)));
        assertThat(spelled.llm()).isEqualTo(new LanguageModel(keptProvider, kept));
        assertThat(spelled.name()).isEqualTo("A");
    }

    @Test
    void soAreARecognizerAndAVoice() {
        AgentDraft spelled = catalogue.spelled(draft("""
                "stt": {"provider": "Deepgram", "model": "NOVA-3"},
                "tts": {"provider": "ElevenLabs", "model": "Flash-v2.5", "voice": "Rachel"}"""));
        assertThat(spelled.stt()).isEqualTo(new SpeechRecognizer("deepgram", "nova-3"));
        assertThat(spelled.tts()).isEqualTo(new SpeechVoice("elevenlabs", "flash-v2.5", "rachel"));
    }

    @Test
    void keywordsAndPronunciationsAreKeptAndCheckedOneByOne() {
        AgentDraft spelled = catalogue.spelled(draft("""
                "stt": {"provider": "Deepgram", "model": "NOVA-3", "keywords": ["Vobiz", " "]},
                "tts": {"provider": "ElevenLabs", "model": "Flash-v2.5", "voice": "Rachel",
                        "pronunciations": [{"word": "Vobiz", "say": "voh biz"}, {"word": "", "say": "x"}, null]}"""));
        assertThat(spelled.stt().keywords()).containsExactly("Vobiz", " ");
        assertThat(spelled.tts().pronunciations()).hasSize(3);

        assertThat(errors(catchThrowableOfType(Problem.class, () -> rules.check(spelled, null, false, id -> false))))
                .extracting(FieldError::path)
                .containsExactly("stt.keywords[1]", "tts.pronunciations[1].word", "tts.pronunciations[2]");
    }

    @Test
    void whatAnAgentNamesAlreadyStays() {
        AgentDraft before = draft("\"llm\": {\"provider\": \"acme\", \"model\": \"one\"}, \"language\": \"qaa\"");
        AgentDraft renamed = StoredAgent.merged(before, AgentsTest.json("{\"name\": \"B\"}"));
        AgentDraft moved =
                StoredAgent.merged(before, AgentsTest.json("{\"llm\": {\"provider\": \"acme\", \"model\": \"two\"}}"));

        assertThatCode(() -> rules.check(renamed, before, false, id -> false)).doesNotThrowAnyException();
        assertThat(errors(catchThrowableOfType(Problem.class, () -> rules.check(moved, before, false, id -> false))))
                .extracting(error -> error.path())
                .containsExactly("llm.provider");
    }

    @Test
    void theDefaultsAreKnown() {
        assertThatCode(() -> new AgentRules(new NumberingPlan(), ProviderCatalogue.standard())
                        .check(draft("\"greeting\": \"Hello\""), null, false, id -> false))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsConfiguredIsTold() {
        PlatformProviders none = ProviderCatalogue.standard().providers();
        assertThat(none.model()).isNull();
        assertThat(none.voice()).isNull();
        PlatformProviders some = new ProviderCatalogue("m", speech("r", "s", "v")).providers();
        assertThat(some.model()).isEqualTo("m");
        assertThat(some.recognizer()).isEqualTo("r");
        assertThat(some.voice()).isEqualTo("s");
        assertThat(some.models().get(0).models()).contains("m", "gpt-4.1-mini");
        assertThat(some.recognizers())
                .filteredOn(one -> Boolean.TRUE.equals(one.configured()))
                .extracting(ProviderModels::provider)
                .containsExactly("openai");
        assertThat(some.voices())
                .filteredOn(one -> Boolean.TRUE.equals(one.configured()))
                .singleElement()
                .satisfies(one -> assertThat(one.voices()).contains("v", "alloy"));
        assertThat(none.voices()).allSatisfy(one -> assertThat(one.configured()).isFalse());
    }

    @SuppressWarnings("unchecked")
    private static List<FieldError> errors(Problem problem) {
        return (List<FieldError>) problem.details().get("fields");
    }
}
