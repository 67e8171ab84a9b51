package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * {@code osmtalk doctor --client} reads an assistant's configuration and says what keeps it from starting this
 * program.
 */
class DoctorClientTest {
    private static final String KEY = "osm_0123456789abcdefghijklmnop";

    @TempDir
    private Path user;

    private Path program;

    @BeforeEach
    void install() throws IOException {
        program = user.resolve("osmtalk");
        Files.copy(Path.of("osmtalk"), program);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-desktop, .config/Claude/claude_desktop_config.json, mcpServers",
        "claude-code,    .claude.json,                              mcpServers",
        "cursor,         .cursor/mcp.json,                          mcpServers",
        "vscode,         .config/Code/User/mcp.json,                servers",
        "windsurf,       .codeium/windsurf/mcp_config.json,         mcpServers",
        "zed,            .config/zed/settings.json,                 context_servers",
    })
    void itFindsTheFileOfEachAssistantAndFindsItWell(String assistant, String place, String section)
            throws IOException {
        Path file = user.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"%s": {"osmtalk": {"command": "%s", "args": ["mcp"],
                 "env": {"OSMTALK_API_KEY": "%s"}}}}""".formatted(section, program, KEY));

        try (CommandRun doctor = CommandRun.start(Map.of("HOME", user.toString()), "doctor", "--client", assistant)) {
            assertThat(doctor.awaitExit())
                    .as("%s %s", doctor.out(), doctor.err())
                    .isZero();
            assertThat(doctor.out())
                    .anyMatch(line -> line.startsWith("ok") && line.contains(file.toString()))
                    .anyMatch(line -> line.startsWith("ok") && line.contains(program.toString()))
                    .noneMatch(line -> line.contains(KEY));
        }
    }

    @Test
    void itSaysHowToMakeAFileThatIsNotThere() {
        assertWrong("claude-desktop", user.resolve("none.json"), "there is no", "mcpServers");
    }

    @Test
    void itSaysWhereAFileIsNoJson() throws IOException {
        assertWrong("claude-desktop", config("{\n  \"mcpServers\": {,}\n}"), "is no JSON", "line 2");
        assertWrong("claude-desktop", config("{}\n{\"mcpServers\": {}}"), "is no JSON", "line 2");
        assertWrong("vscode", config("{\"servers\": {}} ,"), "is no JSON", "line 1");
    }

    @Test
    void itKnowsThatSomeFilesMayHaveComments() throws IOException {
        Path file = config("""
                {
                  // ours
                  "servers": {"osmtalk": {"command": "%s", "args": ["mcp"],}},
                }""".formatted(program));

        assertThat(doctor("vscode", file, 0)).contains("simulated");
        assertWrong("cursor", file, "is no JSON");
    }

    @Test
    void itTellsThatTheServerIsMissingOrInAFieldOfAnotherAssistants() throws IOException {
        assertWrong(
                "cursor", config("{\"mcpServers\": {\"other\": {\"command\": \"x\"}}}"), "there is no server osmtalk");
        assertWrong("cursor", config("{\"servers\": {\"osmtalk\": {}}}"), "servers, which Cursor does not read");
    }

    @Test
    void itTellsWhatIsWrongWithTheCommand() throws IOException {
        assertWrong("cursor", server("/nowhere/osmtalk", "\"mcp\"", ""), "there is no file /nowhere/osmtalk");
        assertWrong("cursor", server("~/osmtalk", "\"mcp\"", ""), "~");
        assertWrong("cursor", server("./osmtalk", "\"mcp\"", ""), "depends on the folder");
        assertWrong("cursor", server("osmtalk-of-nobody", "\"mcp\"", ""), "not on the PATH");
        assertWrong("cursor", server(program.toString(), "", ""), "[\"mcp\"]");
        Path plain = Files.writeString(user.resolve("plain"), "#!/bin/sh\n");
        assertWrong("cursor", server(plain.toString(), "\"mcp\"", ""), "chmod +x");
    }

    @Test
    void itNamesTheSettingThatAMisspeltOneWasMeantToBe() throws IOException {
        assertWrong("cursor", environment("\"OSMTALK_APIKEY\": \"" + KEY + "\""), "Did you mean OSMTALK_API_KEY?");
        assertWrong("cursor", environment("\"OSMTALK_HOEM\": \"/tmp\""), "Did you mean OSMTALK_HOME?");
        assertWrong("cursor", environment("\"OSMTALK_SIM_SPEED\": 2"), "quotation marks");
        assertThat(doctor("cursor", environment("\"LANG\": \"C\""), 0)).doesNotContain("LANG");
    }

    @Test
    void itSeesCommandAndArgumentsInOneText() throws IOException {
        assertWrong(
                "cursor",
                server(program + " mcp --read-only", "", ""),
                "its command holds arguments as well",
                "Write \"command\": \"" + program + "\", \"args\": [\"mcp\", \"--read-only\"].");
        assertWrong("cursor", server("java -jar /x/osmtalk.jar mcp", "", ""), "its command holds arguments as well");
        assertWrong("cursor", server(program.toString(), "\"mcp --read-only\"", ""), "its args are in one text");
        assertWrong(
                "cursor",
                config("{\"mcpServers\": {\"osmtalk\": {\"command\": \"%s\", \"args\": \"mcp\"}}}".formatted(program)),
                "its args are one text");
        assertWrong(
                "cursor",
                config("{\"mcpServers\": {\"osmtalk\": {\"command\": [\"%s\", \"mcp\"]}}}".formatted(program)),
                "its command is a list: [");
        assertWrong("cursor", server(program.toString(), "\"mcp\", 5", ""), "its args have 5");
        Path blanks = Files.createDirectories(user.resolve("a folder of osmtalk files"));
        Path launcher = Files.copy(program, blanks.resolve("osmtalk"));
        assertThat(doctor("cursor", server(launcher.toString(), "\"mcp\"", ""), 0))
                .contains("runs " + launcher);
    }

    @Test
    void itSeesWhatNobodyFillsIn() throws IOException {
        assertWrong(
                "claude-desktop",
                environment("\"OSMTALK_API_KEY\": \"${OSMTALK_API_KEY}\""),
                "OSMTALK_API_KEY: it holds ${…}, and Claude Desktop does not fill that in");
        assertWrong("claude-desktop", server("${HOME}/osmtalk", "\"mcp\"", ""), "does not fill that in");
        assertWrong(
                "claude-desktop", server(program.toString(), "\"${workspaceFolder}\"", ""), "does not fill that in");
        assertWrong("cursor", environment("\"OSMTALK_HOME\": \"${HOME}/x\""), "${env:NAME}");
        assertWrong("claude-code", environment("\"OSMTALK_HOME\": \"${env:HOME}/x\""), "${NAME}");
        assertThat(doctor("cursor", environment("\"OSMTALK_API_KEY\": \"${env:OSMTALK_API_KEY}\""), 0))
                .contains("Cursor fills in");
        assertThat(doctor("claude-code", environment("\"OSMTALK_API_KEY\": \"${OSMTALK_API_KEY:-}\""), 0))
                .contains("Claude Code fills in");
        assertThat(doctor("cursor", server("${userHome}/osmtalk", "\"mcp\"", ""), 0))
                .contains("which only Cursor can fill in");
    }

    @Test
    void itSeesHowTheFileWasSaved() throws IOException {
        String text = "{\"mcpServers\": {\"osmtalk\": {\"command\": \"%s\", \"args\": [\"mcp\"]}}}".formatted(program);
        for (Charset encoding :
                List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertWrong("claude-desktop", config(text.getBytes(encoding)), "is saved as UTF-16", "Save it as UTF-8");
        }
        byte[] marked = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
        assertWrong("claude-desktop", config(marked), "byte order mark (BOM)", "Save it as UTF-8", "runs " + program);
        Path vscode = config(("\uFEFF" + text.replace("mcpServers", "servers")).getBytes(StandardCharsets.UTF_8));
        assertThat(doctor("vscode", vscode, 0)).contains("runs " + program);
        assertWrong("cursor", config("{\"ü\": 1}".getBytes(StandardCharsets.ISO_8859_1)), "is not saved as UTF-8");
        assertWrong("cursor", config(new byte[0]), "is empty");
        assertWrong("cursor", config(" \n"), "is empty");
        assertWrong("cursor", config("[]"), "does not hold an object");
        assertWrong("cursor", user, "is a folder");
        assertWrong("cursor", Path.of("/dev/zero"), "is no file that an assistant could read");
        assertWrong("cursor", config("[".repeat(100_000)), "more than 500 brackets within each other");
    }

    /** The words are ours: nothing of a parser's is shown. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": 1,}                    | there is a comma after the last entry, before } | line 1, column 8
            {"a": [1, 2,]}               | there is a comma after the last entry, before ] | column 12
            {"a": 1 "b": 2}              | a comma is missing before this                  | column 9
            {"a" 1}                      | a colon is missing after "a"                    | column 6
            {a: 1}                       | the name a has no quotation marks               | column 2
            {'a': 1}                     | single quotation mark                           | column 2
            {“a”: 1}                     | typographic quotation mark “                    | column 2
            {"a": “x”}                   | typographic quotation mark “                    | column 7
            {"a": x}                     | "a" is x without quotation marks                | column 7
            {"a": True}                  | it is written true, not True                    | column 7
            {"a": C:\\x}                 | "a" is C without quotation marks                | column 7
            {"a": "C:\\Users"}           | a backslash stands alone                        | column 10
            {"a": "x}                    | has no closing quotation mark                   | column 7
            {"a": 1                      | the file ends before the bracket { that opens   | column 1
            {"a": {"b": [1, 2}           | a comma or ] is missing: there is }             | column 18
            {"a": }                      | "a" has no value: there is }                    | column 7
            {"a": 1} // ours             | there is a comment, and this file may have none | column 10
            {"a": 1 /* ours */}          | there is a comment, and this file may have none | column 9
            {"a": 1, "a": 2}             | "a" stands twice in the same braces             | column 10
            {"a": 01}                    | "a" is 01 without quotation marks               | column 7
            {"a": 1}                    | an invisible character (U+00A0)                 | column 6
            """)
    void itSaysInItsOwnWordsWhyAFileIsNoJson(String text, String sentence, String place) throws IOException {
        assertThat(doctor("claude-desktop", config(text), 1))
                .contains("is no JSON: ", sentence, place + ".")
                .doesNotContain("Unexpected character", "was expecting", "com.fasterxml", "Exception");
    }

    @Test
    void itSeesPathsWithSingleBackslashesAndThoseOfWindows() throws IOException {
        assertWrong("cursor", server("C:\\new\\table", "\"mcp\"", ""), "control character", "twice");
        assertWrong("cursor", server("C:\\\\new\\\\osmtalk.cmd", "\"mcp\"", ""), "is a path of Windows");
    }

    @Test
    void onWindowsItKnowsWhatRunsThere() throws IOException {
        assertThat(onWindows(server("/mnt/c/osmtalk", "\"mcp\"", ""))).contains("is a path of another system");
        assertThat(onWindows(server("osmtalk.cmd", "", ""))).contains("C:\\\\", "which does not speak MCP");
        assertThat(onWindows(server("java", "\"-jar\", \"osmtalk.jar\", \"mcp\"", "")))
                .contains("osmtalk.jar depends on the folder");
        assertThat(onWindows(server("java", "\"-version\"", "")))
                .contains(
                        "its args do not run osmtalk.jar",
                        "\"command\": \"java\", \"args\": [\"-jar\", \"C:\\\\path\\\\to\\\\osmtalk-mcp\\\\target"
                                + "\\\\osmtalk.jar\", \"mcp\"]");
        assertThat(AssistantApp.CLAUDE_DESKTOP.file(
                        user, Environment.of(Map.of("APPDATA", user.toString())), OperatingSystem.WINDOWS))
                .isEqualTo(user.resolve("Claude").resolve("claude_desktop_config.json"));
    }

    private String onWindows(Path file) {
        return new AssistantConfigCheck(
                        AssistantApp.CURSOR, file, Environment.of(Map.of("PATH", "")), OperatingSystem.WINDOWS)
                .run().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void itSeesASectionThatIsMisspeltOrOfAnotherShape() throws IOException {
        assertWrong("cursor", config("{\"mcpservers\": {\"osmtalk\": {}}}"), "mcpservers, which Cursor does not read");
        assertWrong("cursor", config("{\"mcp_servers\": {}}"), "mcp_servers, which Cursor does not read");
        assertWrong("vscode", config("{\"mcp\": {\"servers\": {}}}"), "mcp, which VS Code does not read");
        assertWrong("cursor", config("{\"mcpServers\": []}"), "mcpServers is not an object");
        assertWrong("cursor", config("{\"mcpServers\": {\"osmtalk\": \"x\"}}"), "it is not an object");
    }

    @Test
    void eachAssistantIsListedOnce() {
        StringWriter out = new StringWriter();
        OsmTalkCommand.commandLine(Environment.of(Map.of()))
                .setOut(new PrintWriter(out, true))
                .execute("doctor", "--help");
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("claude-desktop, claude-code, cursor, vscode, windsurf, zed")
                .doesNotContain("CLAUDE_DESKTOP");
    }

    @Test
    void itSeesWhatIsNoKeyAndShowsNone() throws IOException {
        assertWrong("cursor", environment("\"OSMTALK_API_KEY\": \"osm_…\""), "no osmTalk key");
        assertThat(doctor("cursor", environment("\"OSMTALK_API_KEY\": \"sk-secret-of-another\""), 1))
                .contains("no osmTalk key")
                .doesNotContain("secret-of-another");
        assertWrong("cursor", environment("\"OSMTALK_API_URL\": \"http://localhost:4002\""), "without OSMTALK_API_KEY");
    }

    @Test
    void itLooksAtServersThatAreReachedOverHttp() throws IOException {
        String url = "{\"mcpServers\": {\"osmtalk\": {\"url\": \"http://localhost:4002/%s\", \"headers\": {%s}}}}";
        assertThat(doctor("cursor", config(url.formatted("mcp", "\"x-api-key\": \"" + KEY + "\"")), 0))
                .contains("with a key");
        assertWrong("cursor", config(url.formatted("mcp", "")), "gets no key");
        assertWrong("cursor", config(url.formatted("api", "")), "ends with /mcp");
        assertThat(doctor("cursor", config(url.formatted("behind/a/proxy/mcp", "\"x-api-key\": \"" + KEY + "\"")), 0))
                .contains("with a key");
        assertThat(doctor("cursor", config(url.formatted("mcp?key=s3cret", "")), 1))
                .contains("ends with /mcp")
                .doesNotContain("s3cret");
        assertWrong("claude-desktop", config(url.formatted("mcp", "")), "reaches no server by the url");
    }

    @Test
    void itTellsOfAServerThatIsSwitchedOff() throws IOException {
        String server = "{\"context_servers\": {\"osmtalk\": {\"%s\": %s, \"command\": \"" + program
                + "\", \"args\": [\"mcp\"]}}}";
        assertWrong("zed", config(server.formatted("enabled", "false")), "it is disabled");
        assertWrong("zed", config(server.formatted("disabled", "true")), "it is disabled");
        assertThat(doctor("zed", config(server.formatted("enabled", "true")), 0))
                .doesNotContain("disabled");
    }

    private Path environment(String variables) throws IOException {
        return server(program.toString(), "\"mcp\"", variables);
    }

    private Path server(String command, String arguments, String variables) throws IOException {
        return config("""
                {"mcpServers": {"osmtalk": {"command": "%s", "args": [%s],
                 "env": {%s}}}}""".formatted(command, arguments, variables));
    }

    private Path config(String text) throws IOException {
        return Files.writeString(user.resolve("config.json"), text);
    }

    private Path config(byte[] bytes) throws IOException {
        return Files.write(user.resolve("config.json"), bytes);
    }

    private void assertWrong(String assistant, Path file, String... said) {
        assertThat(doctor(assistant, file, 1)).contains("FAIL").contains(said);
    }

    private String doctor(String assistant, Path file, int exitCode) {
        StringWriter out = new StringWriter();
        CommandLine doctor = OsmTalkCommand.commandLine(Environment.ofProcess()).setOut(new PrintWriter(out, true));
        assertThat(doctor.execute("doctor", "--client", assistant, "--config", file.toString()))
                .as("%s", out)
                .isEqualTo(exitCode);
        return out.toString();
    }
}
