package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentTools;
import com.osmtalk.api.AgentTools.TransferSettings;
import com.osmtalk.mcp.kit.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the fields within an agent's parts that are kept and change nothing here, like {@code
 * tools.clientTools}. Their values are left out: they may be long, and may hold secrets.
 */
final class KeptNames {
    private static final int MOST = 30;
    private static final int LONGEST = 100;

    private final List<String> names = new ArrayList<>();

    private KeptNames() {}

    /** Null: there are none. */
    static @Nullable List<String> of(Agent agent) {
        KeptNames kept = new KeptNames();
        if (agent.llm() != null) {
            kept.add("llm", agent.llm().further());
        }
        if (agent.stt() != null) {
            kept.add("stt", agent.stt().further());
        }
        if (agent.tts() != null) {
            kept.add("tts", agent.tts().further());
        }
        if (agent.tools() != null) {
            kept.addTools(agent.tools());
        }
        if (agent.postCallAnalysis() != null) {
            kept.add("postCallAnalysis", agent.postCallAnalysis().further());
        }
        return kept.result();
    }

    private void addTools(AgentTools tools) {
        add("tools", tools.further());
        if (tools.httpTools() != null) {
            tools.httpTools().forEach(tool -> add("tools.httpTools." + tool.name(), tool.further()));
        }
        TransferSettings transfer = tools.transferSettings();
        if (transfer != null) {
            add("tools.transferSettings", transfer.further());
            if (transfer.transferToHuman() != null) {
                add(
                        "tools.transferSettings.transferToHuman",
                        transfer.transferToHuman().further());
            }
        }
    }

    private void add(String part, @Nullable Map<String, Object> further) {
        if (further != null) {
            further.keySet().forEach(name -> names.add(Wording.oneLine(part + "." + name, LONGEST)));
        }
    }

    private @Nullable List<String> result() {
        if (names.size() <= MOST) {
            return names.isEmpty() ? null : names;
        }
        List<String> first = new ArrayList<>(names.subList(0, MOST));
        first.add("and " + (names.size() - MOST) + " more");
        return first;
    }
}
