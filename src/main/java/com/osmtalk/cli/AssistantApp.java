package com.osmtalk.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The assistants whose configuration the doctor can read: where it is, and where in it servers are. */
enum AssistantApp {
    CLAUDE_DESKTOP("Claude Desktop", "mcpServers"),
    CLAUDE_CODE("Claude Code", "mcpServers"),
    CURSOR("Cursor", "mcpServers"),
    VSCODE("VS Code", "servers"),
    WINDSURF("Windsurf", "mcpServers"),
    ZED("Zed", "context_servers");

    private final String title;
    private final String section;

    AssistantApp(String title, String section) {
        this.title = title;
        this.section = section;
    }

    /** As people call it. */
    String title() {
        return title;
    }

    /** The field of the file that holds its MCP servers by name. */
    String section() {
        return section;
    }

    /** The file it reads here: that of the project in this folder where there is one, or else the user's. */
    Path file(Path project, Environment environment) {
        Path user = environment.userFolder();
        List<Path> files = switch (this) {
            case CLAUDE_DESKTOP -> List.of(settings(environment).resolve("Claude/claude_desktop_config.json"));
            case CLAUDE_CODE -> List.of(project.resolve(".mcp.json"), user.resolve(".claude.json"));
            case CURSOR -> List.of(project.resolve(".cursor/mcp.json"), user.resolve(".cursor/mcp.json"));
            case VSCODE ->
                List.of(
                        project.resolve(".vscode/mcp.json"),
                        settings(environment).resolve("Code/User/mcp.json"));
            case WINDSURF -> List.of(user.resolve(".codeium/windsurf/mcp_config.json"));
            case ZED ->
                List.of(
                        project.resolve(".zed/settings.json"),
                        isWindows()
                                ? settings(environment).resolve("Zed/settings.json")
                                : user.resolve(".config/zed/settings.json"));
        };
        return files.stream().filter(Files::exists).findFirst().orElse(files.get(files.size() - 1));
    }

    /** As it is written on the command line: {@code claude-desktop}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where programs keep their settings on this operating system. */
    private static Path settings(Environment environment) {
        if (isWindows()) {
            return environment.applicationData();
        }
        return environment
                .userFolder()
                .resolve(System.getProperty("os.name").startsWith("Mac") ? "Library/Application Support" : ".config");
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
