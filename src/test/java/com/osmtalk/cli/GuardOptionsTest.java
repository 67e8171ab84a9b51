package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** The rules as a user gives them. That they hold is tested where they are. */
class GuardOptionsTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--read-only",
                "--read-only=false",
                "--confirm=ALWAYS",
                "--confirm=never",
                "--allowed-numbers=IN,+4420,+12025550100",
                "--calls-per-hour=none",
                "--calls-per-day=1",
                "--quiet-hours=20:30-24:00",
                "--quiet-hours=none",
                "--duplicate-minutes=0",
                "--max-spend-per-day=99.50",
                "--max-spend-per-day=none",
            })
    void whatTheHelpSaysIsTaken(String option) {
        assertThatCode(() -> parse(option)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--allowed-numbers=India;       --allowed-numbers (OSMTALK_ALLOWED_NUMBERS) must be country codes",
                "--allowed-numbers=,;           --allowed-numbers (OSMTALK_ALLOWED_NUMBERS) must name at least one",
                "--calls-per-hour=0;" + "--calls-per-hour (OSMTALK_CALLS_PER_HOUR) must be an integer of at least 1",
                "--calls-per-day=many;" + "--calls-per-day (OSMTALK_CALLS_PER_DAY) must be an integer of at least 1",
                "--quiet-hours=9pm-8am;         --quiet-hours (OSMTALK_QUIET_HOURS) must have the form 21:00-08:00",
                "--duplicate-minutes=-1;"
                        + "--duplicate-minutes (OSMTALK_DUPLICATE_MINUTES) must be an integer from 0 to 1440",
                "--duplicate-minutes=1441;"
                        + "--duplicate-minutes (OSMTALK_DUPLICATE_MINUTES) must be an integer from 0 to 1440",
                "--max-spend-per-day=-5;        --max-spend-per-day (OSMTALK_MAX_SPEND_PER_DAY) must be rupees",
                "--max-spend-per-day=1e3;       --max-spend-per-day (OSMTALK_MAX_SPEND_PER_DAY) must be rupees",
            })
    void anythingElseIsRefusedInASentence(String option, String complaint) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse(option))
                .withMessageStartingWith(complaint);
    }

    @Test
    void readOnlyHoldsForTheProgram() {
        try (McpRun program = McpRun.start(Map.of(
                "OSMTALK_READ_ONLY", "true",
                "OSMTALK_API_KEY", "osm_key",
                "OSMTALK_API_URL", "http://127.0.0.1:1",
                "OSMTALK_HOME", home.toString()))) {
            assertThat(program.call("start_outbound_call", Map.of("agent", "Reminder", "to", "+12025550100"))
                            .path("error")
                            .path("message")
                            .asText())
                    .contains("There is no tool start_outbound_call");
        }
    }

    private void parse(String option) {
        CommandSpec serve = OsmTalkCommand.commandLine(Environment.of(Map.of()))
                .parseArgs(option.isEmpty() ? new String[] {"serve"} : new String[] {"serve", option})
                .subcommand()
                .commandSpec();
        new GuardOptions(OsmTalkCommand.settings(serve)).rules(home);
    }
}
