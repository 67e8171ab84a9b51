package com.osmtalk.server.agent;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentTools;
import com.osmtalk.api.NotApplied;
import com.osmtalk.api.PlatformProviders;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.ProviderModels;
import com.osmtalk.api.ProviderVoices;
import com.osmtalk.api.SpeechRecognizer;
import com.osmtalk.api.SpeechVoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of an agent changes nothing on this server. It is kept and given back, so that an agent of another server can be
 * brought here and taken away again; whoever sends it is told, rather than left to wonder.
 */
final class AppliedFields {
    private static final String SCRIPT = "This server has no language model, so a script speaks, which does not use it."
            + " Configure a model (OPENAI_API_KEY), and it applies.";

    private static final Pattern TURNS = Pattern.compile("^(vad|smartTurn)[A-Z]");

    private final PlatformProviders providers;
    private final List<NotApplied> found = new ArrayList<>();

    private AppliedFields(PlatformProviders providers) {
        this.providers = providers;
    }

    /** @param said what somebody has just sent; what they left out is not named */
    static List<NotApplied> missing(AgentDraft said, PlatformProviders providers) {
        AppliedFields fields = new AppliedFields(providers);
        if (providers.model() == null) {
            fields.script(said);
        } else if (said.llm() != null
                && !providers.model().equalsIgnoreCase(said.llm().model())) {
            fields.add("llm", "This server speaks with the model it is configured with, " + providers.model() + ".");
        }
        fields.speech(said);
        fields.kept(said);
        return List.copyOf(fields.found);
    }

    private void script(AgentDraft said) {
        unused("llm", said.llm());
        unused("temperature", said.temperature());
        unused("maxTokens", said.maxTokens());
        unused("frequencyPenalty", said.frequencyPenalty());
        AgentTools tools = said.tools() == null ? AgentTools.NONE : said.tools();
        unused("tools.httpTools", orNull(tools.httpTools()));
        unused("tools.mcpServers", orNull(tools.mcpServers()));
        PostCallAnalysis analysis = said.postCallAnalysis();
        if (analysis != null) {
            unused("postCallAnalysis.summaryPrompt", analysis.summaryPrompt());
            unused("postCallAnalysis.analyzerModel", analysis.analyzerModel());
        }
    }

    private void speech(AgentDraft said) {
        SpeechRecognizer stt = said.stt();
        if (stt != null) {
            Optional<ProviderModels> known = providers.recognizers().stream()
                    .filter(one -> one.provider().equalsIgnoreCase(stt.provider()))
                    .findFirst();
            if (known.map(ProviderModels::configured).orElse(false)) {
                unknown("stt.model", stt.provider(), stt.model(), known.get().models());
            } else {
                add("stt", elsewhere(stt.provider(), providers.recognizer(), "callers write"));
            }
        }
        SpeechVoice tts = said.tts();
        if (tts != null) {
            Optional<ProviderVoices> known = providers.voices().stream()
                    .filter(one -> one.provider().equalsIgnoreCase(tts.provider()))
                    .findFirst();
            if (known.map(ProviderVoices::configured).orElse(false)) {
                unknown("tts.model", tts.provider(), tts.model(), known.get().models());
            } else {
                add("tts", elsewhere(tts.provider(), providers.voice(), "agents write"));
            }
        }
    }

    private void unknown(String field, String provider, String model, List<String> known) {
        if (!ProviderCatalogue.isAmong(known, model)) {
            add(
                    field,
                    "This server does not know " + model + ". " + provider
                            + " is asked for it as it is written, and where it has none of that name, a call has no"
                            + " sound: try it out, or name one of GET /api/platform/providers.");
        }
    }

    private void kept(AgentDraft said) {
        KeptField.in(said).stream()
                .filter(field -> field.value() != null)
                .forEach(field -> add(
                        field.path(),
                        field.place().isEmpty() && TURNS.matcher(field.name()).find()
                                ? "This server takes turns by its own settings: see turnTaking."
                                : "Nothing on this server uses it. It is kept and given back."));
    }

    private static String elsewhere(String provider, @Nullable String other, String otherwise) {
        return "This server has no key for " + provider + ": "
                + (other == null ? otherwise + " instead." : other + " is used instead.");
    }

    private static <T> @Nullable List<T> orNull(@Nullable List<T> list) {
        return list == null || list.isEmpty() ? null : list;
    }

    private void unused(String field, @Nullable Object value) {
        if (value != null) {
            add(field, SCRIPT);
        }
    }

    private void add(String field, String reason) {
        found.add(new NotApplied(field, reason));
    }
}
