package com.osmtalk.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the doctor looks at in an assistant's configuration: whether the assistant can start this program from it. */
final class AssistantConfigCheck {
    /** Some of these files may have comments, and commas before a closing bracket. */
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Two entries that were put one below the other are no file of one. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern KEY = Pattern.compile("osm_[A-Za-z0-9_-]{16,}");
    private static final String NAME = "osmtalk";

    private final AssistantApp assistant;
    private final Path file;
    private final Environment environment;
    private final List<CheckResult> findings = new ArrayList<>();

    AssistantConfigCheck(AssistantApp assistant, Path file, Environment environment) {
        this.assistant = assistant;
        this.file = file;
        this.environment = environment;
    }

    /** Stops at the first thing without which the rest can't be looked at. */
    List<CheckResult> run() {
        if (!Files.isRegularFile(file)) {
            wrong("file", "there is no " + file, "Make it, with " + entry() + " in it.");
            return findings;
        }
        JsonNode settings;
        try {
            settings = mapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            wrong(
                    "file",
                    file + " is no JSON: " + e.getOriginalMessage(),
                    "Look at line " + place.getLineNr() + ", column " + place.getColumnNr() + ".");
            return findings;
        } catch (IOException e) {
            wrong("file", file + " can't be read: " + e.getMessage(), "Look at its permissions.");
            return findings;
        }
        findings.add(CheckResult.ok("file", assistant.title() + " reads " + file));
        server(settings)
                .ifPresentOrElse(
                        this::examine,
                        () -> wrong(
                                "server",
                                "there is no server " + NAME + " in " + assistant.section() + otherSection(settings),
                                "Put in " + entry() + "."));
        return findings;
    }

    private JsonMapper mapper() {
        return assistant == AssistantApp.VSCODE || assistant == AssistantApp.ZED ? LENIENT : STRICT;
    }

    /** The entry by our name, or that runs or names our program under another. */
    private Optional<Map.Entry<String, JsonNode>> server(JsonNode settings) {
        List<Map.Entry<String, JsonNode>> servers = new ArrayList<>();
        settings.path(assistant.section()).properties().forEach(servers::add);
        // Claude Code keeps those of one project under its folder
        settings.path("projects")
                .path(Path.of("").toAbsolutePath().toString())
                .path(assistant.section())
                .properties()
                .forEach(servers::add);
        return servers.stream()
                .filter(server -> server.getKey().equals(NAME))
                .findFirst()
                .or(() -> servers.stream()
                        .filter(server -> server.getKey().contains(NAME)
                                || command(server.getValue()).contains(NAME))
                        .findFirst());
    }

    private String otherSection(JsonNode settings) {
        for (AssistantApp other : AssistantApp.values()) {
            if (!other.section().equals(assistant.section())
                    && settings.path(other.section()).isObject()) {
                return " (but " + other.section() + ", which " + assistant.title() + " does not read)";
            }
        }
        return "";
    }

    private void examine(Map.Entry<String, JsonNode> server) {
        JsonNode entry = server.getValue();
        String subject = "server " + server.getKey();
        if (entry.path("disabled").asBoolean() || !entry.path("enabled").asBoolean(true)) {
            wrong(subject, "it is disabled", "Take \"disabled\" or \"enabled\" out.");
        }
        String url = entry.path("url").asText(entry.path("serverUrl").asText());
        if (!url.isEmpty()) {
            remote(subject, url, entry.path("headers"));
            return;
        }
        command(subject, command(entry));
        arguments(subject, entry);
        JsonNode variables =
                entry.path("command").isObject() ? entry.path("command").path("env") : entry.path("env");
        variables.properties().forEach(variable -> variable(variable.getKey(), variable.getValue()));
        if (isSet(variables, "OSMTALK_API_URL") && !isSet(variables, "OSMTALK_API_KEY")) {
            wrong("OSMTALK_API_URL", "it is set without OSMTALK_API_KEY", "Set the key as well, or neither.");
        }
        if (!isSet(variables, "OSMTALK_API_KEY") && findings.stream().allMatch(CheckResult::ok)) {
            findings.add(CheckResult.ok("key", "none, so calls are simulated by the bundled server"));
        }
    }

    private void remote(String subject, String url, JsonNode headers) {
        if (assistant == AssistantApp.CLAUDE_DESKTOP) {
            wrong(
                    subject,
                    "Claude Desktop reaches no server by the url in this file",
                    "Put in " + entry() + ", or add the url under Settings, Connectors.");
        } else if (url.contains("@")) {
            wrong(
                    subject,
                    "its url carries a user name or password",
                    "Take it out; the key goes into \"headers\": { \"x-api-key\": \"osm_…\" }.");
        } else if (!url.matches("https?://[^/?#]+(/[^?#]*)?/(mcp|sse)/?")) {
            wrong(
                    subject,
                    Redactor.redact(url) + " is not where MCP is",
                    "It ends with /mcp, or /sse for assistants that want that.");
        } else if (headers.path("x-api-key")
                .asText(headers.path("Authorization").asText())
                .isEmpty()) {
            wrong(subject, url + " gets no key", "Add \"headers\": { \"x-api-key\": \"osm_…\" }.");
        } else {
            findings.add(CheckResult.ok(subject, url + ", with a key"));
        }
    }

