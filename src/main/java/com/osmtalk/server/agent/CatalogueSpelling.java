package com.osmtalk.server.agent;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.LanguageModel;
import com.osmtalk.api.PlatformProviders;
import com.osmtalk.api.ProviderModels;
import com.osmtalk.api.ProviderVoices;
import com.osmtalk.api.SpeechRecognizer;
import com.osmtalk.api.SpeechVoice;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one spelling in which each known name is kept: "OpenAI" as {@code openai}, "en_in" as {@code en-IN}, "Hindi" as
 * {@code hi}. What isn't known stays as it is, to be refused as it was written.
 */
final class CatalogueSpelling {
    private static final Pattern DATED = Pattern.compile("(.*?)(-\\d{4}-\\d{2}-\\d{2})?");

    private final PlatformProviders known;

    CatalogueSpelling(PlatformProviders known) {
        this.known = known;
    }

    /** @param draft without absent fields */
    AgentDraft of(AgentDraft draft) {
        LanguageModel llm = draft.llm();
        SpeechRecognizer stt = draft.stt();
        return StoredAgent.merged(
                draft,
                new AgentDraft(
                        null,
                        null,
                        null,
                        language(draft.language()),
                        new LanguageModel(
                                provider(known.models(), llm.provider()),
                                model(known.models(), llm.provider(), llm.model()),
                                llm.further()),
                        new SpeechRecognizer(
                                provider(known.recognizers(), stt.provider()),
                                model(known.recognizers(), stt.provider(), stt.model()),
                                stt.keywords(),
                                stt.further()),
                        voice(draft.tts()),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private static String provider(List<ProviderModels> known, String name) {
        return spelled(name, known.stream().map(ProviderModels::provider).toList());
    }

    private static String model(List<ProviderModels> known, String provider, String name) {
        if (name == null) {
            return name;
        }
        List<String> models = known.stream()
                .filter(one -> one.provider().equalsIgnoreCase(provider))
                .flatMap(one -> one.models().stream())
                .toList();
        String whole = spelled(name, models);
        Matcher dated = DATED.matcher(name);
        return models.contains(whole) || !dated.matches() || dated.group(2) == null
                ? whole
                : spelled(dated.group(1), models) + dated.group(2);
    }

    private SpeechVoice voice(SpeechVoice voice) {
        return known.voices().stream()
                .filter(one -> one.provider().equalsIgnoreCase(voice.provider()))
                .findFirst()
                .map(one -> voice(voice, one))
                .orElse(voice);
    }

    private static SpeechVoice voice(SpeechVoice voice, ProviderVoices names) {
        return new SpeechVoice(
                names.provider(),
                spelled(voice.model(), names.models()),
                spelled(voice.voice(), names.voices()),
                voice.pronunciations(),
                voice.further());
    }

    /** A name that is known as it stands keeps its case: two of one spelling may be meant. */
    private static String spelled(String name, List<String> known) {
        return known.contains(name)
                ? name
                : known.stream()
                        .filter(other -> other.equalsIgnoreCase(name))
                        .findFirst()
                        .orElse(name);
    }

    private String language(String written) {
        String tag = written.strip().replace('_', '-');
        String named = known.languages().stream()
                .filter(code -> Locale.forLanguageTag(code)
                        .getDisplayLanguage(Locale.ENGLISH)
                        .equalsIgnoreCase(tag))
                .findFirst()
                .orElse(tag);
        try {
            String canonical =
                    new Locale.Builder().setLanguageTag(named).build().toLanguageTag();
            return canonical.equals("und") ? written : canonical;
        } catch (IllformedLocaleException notATag) {
            return written;
        }
    }
}
