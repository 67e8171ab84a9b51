package com.osmtalk.mcp;

import com.osmtalk.mcp.guard.DialGuard;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.tool.Tools;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;

/**
 * The names of tools by their definitions, in the order of {@code tools/list}: so a test need not count tools,
 * and a new tool changes no number in any test.
 */
public final class ToolNames {
    private ToolNames() {}

    public static List<String> all() {
        return names(tool -> true);
    }

    /** Those that are on by default. */
    public static List<String> standard() {
        return names(tool -> tool.toolset().isStandard());
    }

    public static List<String> of(Toolset toolset) {
        return names(tool -> tool.toolset() == toolset);
    }

    /** Those that change nothing. */
    public static List<String> readOnly() {
        return names(tool -> tool.effects().readOnly());
    }

    private static List<String> names(Predicate<ToolDefinition> which) {
        return Tools.all(Clock.systemUTC(), ToolNames::noGuard, () -> false).stream()
                .map(Tool::definition)
                .filter(which)
                .map(ToolDefinition::name)
                .toList();
    }

    private static DialGuard noGuard() {
        throw new AssertionError("nobody dials here");
    }
}
