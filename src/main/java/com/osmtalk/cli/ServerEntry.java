package com.osmtalk.cli;

import java.nio.file.Path;
import java.util.List;

/** The lines that an assistant's configuration needs for this program on this machine, as they can be copied. */
final class ServerEntry {
    private final AssistantApp assistant;
    private final List<String> command;

    private ServerEntry(AssistantApp assistant, List<String> command) {
        this.assistant = assistant;
        this.command = command;
    }

    /** On Windows it is Java that is started: a script there needs another program to be run by. */
    static ServerEntry of(AssistantApp assistant, OperatingSystem system) {
        boolean windows = system == OperatingSystem.WINDOWS;
        String folder = Installation.folder()
                .map(Path::toString)
                .orElse(windows ? "C:\\path\\to\\osmtalk-mcp" : "/path/to/osmtalk-mcp");
        return new ServerEntry(
                assistant,
                windows
                        ? List.of("java", "-jar", folder + "\\target\\osmtalk.jar", "mcp")
                        : List.of(folder + "/osmtalk", "mcp"));
    }

    /** The whole of a file with nothing else in it. */
    @Override
    public String toString() {
        String arguments = String.join(
                ", ",
                command.subList(1, command.size()).stream()
                        .map(ServerEntry::quoted)
                        .toList());
        return "{ \"" + assistant.section() + "\": { \"osmtalk\": { \"command\": " + quoted(command.get(0))
                + ", \"args\": [" + arguments + "] } } }";
    }

    /** As JSON has it. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
