package com.osmtalk.server.agent;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.PlatformProviders;
import com.osmtalk.api.ProviderModels;
import com.osmtalk.api.ProviderVoices;
import com.osmtalk.api.SpeechVoice;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.server.validation.Likeness;
import com.osmtalk.voice.speech.SpeechSettings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models, voices and languages that agents may name: those of osmTalk's documentation, and what this server is
 * configured with. A name that is in none of them is a slip of the pen, which would be noticed on the phone otherwise.
 *
 * <p>Being known is not being there: an agent that names what this server is not configured with is heard and spoken
 * for by what it is configured with, so that agents can be moved between servers. What is there is said.
 */
public final class ProviderCatalogue {
    private static final List<String> MODELS =
            List.of("gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano", "gpt-4o", "gpt-4o-mini");
    private static final List<String> RECOGNIZERS_OF_OPENAI =
            List.of("gpt-4o-mini-transcribe", "gpt-4o-transcribe", "whisper-1");
    private static final List<String> RECOGNIZERS_OF_DEEPGRAM =
            List.of("flux-general-en", "flux-general-multi", "nova-2", "nova-2-phonecall", "nova-3");
    private static final List<String> DEEPGRAM_VOICES = words("alexis amalthea andromeda apollo arcas aries asteria"
            + " athena atlas aurora callista cliff cora cordelia default delia draco electra haley harmonia helena hera"
            + " hermes hyperion iris janus juno jupiter luna mars minerva neptune odysseus ophelia orion orpheus"
            + " pandora phoebe pluto saturn selene thalia theia vesta zeus");
    private static final List<String> SPEECH_OF_OPENAI = List.of("gpt-4o-mini-tts", "tts-1", "tts-1-hd");
    private static final List<String> VOICES_OF_OPENAI =
            List.of("alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse");
    private static final List<String> ELEVENLABS_VOICES = words("default alice aria bill brian callum charlie charlotte"
            + " chris daniel eric george jessica laura liam lily matilda rachel river roger sarah will");
    private static final List<String> LANGUAGES = words("af am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi"
            + " fil fr gl gu ha he hi hr hu hy id is it ja ka kk km kn ko lo lt lv mk ml mn mr ms my nb"
            + " ne nl no or pa pl ps"
            + " pt ro ru sd si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi yo yue zh zu");
    /** A model of a known name, as it was on a day: {@code gpt-4.1-mini-2025-04-14}. */
    private static final Pattern DATED = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");

    /** The id of a voice of an account's own, as ElevenLabs gives it. */
    private static final Pattern OWN_VOICE = Pattern.compile("[A-Za-z0-9]{20}");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int SUGGESTED = 3;

    private final PlatformProviders providers;

    /**
     * @param model the language model of the settings; null: none
     * @param speech the speech services of the settings
     */
    public ProviderCatalogue(@Nullable String model, SpeechSettings speech) {
        List<String> heardBy = speech.listeningProviders();
        List<String> spokenBy = speech.speakingProviders();
        this.providers = new PlatformProviders(
                model,
                speech.listeningModel().orElse(null),
                speech.speakingModel().orElse(null),
                List.of(new ProviderModels("openai", with(MODELS, listed(model)), model != null)),
                Stream.of(
                                new ProviderModels("deepgram", RECOGNIZERS_OF_DEEPGRAM, false),
                                new ProviderModels("openai", RECOGNIZERS_OF_OPENAI, false))
                        .map(known -> new ProviderModels(
                                known.provider(),
                                with(known.models(), models(speech.recognisers(), known.provider())),
                                heardBy.contains(known.provider())))
                        .toList(),
                Stream.of(
                                new ProviderVoices("deepgram", List.of("aura-2", "flux"), DEEPGRAM_VOICES, false),
                                new ProviderVoices(
                                        "elevenlabs",
                                        List.of("flash-v2.5", "multilingual-v2", "turbo-v2.5"),
                                        ELEVENLABS_VOICES,
                                        false),
                                new ProviderVoices(
                                        SpeechSettings.ESPEAK,
                                        List.of(SpeechSettings.ESPEAK),
                                        List.of("default"),
                                        false),
                                new ProviderVoices("openai", SPEECH_OF_OPENAI, VOICES_OF_OPENAI, false))
                        .map(known -> new ProviderVoices(
                                known.provider(),
                                with(known.models(), models(speech.speakers(), known.provider())),
                                with(known.voices(), voices(speech.speakers(), known.provider())),
                                spokenBy.contains(known.provider())))
                        .toList(),
                LANGUAGES);
    }

    private static List<String> listed(@Nullable String model) {
        return model == null ? List.of() : List.of(model);
    }

    private static List<String> models(List<SpeechSettings.Service> services, String provider) {
        return services.stream()
                .filter(one -> one.provider().agentName().equals(provider))
                .map(SpeechSettings.Service::model)
                .toList();
    }

    private static List<String> voices(List<SpeechSettings.Service> services, String provider) {
        return services.stream()
                .filter(one -> one.provider().agentName().equals(provider))
                .map(SpeechSettings.Service::voice)
                .toList();
    }

    /** Of a server that is configured with nothing. */
    public static ProviderCatalogue standard() {
        return new ProviderCatalogue(null, SpeechSettings.NONE);
    }

    public PlatformProviders providers() {
        return providers;
    }

