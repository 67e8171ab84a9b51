package com.osmtalk.mcp.tool;

import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.Wording;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tools that each caller has. What the operator's choice names is the limit; if it names nothing, callers have
 * the default toolsets and may choose others. A caller never gets what the operator excludes, nor, on a read-only
 * server, a tool that changes anything.
 */
public final class Toolbox {
    private final List<Tool> all;
    private final List<Tool> allowed;
    private final List<Tool> standard;

    /** @throws IllegalArgumentException for an unknown name, listing the known ones; or when no tool is left */
    public Toolbox(List<Tool> all, ToolChoice operators) {
        this.all = all;
        check(operators, all);
        List<Tool> permitted = all.stream().filter(permittedBy(operators)).toList();
        this.allowed = operators.names()
                ? permitted.stream().filter(namedBy(operators)).toList()
                : permitted;
        this.standard = operators.names()
                ? allowed
                : allowed.stream()
                        .filter(tool -> tool.definition().toolset().isStandard())
                        .toList();
        if (standard.isEmpty()) {
            throw new IllegalArgumentException("this choice of tools leaves none"
                    + (operators.readOnly() ? ": all of them change something, which read-only excludes." : "."));
        }
    }

    /**
     * The tools of a caller, in the order of {@link Tools}.
     *
     * @throws IllegalArgumentException for a name that is unknown here, listing the known ones
     */
    public List<Tool> of(ToolChoice callers) {
        if (callers.isStandard()) {
            return standard;
        }
        check(callers, allowed);
        Stream<Tool> wanted = callers.names() ? allowed.stream().filter(namedBy(callers)) : standard.stream();
        return wanted.filter(permittedBy(callers)).toList();
    }

    /** Every tool that there is, be it for nobody here. */
    public List<Tool> all() {
        return all;
    }

    private static Predicate<Tool> namedBy(ToolChoice choice) {
        return tool -> choice.toolsets().contains(ToolChoice.ALL)
                || choice.toolsets().contains(tool.definition().toolset().code())
                || choice.tools().contains(tool.definition().name());
    }

    private static Predicate<Tool> permittedBy(ToolChoice choice) {
        return tool -> !choice.excluded().contains(tool.definition().name())
                && (!choice.readOnly() || tool.definition().effects().readOnly());
    }

    private void check(ToolChoice choice, List<Tool> among) {
        List<String> toolsets = Stream.concat(
                        Arrays.stream(Toolset.values())
                                .filter(toolset -> among.stream()
                                        .anyMatch(tool -> tool.definition().toolset() == toolset))
                                .map(Toolset::code),
                        Stream.of(ToolChoice.ALL))
                .toList();
        check("toolset", choice.toolsets(), toolsets);
        check("tool", choice.tools(), names(among));
        // to exclude what is not there anyway is no mistake
        check("tool", choice.excluded(), names(all));
    }

    private static void check(String what, Collection<String> named, List<String> known) {
        String unknown = named.stream()
                .filter(name -> !known.contains(name))
                .map(name -> Wording.oneLine(name, 60))
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown " + what + " " + unknown + "; available: " + String.join(", ", known) + ".");
        }
    }

    private static List<String> names(List<Tool> tools) {
        return tools.stream().map(tool -> tool.definition().name()).toList();
    }
}
