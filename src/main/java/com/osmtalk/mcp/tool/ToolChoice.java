package com.osmtalk.mcp.tool;

import com.osmtalk.mcp.kit.Toolset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tools somebody wants: the operator of this server for all its callers, or a caller for itself.
 *
 * @param toolsets by {@linkplain Toolset#code() name}, or {@code all}
 * @param tools beside those of the toolsets; without toolsets, these alone
 * @param excluded wins over both
 * @param readOnly wins over everything: no tool that changes anything
 */
public record ToolChoice(List<String> toolsets, List<String> tools, List<String> excluded, boolean readOnly) {
    /** Nobody has chosen: the standard toolsets. */
    public static final ToolChoice STANDARD = new ToolChoice(List.of(), List.of(), List.of(), false);

    static final String ALL = "all";

    private static final Set<String> NO = Set.of("", "false", "no", "off", "0");

    /** From lists of names separated by commas; null or blank: none. */
    public static ToolChoice of(
            @Nullable String toolsets, @Nullable String tools, @Nullable String excluded, boolean readOnly) {
        return new ToolChoice(names(toolsets), names(tools), names(excluded), readOnly);
    }

    /** What the headers of a request ask for. @param options by lower-case name */
    public static ToolChoice ofHeaders(Map<String, String> options) {
        return of(
                options.get("x-osmtalk-toolsets"),
                options.get("x-osmtalk-tools"),
                options.get("x-osmtalk-exclude-tools"),
                !NO.contains(
                        options.getOrDefault("x-osmtalk-read-only", "").strip().toLowerCase(Locale.ROOT)));
    }

    /** The same without what changes anything. */
    public ToolChoice onlyReading() {
        return new ToolChoice(toolsets, tools, excluded, true);
    }

    /** Whether nobody has chosen; not by {@code equals}, which Java makes for a record only when it is first asked. */
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