    /** With every known name in the spelling of this catalogue. */
    AgentDraft spelled(AgentDraft draft) {
        return new CatalogueSpelling(providers).of(draft);
    }

    /**
     * Checks what is new in a draft: what an agent names already stays.
     *
     * @param before null for a new agent
     * @param isImport whether models and voices of another server's may be named
     */
    void check(AgentDraft draft, @Nullable AgentDraft before, boolean isImport, FieldErrors errors) {
        if (!isImport) {
            checkServices(draft, before, errors);
        }
        if (isNew(draft, before, AgentDraft::language)) {
            language(draft.language(), errors);
        }
    }

    private void checkServices(AgentDraft draft, @Nullable AgentDraft before, FieldErrors errors) {
        if (isNew(draft, before, AgentDraft::llm)
                && isNamed(draft.llm().provider(), draft.llm().model())) {
            model("llm", draft.llm().provider(), draft.llm().model(), providers.models(), errors);
        }
        if (isNew(draft, before, AgentDraft::stt)
                && isNamed(draft.stt().provider(), draft.stt().model())) {
            model("stt", draft.stt().provider(), draft.stt().model(), providers.recognizers(), errors);
        }
        SpeechVoice voice = draft.tts();
        if (isNew(draft, before, AgentDraft::tts) && isNamed(voice.provider(), voice.model(), voice.voice())) {
            voice(voice, errors);
        }
    }

    private static boolean isNew(
            AgentDraft draft, @Nullable AgentDraft before, Function<AgentDraft, @Nullable Object> field) {
        return before == null || !String.valueOf(field.apply(draft)).equals(String.valueOf(field.apply(before)));
    }

    /** A blank name is refused elsewhere. */
    private static boolean isNamed(String... names) {
        return Stream.of(names).noneMatch(name -> name == null || name.isBlank());
    }

    private static void model(
            String field, String provider, String model, List<ProviderModels> known, FieldErrors errors) {
        List<String> models = known.stream()
                .filter(one -> one.provider().equalsIgnoreCase(provider))
                .flatMap(one -> one.models().stream())
                .toList();
        if (!models.isEmpty()) {
            refuse(field + ".model", DATED.matcher(model).replaceFirst(""), models, errors);
            return;
        }
        List<String> all = known.stream()
                .flatMap(one -> one.models().stream().map(name -> one.provider() + "/" + name))
                .toList();
        errors.add(field + ".provider", unknown(provider + "/" + model, all));
    }

    private void voice(SpeechVoice voice, FieldErrors errors) {
        ProviderVoices known = providers.voices().stream()
                .filter(one -> one.provider().equalsIgnoreCase(voice.provider()))
                .findFirst()
                .orElse(null);
        if (known == null) {
            List<String> all = providers.voices().stream()
                    .flatMap(one -> one.models().stream()
                            .map(model -> one.provider() + "/" + model + "/"
                                    + one.voices().get(0)))
                    .toList();
            errors.add("tts.provider", unknown(voice.provider() + "/" + voice.model() + "/" + voice.voice(), all));
            return;
        }
        refuse("tts.model", voice.model(), known.models(), errors);
        if (!OWN_VOICE.matcher(voice.voice()).matches()) {
            refuse("tts.voice", voice.voice(), known.voices(), errors);
        }
    }

    /** Whether a model is known, as it is or as it was on a day. */
    static boolean isAmong(List<String> known, String model) {
        String undated = DATED.matcher(model).replaceFirst("");
        return known.stream().anyMatch(other -> other.equalsIgnoreCase(undated) || other.equalsIgnoreCase(model));
    }

    private static void refuse(String field, String name, List<String> known, FieldErrors errors) {
        if (known.stream().noneMatch(name::equalsIgnoreCase)) {
            errors.add(field, unknown(name, known));
        }
    }

    private static void language(String tag, FieldErrors errors) {
        Locale locale = Locale.forLanguageTag(tag);
        if (!locale.getLanguage().matches("[a-z]{2,3}")) {
            return; // not a tag, which is refused elsewhere
        }
        if (!LANGUAGES.contains(locale.getLanguage())) {
            errors.add("language", unknown(tag, LANGUAGES));
        } else if (locale.getCountry().equals("UK")) {
            errors.add("language", unknown(tag, List.of(locale.getLanguage() + "-GB")));
        } else if (locale.getCountry().length() == 2 && !COUNTRIES.contains(locale.getCountry())) {
            List<String> countries = Stream.of(Locale.getAvailableLocales())
                    .filter(other ->
                            other.getLanguage().equals(locale.getLanguage()) && COUNTRIES.contains(other.getCountry()))
                    .map(other -> other.getLanguage() + "-" + other.getCountry())
                    .distinct()
                    .sorted()
                    .toList();
            errors.add("language", unknown(tag, countries.isEmpty() ? List.of(locale.getLanguage()) : countries));
        }
    }

    private static String unknown(String name, List<String> known) {
        List<String> nearest = Likeness.nearest(name, known, SUGGESTED);
        String shown = name.length() > 100 ? name.substring(0, 100) : name;
        return "is not known: " + shown + ". The nearest: " + String.join(", ", nearest)
                + ". GET /api/platform/providers has all.";
    }

    private static List<String> with(List<String> known, List<String> configured) {
        return Stream.concat(known.stream(), configured.stream())
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
    }

    private static List<String> words(String words) {
        return List.of(words.split(" "));
    }
}
