package com.osmtalk.mcp.tool;

import com.osmtalk.mcp.kit.Toolset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tools are offered: chosen by the operator for all callers, or by a caller in request headers for itself.
 *
 * @param toolsets by {@linkplain Toolset#code() name}, or {@code all}
 * @param tools in addition to those of the toolsets; without toolsets, only these
 * @param excluded overrides both
 * @param readOnly overrides everything: no tool that changes anything
 */
public record ToolChoice(List<String> toolsets, List<String> tools, List<String> excluded, boolean readOnly) {
    /** No choice: the toolsets that are on by default. */
    public static final ToolChoice STANDARD = new ToolChoice(List.of(), List.of(), List.of(), false);

    static final String ALL = "all";

    private static final Set<String> NO = Set.of("", "false", "no", "off", "0");

    /** From comma-separated lists of names; null or blank for none. */
    public static ToolChoice of(
            @Nullable String toolsets, @Nullable String tools, @Nullable String excluded, boolean readOnly) {
        return new ToolChoice(names(toolsets), names(tools), names(excluded), readOnly);
    }

    /**
     * What the headers of a request choose.
     *
     * @param options the headers by lower-case name
     */
    public static ToolChoice ofHeaders(Map<String, String> options) {
        return of(
                options.get("x-osmtalk-toolsets"),
                options.get("x-osmtalk-tools"),
                options.get("x-osmtalk-exclude-tools"),
                !NO.contains(
                        options.getOrDefault("x-osmtalk-read-only", "").strip().toLowerCase(Locale.ROOT)));
    }

    /** The same choice without tools that change anything. */
    public ToolChoice onlyReading() {
        return new ToolChoice(toolsets, tools, excluded, true);
    }

    /**
     * Whether nothing was chosen. It does not use {@code equals}, which Java generates for a record when it is first
     * called: this is part of every start.
     */
    boolean isStandard() {
        return !names() && excluded.isEmpty() && !readOnly;
    }

    /** Whether it says which tools, and not only which not. */
    boolean names() {
        return !toolsets.isEmpty() || !tools.isEmpty();
    }

    private static List<String> names(@Nullable String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }
}
