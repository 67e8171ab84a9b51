package com.osmtalk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether an assistant can start this program with the command and the arguments of an entry. */
final class ServerCommandCheck {
    private static final Pattern WINDOWS_PATH = Pattern.compile("([A-Za-z]:[\\\\/]|\\\\\\\\).*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Command and arguments in one: up to the first blank after the name of a program that runs us. */
    private static final Pattern IN_ONE =
            Pattern.compile("(.*?(?:osmtalk|osmtalk\\.cmd|java|java\\.exe|wsl|wsl\\.exe|cmd|cmd\\.exe))\\s+(\\S.*)");

    private static final Pattern LAUNCHER = Pattern.compile("(?:.*[\\\\/])?osmtalk(?:\\.cmd)?");
    private static final Pattern JAVA = Pattern.compile("(?:.*[\\\\/])?javaw?(?:\\.exe)?");

    private final AssistantApp assistant;
    private final Environment environment;
    private final OperatingSystem system;
    private final String subject;
    private final ServerEntry example;
    private final List<CheckResult> findings;

    /** @param findings where what is found is added */
    ServerCommandCheck(
            AssistantApp assistant,
            Environment environment,
            OperatingSystem system,
            String subject,
            ServerEntry example,
            List<CheckResult> findings) {
        this.assistant = assistant;
        this.environment = environment;
        this.system = system;
        this.subject = subject;
        this.example = example;
        this.findings = findings;
    }

    void run(String command, JsonNode arguments) {
        if (command.isBlank()) {
            wrong("it has no command", "Put in " + example + ".");
            return;
        }
        int before = findings.size();
        command(command);
        arguments(command, arguments);
        if (findings.size() == before) {
            findings.add(CheckResult.ok(subject, "runs " + command));
        }
    }

    private void command(String command) {
        Matcher inOne = IN_ONE.matcher(command);
        if (!command.equals(command.strip())) {
            wrong("its command begins or ends with a blank", "Take it out.");
        } else if (CONTROL.matcher(command).find()) {
            wrong(
                    "its command has a control character in it, as single backslashes make: \\n is a new line,"
                            + " \\t a tab",
                    "Write each backslash twice: C:\\\\Users\\\\me.");
        } else if (AssistantApp.hasPlaceholder(command)) {
            placeholder("its command", command);
        } else if (!isFile(command) && inOne.matches() && !isFile(inOne.group(1) + " ")) {
            wrong(
                    "its command holds arguments as well, and is taken for the name of one file: " + command,
                    "Write \"command\": " + ServerEntry.quoted(inOne.group(1)) + ", \"args\": ["
                            + quotedWords(inOne.group(2)) + "].");
        } else {
            file(command);
        }
    }

    private static String quotedWords(String text) {
        return Pattern.compile("\\s+")
                .splitAsStream(text.strip())
                .map(ServerEntry::quoted)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private void file(String command) {
        if (command.startsWith("~")) {
            wrong(command + " begins with ~, which no shell replaces here", fullPath());
        } else if (command.matches("\\$\\w.*|%\\w+%.*")) {
            wrong(command + " begins with a variable, which no shell replaces here", fullPath());
        } else if (WINDOWS_PATH.matcher(command).matches() != (system == OperatingSystem.WINDOWS)
                && (WINDOWS_PATH.matcher(command).matches() || command.startsWith("/"))) {
            wrong(
                    command + " is a path of " + (command.startsWith("/") ? "another system" : "Windows")
                            + ", and this is " + system.title(),
                    fullPath());
        } else if (!command.contains("/") && !command.contains(File.separator) && !command.contains("\\")) {
            onPath(command);
        } else if (!isAbsolute(command)) {
            wrong(command + " depends on the folder that the assistant runs in", fullPath());
        } else if (!isFile(command)) {
            wrong("there is no file " + command, fullPath());
        } else if (system == OperatingSystem.WINDOWS && command.matches(".*[\\\\/]osmtalk")) {
            wrong(command + " is a script that Windows can't run", "Put in " + example + ".");
        } else if (!Files.isExecutable(Path.of(command))) {
            wrong(command + " can't be executed", "Run: chmod +x '" + command + "'");
        }
    }

    private boolean isAbsolute(String command) {
        return system == OperatingSystem.WINDOWS ? WINDOWS_PATH.matcher(command).matches() : command.startsWith("/");
    }

    private static boolean isFile(String path) {
        try {
            return Files.isRegularFile(Path.of(path));
        } catch (InvalidPathException none) {
            return false;
        }
    }

    private void onPath(String command) {
        List<String> names = new ArrayList<>(List.of(command));
        if (system == OperatingSystem.WINDOWS) {
            List.of(".exe", ".cmd", ".bat").forEach(ending -> names.add(command + ending));
        }
        boolean found = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(environment.path())
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> names.stream().anyMatch(name -> isProgram(folder, name)));
        if (found) {
            findings.add(CheckResult.ok(subject, "runs " + command + ", if the assistant has the PATH of this shell"));
        } else {
            wrong(command + " is not on the PATH", fullPath());
        }
    }

    private static boolean isProgram(String folder, String name) {
        try {
            Path file = Path.of(folder).resolve(name);
            return Files.isRegularFile(file) && Files.isExecutable(file);
        } catch (InvalidPathException none) {
            return false;
        }
    }

    private void arguments(String command, JsonNode arguments) {
        if (!arguments.isMissingNode() && !arguments.isArray()) {
            wrong(
                    "its args are " + (arguments.isTextual() ? "one text" : "no list") + ": " + arguments,
                    "Write them as a list, each in quotation marks: \"args\": [\"mcp\"].");
            return;
        }
        List<String> words = new ArrayList<>();
        for (JsonNode argument : arguments) {
            if (!argument.isTextual()) {
                wrong("its args have " + argument + ", which is no text", "Put it in quotation marks.");
                return;
            }
            words.add(argument.asText());
        }
        Optional<String> unfilled =
                words.stream().filter(AssistantApp::hasPlaceholder).findFirst();
        if (unfilled.isPresent()) {
            placeholder("its args", unfilled.get());
        } else if (LAUNCHER.matcher(command).matches()) {
            ours(words, arguments);
        } else if (JAVA.matcher(command).matches()) {
            java(words);
        }
    }

    private void ours(List<String> words, JsonNode arguments) {
        if (words.isEmpty() || !words.get(0).equals("mcp")) {
            wrong(
                    words.stream().anyMatch(word -> word.startsWith("mcp "))
                            ? "its args are in one text: " + arguments
                            : "its args are " + (arguments.isMissingNode() ? "missing" : arguments)
                                    + ", which does not speak MCP",
                    words.stream().anyMatch(word -> word.startsWith("mcp "))
                            ? "Write \"args\": [" + quotedWords(words.get(0)) + "]."
                            : "Write \"args\": [\"mcp\"].");
        }
    }

    private void java(List<String> words) {
        int jar = words.indexOf("-jar") + 1;
        if (jar == 0 || jar >= words.size() || !words.get(jar).endsWith("osmtalk.jar")) {
            wrong("its args do not run osmtalk.jar", "Put in " + example + ".");
        } else if (!isAbsolute(words.get(jar))) {
            wrong(words.get(jar) + " depends on the folder that the assistant runs in", "Give its full path.");
        } else if (!isFile(words.get(jar))) {
            wrong("there is no file " + words.get(jar), "Give the full path of target/osmtalk.jar.");
        } else if (jar + 1 >= words.size() || !words.get(jar + 1).equals("mcp")) {
            wrong("its args do not speak MCP", "Put \"mcp\" after osmtalk.jar.");
        }
    }

    /** Something that only the assistant knows, or that even the assistant does not. */
    private void placeholder(String what, String text) {
        if (assistant.fillsIn(text)) {
            findings.add(CheckResult.ok(
                    subject, what + " is " + text + ", which only " + assistant.title() + " can fill in"));
        } else {
            findings.add(CheckResult.wrong(
                    subject, what + " is " + text + ", and " + unfilled(assistant), adviceOn(assistant)));
        }
    }

    /** That something is not filled in, as the end of a sentence. */
    static String unfilled(AssistantApp assistant) {
        return assistant.title() + " does not fill that in: it hands on the very characters";
    }

    static String adviceOn(AssistantApp assistant) {
        return assistant.placeholders().isEmpty()
                ? "Write out what it stands for."
                : "Write out what it stands for, or " + assistant.placeholders() + ".";
    }

    private String fullPath() {
        return system == OperatingSystem.WINDOWS
                ? "Give the full path, with each backslash twice: C:\\\\osmtalk-mcp\\\\osmtalk.cmd."
                : "Give the full path of the file osmtalk.";
    }

    private void wrong(String sentence, String whatToDo) {
        findings.add(CheckResult.wrong(subject, sentence, whatToDo));
    }
}
