package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An invalid value is refused alike, whichever setting it is for: a command that a person runs ends with exit code 2,
 * the doctor reports a finding, and an assistant, which sees neither, is told in every answer. No secret in it is
 * repeated.
 */
class SettingsTest {
    private static final String WRONG = """
            OSMTALK_LOG_LEVEL             | loud
            OSMTALK_CONFIRM               | sometimes
            OSMTALK_READ_ONLY             | maybe
            OSMTALK_QUIET_HOURS           | night
            OSMTALK_SIM_SPEED             | fast
            OSMTALK_RECORDING_DAYS        | 0
            OSMTALK_TOOL_CALLS_PER_MINUTE | 0
            OSMTALK_TOOL_CALLS_PER_MINUTE | many
            OSMTALK_TOOLSETS              | everything
            OSMTALK_TOOLS                 | dial
            OSMTALK_DATABASE_URL          | mysql://host/name
            OSMTALK_DATABASE_URL          | postgresql://user:s3cret@more@host/name
            OSMTALK_DATABASE_URL          | postgresql://user:s3cret@host:port/name
            OSMTALK_PUBLIC_URL            | calls.example.com
            OSMTALK_VOICE_URL             | wss://voice.example.com/a b?key=s3cret
            HTTPS_PROXY                   | socks5://user:s3cret@proxy:1080
            OSMTALK_CA_FILE               | /none/company.pem
            OSMTALK_ALLOWED_NUMBERS       | nowhere at all
            OPENAI_BASE_URL               | osm_s3crets3crets3crets3cret
            """;

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = WRONG)
    void aServerDoesNotStart(String variable, String value) {
        try (CommandRun program = CommandRun.start(environment(variable, value), "serve", "--port", "0")) {
            assertThat(program.awaitExit()).isEqualTo(2);
            assertThat(program.out()).isEmpty();
            assertNamed(variable, program.err());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = WRONG)
    void theDoctorHasItAsAFinding(String variable, String value) {
        try (CommandRun doctor = CommandRun.start(environment(variable, value), "doctor")) {
            assertThat(doctor.awaitExit()).isOne();
            assertThat(doctor.out()).first().asString().startsWith("FAIL  configuration: ");
            assertThat(doctor.err()).isEmpty();
            assertNamed(variable, doctor.out());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = WRONG)
    void anAssistantIsToldInEveryAnswer(String variable, String value) {
        assertNamed(variable, List.of(notSetUp(environment(variable, value))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:s3cret@127.0.0.1:9",
                "http://user:s3cret s3cret@127.0.0.1:9",
                "ftp://user:s3cret@127.0.0.1:9",
                "user:s3cret@127.0.0.1",
                "http://127.0.0.1:9/?key=s3cret",
                "http://127.0.0.1:9/a b?key=s3cret#s3cret",
                "osm_s3crets3crets3crets3cret"
            })
    void anAddressOfTheApiIsHeldToOneRule(String url) {
        Map<String, String> environment = environment("OSMTALK_API_URL", url);
        environment.put("OSMTALK_API_KEY", "osm_key");
        assertNamed("OSMTALK_API_URL", List.of(notSetUp(environment)));
        try (CommandRun doctor = CommandRun.start(environment, "doctor")) {
            assertThat(doctor.awaitExit()).isOne();
            assertThat(doctor.out()).first().asString().startsWith("FAIL  configuration: ");
            assertNamed("OSMTALK_API_URL", doctor.out());
        }
    }

    @Test
    void anOrganisationThatIsNoHeaderIsNamed() {
        Map<String, String> environment = environment("OSMTALK_ORGANIZATION_ID", "org one");
        environment.put("OSMTALK_API_KEY", "osm_key");
        environment.put("OSMTALK_API_URL", "http://127.0.0.1:9");
        assertNamed("OSMTALK_ORGANIZATION_ID", List.of(notSetUp(environment)));
    }

    @Test
    void aHomeThatCannotBeMadeIsToldInWords() throws Exception {
        Path file = Files.createFile(home.resolve("file"));
        Map<String, String> inAFile =
                environment("OSMTALK_HOME", file.resolve("home").toString());
        assertThat(notSetUp(inAFile))
                .contains("can't make the folder " + file.resolve("home"), "Not a directory")
                .doesNotContain("Exception");

        // nor where the guard alone needs it
        inAFile.putAll(Map.of("OSMTALK_API_KEY", "osm_key", "OSMTALK_API_URL", "http://127.0.0.1:9"));
        try (McpRun program = McpRun.start(inAFile)) {
            assertThat(program.call("start_outbound_call", Map.of("agent", "any", "to", "+12025550100"))
                            .toString())
                    .doesNotContain("Exception");
        }
    }

    @Test
    void aProcessEndsWithTheSameExitCodeAndSentence() {
        try (Program program = Program.start(environment("OSMTALK_SIM_SPEED", "fast"), "serve", "--port", "0")) {
            assertThat(program.awaitExit()).isEqualTo(2);
            assertThat(program.out()).isEmpty();
            assertNamed("OSMTALK_SIM_SPEED", program.err());
        }
    }

    @Test
    void helpIsGivenWhateverTheSettings() {
        try (CommandRun program = CommandRun.start(environment("OSMTALK_LOG_LEVEL", "loud"), "serve", "--help")) {
            assertThat(program.awaitExit()).isZero();
        }
    }

    private Map<String, String> environment(String variable, String value) {
        Map<String, String> environment = new HashMap<>(Map.of("OSMTALK_HOME", home.toString()));
        environment.put(variable, value);
        return environment;
    }

    private static String notSetUp(Map<String, String> environment) {
        try (McpRun program = McpRun.start(environment)) {
            JsonNode error = program.call("list_agents", Map.of()).get("error");
            assertThat(error.path("code").asText()).isEqualTo("not_set_up");
            assertThat(program.call("start_outbound_call", Map.of("agent", "any", "to", "+12025550100"))
                            .get("error"))
                    .isEqualTo(error);
            return error.path("message").asText();
        }
    }

    private static void assertNamed(String variable, List<String> said) {
        assertThat(String.join("\n", said)).contains(variable).doesNotContain("s3cret");
    }
}
