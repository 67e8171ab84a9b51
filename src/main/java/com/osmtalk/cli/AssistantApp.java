package com.osmtalk.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The assistants whose configuration the doctor can read: where it is, and how they read it. */
enum AssistantApp {
    CLAUDE_DESKTOP("Claude Desktop", "mcpServers", false, ""),
    CLAUDE_CODE("Claude Code", "mcpServers", false, "${NAME} or ${NAME:-default}"),
    CURSOR("Cursor", "mcpServers", false, "${env:NAME}, ${userHome} or ${workspaceFolder}"),
    VSCODE("VS Code", "servers", true, "${env:NAME}, ${input:ID}, ${userHome} or ${workspaceFolder}"),
    WINDSURF("Windsurf", "mcpServers", false, "${env:NAME}"),
    ZED("Zed", "context_servers", true, "");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}?");

    private final String title;
    private final String section;
    private final boolean relaxed;
    private final String placeholders;

    AssistantApp(String title, String section, boolean relaxed, String placeholders) {
        this.title = title;
        this.section = section;
        this.relaxed = relaxed;
        this.placeholders = placeholders;
    }

    /** As people call it. */
    String title() {
        return title;
    }

    /** The field of the file that holds its MCP servers by name. */
    String section() {
        return section;
    }

    /** Whether the file may have comments, and commas before a closing bracket. */
    boolean isRelaxed() {
        return relaxed;
    }

    /** What it fills in, for a person to read; empty: nothing. */
    String placeholders() {
        return placeholders;
    }

    /** Whether there is something in a text that some assistants fill in. */
    static boolean hasPlaceholder(String text) {
        return PLACEHOLDER.matcher(text).find();
    }

    /** Whether this one fills in all of it. */
    boolean fillsIn(String text) {
        Pattern known = switch (this) {
            case CLAUDE_CODE -> Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?}");
            case CURSOR ->
                Pattern.compile("\\$\\{(env:[^}]+|userHome|workspaceFolder|workspaceFolderBasename|pathSeparator|/)}");
            case VSCODE ->
                Pattern.compile("\\$\\{((env|input|config|command|workspaceFolder):[^}]+|userHome|workspaceFolder"
                        + "|workspaceFolderBasename|pathSeparator|execPath|/)}");
            case WINDSURF -> Pattern.compile("\\$\\{(env|file):[^}]+}");
            case CLAUDE_DESKTOP, ZED -> Pattern.compile("(?!)");
        };
        return PLACEHOLDER
                .matcher(text)
                .results()
                .allMatch(found -> known.matcher(found.group()).matches());
    }

    /** The file it reads: that of the project in this folder where there is one, or else the user's. */
    Path file(Path project, Environment environment, OperatingSystem system) {
        Path user = environment.userFolder();
        List<Path> files = switch (this) {
            case CLAUDE_DESKTOP ->
                List.of(settings(environment, system).resolve("Claude").resolve("claude_desktop_config.json"));
            case CLAUDE_CODE -> List.of(project.resolve(".mcp.json"), user.resolve(".claude.json"));
            case CURSOR -> List.of(project.resolve(".cursor/mcp.json"), user.resolve(".cursor/mcp.json"));
            case VSCODE ->
                List.of(
                        project.resolve(".vscode/mcp.json"),
                        settings(environment, system).resolve("Code/User/mcp.json"));
            case WINDSURF -> List.of(user.resolve(".codeium/windsurf/mcp_config.json"));
            case ZED ->
                List.of(
                        project.resolve(".zed/settings.json"),
                        system == OperatingSystem.WINDOWS
                                ? settings(environment, system).resolve("Zed/settings.json")
                                : user.resolve(".config/zed/settings.json"));
        };
        return files.stream().filter(Files::exists).findFirst().orElse(files.get(files.size() - 1));
    }

    /** As it is written on the command line: {@code claude-desktop}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where programs keep their settings on an operating system. */
    private static Path settings(Environment environment, OperatingSystem system) {
        return switch (system) {
            case WINDOWS -> environment.applicationData();
            case MAC -> environment.userFolder().resolve("Library/Application Support");
            case OTHER -> environment.userFolder().resolve(".config");
        };
    }
}
