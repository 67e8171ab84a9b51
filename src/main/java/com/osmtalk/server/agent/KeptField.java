package com.osmtalk.server.agent;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentTools;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.api.AgentTools.TransferSettings;
import com.osmtalk.api.KeptFields;
import com.osmtalk.api.LanguageModel;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.SpeechRecognizer;
import com.osmtalk.api.SpeechVoice;
import com.osmtalk.server.validation.Likeness;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field of an agent that nothing here uses.
 *
 * @param owner what it is a field of
 * @param place of its owner in the agent: {@code tools.}; empty at the top
 */
public record KeptField(Record owner, String place, String name, Object value) {
    /** All of them, wherever they stand. */
    public static List<KeptField> in(AgentDraft draft) {
        List<KeptField> found = new ArrayList<>();
        add(found, draft, "", draft.further());
        LanguageModel llm = draft.llm();
        if (llm != null) {
            add(found, llm, "llm.", llm.further());
        }
        SpeechRecognizer stt = draft.stt();
        if (stt != null) {
            add(found, stt, "stt.", stt.further());
        }
        SpeechVoice tts = draft.tts();
        if (tts != null) {
            add(found, tts, "tts.", tts.further());
        }
        PostCallAnalysis analysis = draft.postCallAnalysis();
        if (analysis != null) {
            add(found, analysis, "postCallAnalysis.", analysis.further());
        }
        AgentTools tools = draft.tools();
        if (tools != null) {
            inTools(found, tools);
        }
        return found;
    }

    private static void inTools(List<KeptField> found, AgentTools tools) {
        add(found, tools, "tools.", tools.further());
        List<HttpTool> httpTools = tools.httpTools() == null ? List.of() : tools.httpTools();
        for (int i = 0; i < httpTools.size(); i++) {
            HttpTool tool = httpTools.get(i);
            if (tool != null) {
                add(found, tool, "tools.httpTools[" + i + "].", tool.further());
            }
        }
        TransferSettings transfer = tools.transferSettings();
        if (transfer != null) {
            add(found, transfer, "tools.transferSettings.", transfer.further());
            if (transfer.transferToHuman() != null) {
                add(
                        found,
                        transfer.transferToHuman(),
                        "tools.transferSettings.transferToHuman.",
                        transfer.transferToHuman().further());
            }
        }
    }

    private static void add(List<KeptField> found, Record owner, String place, @Nullable Map<String, Object> further) {
        if (further != null) {
            further.forEach((name, value) -> found.add(new KeptField(owner, place, name, value)));
        }
    }

    public String path() {
        return place + name;
    }

    /** Whether osmTalk's documentation has it there. */
    public boolean isDocumented() {
        return documented().anyMatch(name::equals);
    }

    /** The field that was meant, where this is a slip of the pen. Two fields of one meaning are not given at once. */
    public Optional<String> meant() {
        return isDocumented() ? Optional.empty() : Likeness.meant(name, names()).filter(other -> !isGiven(other));
    }

    /** What may stand there. */
    public List<String> names() {
        return Stream.concat(components().map(RecordComponent::getName), documented())
                .toList();
    }

    private Stream<String> documented() {
        return Arrays.stream(owner.getClass().getRecordComponents())
                .map(component -> component.getAnnotation(KeptFields.class))
                .filter(kept -> kept != null)
                .flatMap(kept -> Arrays.stream(kept.value()));
    }

    private Stream<RecordComponent> components() {
        return Arrays.stream(owner.getClass().getRecordComponents())
                .filter(component -> !component.isAnnotationPresent(KeptFields.class));
    }

    private boolean isGiven(String other) {
        return components()
                .filter(component -> component.getName().equals(other))
                .anyMatch(component -> {
                    try {
                        return component.getAccessor().invoke(owner) != null;
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException("the records of the contract are public", e);
                    }
                });
    }
}
