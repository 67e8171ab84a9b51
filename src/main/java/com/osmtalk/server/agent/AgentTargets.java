package com.osmtalk.server.agent;

import com.osmtalk.api.AgentTools;
import com.osmtalk.api.AgentTools.TransferSettings;
import com.osmtalk.api.AgentTools.TransferToAgent;
import com.osmtalk.server.validation.FieldErrors;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The agents to whom an agent may hand a conversation over, and the rules for them. */
final class AgentTargets {
    private static final int MOST = 10;
    private static final int DESCRIPTION_LENGTH = 2_000;

    private AgentTargets() {}

    /** Their ids. */
    static List<String> of(@Nullable AgentTools tools) {
        TransferSettings settings = tools == null ? null : tools.transferSettings();
        return settings == null || settings.transferToAgents() == null
                ? List.of()
                : settings.transferToAgents().stream()
                        .map(TransferToAgent::agentId)
                        .toList();
    }

    /** @param known whether an id is that of another agent of the organisation, or was named before */
    static void check(AgentTools tools, Predicate<String> known, FieldErrors errors) {
        String path = "tools.transferSettings.transferToAgents";
        TransferSettings settings = tools.transferSettings();
        List<TransferToAgent> targets =
                errors.elements(path, settings == null ? null : settings.transferToAgents(), MOST);
        for (int i = 0; i < targets.size(); i++) {
            TransferToAgent target = targets.get(i);
            if (!known.test(target.agentId())) {
                errors.add(path + "[" + i + "].agentId", "is the id of no other agent of this account");
            }
            errors.optional(path + "[" + i + "].triggerDescription", target.triggerDescription(), DESCRIPTION_LENGTH);
        }
        errors.unique(
                path + "[%d].agentId",
                targets.stream().map(TransferToAgent::agentId).toList());
    }
}