    private static String command(JsonNode entry) {
        JsonNode command = entry.path("command");
        // an older form of Zed's
        return command.isObject() ? command.path("path").asText() : command.asText();
    }

    private void command(String subject, String command) {
        String path = "Give the full path of the file osmtalk.";
        if (command.isEmpty()) {
            wrong(subject, "it has no command", "Put in " + entry() + ".");
        } else if (command.contains("${")) {
            findings.add(CheckResult.ok(subject, command + ", which only " + assistant.title() + " can fill in"));
        } else if (command.startsWith("~")) {
            wrong(subject, command + " begins with ~, which no shell replaces here", path);
        } else if (!command.contains("/") && !command.contains(File.separator)) {
            onPath(subject, command);
        } else if (!Path.of(command).isAbsolute()) {
            wrong(subject, command + " depends on the folder that the assistant runs in", path);
        } else if (!Files.isRegularFile(Path.of(command))) {
            wrong(subject, "there is no file " + command, path);
        } else if (!Files.isExecutable(Path.of(command))) {
            wrong(subject, command + " can't be executed", "Run: chmod +x '" + command + "'");
        } else {
            findings.add(CheckResult.ok(subject, "runs " + command));
        }
    }

    private void onPath(String subject, String command) {
        boolean found = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(environment.path())
                .anyMatch(folder ->
                        !folder.isEmpty() && Files.isExecutable(Path.of(folder).resolve(command)));
        if (found) {
            findings.add(CheckResult.ok(subject, "runs " + command + ", if the assistant has the PATH of this shell"));
        } else {
            wrong(subject, command + " is not on the PATH", "Give the full path of the file osmtalk.");
        }
    }

    private void arguments(String subject, JsonNode entry) {
        JsonNode arguments =
                entry.path("command").isObject() ? entry.path("command").path("args") : entry.path("args");
        Path program = Path.of(command(entry).replace("${", "")).getFileName();
        boolean isLauncher = program != null && program.toString().equals(NAME);
        if (isLauncher && !arguments.path(0).asText().equals("mcp")) {
            wrong(subject, "its args are " + arguments + ", which does not speak MCP", "Write \"args\": [\"mcp\"].");
        }
    }

    private void variable(String name, JsonNode value) {
        if (!value.isTextual()) {
            wrong(name, value + " is not a string", "Put it in quotation marks.");
        } else if (Setting.ofVariable(name).isEmpty()) {
            unknown(name);
        } else if (name.equals("OSMTALK_API_URL")
                && !value.asText().isBlank()
                && !value.asText().contains("${")) {
            apiUrl(value.asText());
        } else if (name.equals("OSMTALK_API_KEY") && !value.asText().isBlank()) {
            key(value.asText());
        }
    }

    private void unknown(String variable) {
        String sentence = "there is no such setting";
        SettingNames.closestTo(variable)
                .ifPresentOrElse(meant -> wrong(variable, sentence, "Did you mean " + meant + "?"), () -> {
                    if (SettingNames.looksLikeOurs(variable)) {
                        wrong(variable, sentence, "docs/settings.md describes every setting.");
                    }
                });
    }

    private void apiUrl(String url) {
        try {
            WebAddress.of("it", url.strip());
        } catch (UsageException e) {
            wrong("OSMTALK_API_URL", e.getMessage(), "Write the address of the API alone; the key is OSMTALK_API_KEY.");
        }
    }

    /** Of a key nothing is shown. */
    private void key(String key) {
        if (key.contains("${")) {
            findings.add(CheckResult.ok("key", "one that " + assistant.title() + " fills in"));
        } else if (KEY.matcher(key).matches()) {
            findings.add(
                    CheckResult.ok("key", "it has the shape of one; osmtalk doctor asks the API whether it is good"));
        } else {
            wrong(
                    "key",
                    "this is no osmTalk key",
                    "One begins with osm_, and letters and digits follow; copy it whole.");
        }
    }

    private static boolean isSet(JsonNode variables, String variable) {
        return !variables.path(variable).asText().isBlank();
    }

    private String entry() {
        String program = Installation.folder()
                .map(folder -> folder.resolve(NAME).toString())
                .orElse("/path/to/osmtalk");
        String server = "{ \"command\": \"" + program + "\", \"args\": [\"mcp\"] }";
        return "{ \"" + assistant.section() + "\": { \"" + NAME + "\": " + server + " } }";
    }

    private void wrong(String subject, String sentence, String whatToDo) {
        findings.add(CheckResult.wrong(subject, sentence, whatToDo));
    }
}
