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
 * The tools there are for each caller. What the operator names is the limit; where the operator names nothing, callers
 * have the standard toolsets and may name others. A caller never gets what the operator excludes, nor, where the operator
 * wants it read-only, what changes anything.
 */
public final class Toolbox {
    private final List<Tool> all;
    private final List<Tool> allowed;
    private final List<Tool> standard;

    /** @throws IllegalArgumentException for a name that is none, with those that are; or when no tool is left */
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
            throw new IllegalArgumentException("no tool is left of those that were chosen"
                    + (operators.readOnly() ? ": none of them only reads." : "."));
        }
    }

    /**
     * The tools of a caller, in the order in which a model meets them.
     *
     * @throws IllegalArgumentException for a name that is none here, with those that are
     */
    public List<Tool> of(ToolChoice callers) {
        if (callers.isStandard()) {
            return standard;
        }
        check(callers, allowed);
        Stream<Tool> wanted = callers.names() ? allowed.stream().filter(namedBy(callers)) : standard.stream();
        return wanted.filter(permittedBy(callers)).toList();
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
                    "there is no " + what + " " + unknown + " here; there are: " + String.join(", ", known) + ".");
        }
    }

    private static List<String> names(List<Tool> tools) {
        return tools.stream().map(tool -> tool.definition().name()).toList();
    }
}
