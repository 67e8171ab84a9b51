package com.osmtalk.mcp.tool.campaigns;

import com.osmtalk.api.Lead;
import com.osmtalk.client.ApiException;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values that a campaign's leads have for its agent's words: they need all that a single call needs. */
final class LeadVariables {
    private LeadVariables() {}

    /** The variables that an agent, or a version of it, uses; null when they are unknown. */
    static @Nullable List<String> asked(ToolContext context, String agentId, @Nullable Integer version) {
        if (version != null) {
            return AgentFinder.variables(context, agentId, version);
        }
        try {
            return AgentFinder.findWithVariables(context.api(), agentId).variables();
        } catch (ApiException keyWithoutThatRight) {
            return null;
        }
    }

    /**
     * Checks that a lead has a value for each.
     *
     * @param withoutThem what is true as long as some are missing: {@code nothing was created}
     * @throws ToolException naming those that are missing
     */
    static void require(@Nullable List<String> asked, Lead lead, String withoutThem) {
        Set<String> given =
                lead.variables() == null ? Set.of() : lead.variables().keySet();
        List<String> missing = asked == null
                ? List.of()
                : asked.stream().filter(name -> !given.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new ToolException(new ToolProblem(
                    "missing_variables",
                    "The lead " + lead.phoneNumber() + " lacks values that this agent needs: "
                            + String.join(", ", missing) + "; " + withoutThem + ".",
                    "leads_csv",
                    "Ask the person for what you do not know, then create a campaign whose leads_csv has a column for"
                            + " each; an empty cell leaves it empty.",
                    Map.of("missing", missing)));
        }
    }
}
