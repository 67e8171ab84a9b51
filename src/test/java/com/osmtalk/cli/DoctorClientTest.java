package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
