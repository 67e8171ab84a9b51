package com.osmtalk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the doctor looks at in an assistant's configuration: whether the assistant can start this program from it. */
final class AssistantConfigCheck {
    private static final Pattern KEY = Pattern.compile("osm_[A-Za-z0-9_-]{16,}");
    private static final String NAME = "osmtalk";

    private final AssistantApp assistant;
    private final Path file;
    private final Environment environment;
    private final OperatingSystem system;
    private final ServerEntry example;
    private final List<CheckResult> findings = new ArrayList<>();

    AssistantConfigCheck(AssistantApp assistant, Path file, Environment environment, OperatingSystem system) {
        this.assistant = assistant;
        this.file = file;
        this.environment = environment;
        this.system = system;
        this.example = ServerEntry.of(assistant, system);
    }

    /** Stops at the first thing without which the rest can't be looked at. */
    List<CheckResult> run() {
        new AssistantConfigFile(assistant, file, findings)
                .read(example.toString())
                .ifPresent(settings -> server(settings).ifPresentOrElse(this::examine, () -> missing(settings)));
        return findings;
    }

    private void missing(JsonNode settings) {
        JsonNode section = settings.path(assistant.section());
        if (!section.isMissingNode() && !section.isObject()) {
            wrong("server", assistant.section() + " is not an object in braces", "Put in " + example + ".");
        } else {
            wrong(
                    "server",
                    "there is no server " + NAME + " in " + assistant.section() + otherSection(settings),
                    "Put in " + example + ".");
        }
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

    /** What somebody has probably taken for the section: that of another assistant, or a misspelling. */
    private String otherSection(JsonNode settings) {
        List<String> sections = new ArrayList<>(List.of(assistant.section(), "mcp"));
        for (AssistantApp other : AssistantApp.values()) {
            sections.add(other.section());
        }
        for (Map.Entry<String, JsonNode> field : settings.properties()) {
            String name = field.getKey();
            boolean meant = sections.stream().anyMatch(section -> plain(section).equals(plain(name)));
            if (!name.equals(assistant.section()) && meant && field.getValue().isObject()) {
                return " (but " + name + ", which " + assistant.title() + " does not read)";
            }
        }
        return "";
    }

    private static String plain(String section) {
        return section.toLowerCase(Locale.ROOT).replaceAll("[-_ ]|s$", "");
    }

    private void examine(Map.Entry<String, JsonNode> server) {
        JsonNode entry = server.getValue();
        String subject = "server " + server.getKey();
        if (!entry.isObject()) {
            wrong(subject, "it is not an object in braces", "Put in " + example + ".");
            return;
        }
        if (entry.path("disabled").asBoolean() || !entry.path("enabled").asBoolean(true)) {
            wrong(subject, "it is disabled", "Take \"disabled\" or \"enabled\" out.");
        }
        String url = entry.path("url").asText(entry.path("serverUrl").asText());
        if (!url.isEmpty()) {
            remote(subject, url, entry.path("headers"));
            return;
        }
        // an older form of Zed's has all of it in "command"
        JsonNode run = entry.path("command").isObject() ? entry.path("command") : entry;
        if (run.path("command").isArray()) {
            wrong(
                    subject,
                    "its command is a list: " + run.path("command"),
                    "Write its first part as \"command\", and the others as \"args\".");
        } else {
            new ServerCommandCheck(assistant, environment, system, subject, example, findings)
                    .run(command(entry), run.path("args"));
        }
        JsonNode variables = run.path("env");
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
                    "Put in " + example + ", or add the url under Settings, Connectors.");
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
        return command.isObject() ? command.path("path").asText() : command.asText();
    }

    private void variable(String name, JsonNode value) {
        if (!value.isTextual()) {
            wrong(name, value + " is not a string", "Put it in quotation marks.");
        } else if (Setting.ofVariable(name).isEmpty()) {
            unknown(name);
        } else if (AssistantApp.hasPlaceholder(value.asText()) && !assistant.fillsIn(value.asText())) {
            wrong(
                    name,
                    "it holds ${…}, and " + ServerCommandCheck.unfilled(assistant),
                    ServerCommandCheck.adviceOn(assistant));
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

    private void wrong(String subject, String sentence, String whatToDo) {
        findings.add(CheckResult.wrong(subject, sentence, whatToDo));
    }
}
