package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled server's keys by command, on a home where no server runs. */
class KeysCommandTest {
    @TempDir
    private Path home;

    @Test
    void aBrowserKeyNamesItsSitesAndAgents() {
        assertThat(run("keys", "create", "--name", "shop", "--domain", "shop.example", "--agent", "frOnt desk"))
                .as("an agent that is not there")
                .containsExactly("2");
        assertThat(run("keys", "create", "--name", "shop", "--domain", "shop.example"))
                .containsExactly("2");
        assertThat(run("keys", "create", "--name", "shop", "--kind", "browser")).containsExactly("2");
        assertThat(run("keys", "create", "--name", "shop", "--domain", "https://shop.example", "--agent", agent()))
                .containsExactly("2");
        assertThat(run("keys", "create", "--name", "shop", "--domain", "shop.example", "--agent", agent()))
                .singleElement()
                .asString()
                .startsWith("osm_");
        assertThat(run("keys", "list"))
                .singleElement()
                .asString()
                .contains("browser", "shop.example", "agent_", "enabled", "chat,voice");
    }

    @Test
    void aKeyIsDisabledEnabledAndDeletedForGood() {
        run("keys", "create", "--name", "laptop");
        String id = run("keys", "list").get(0).split(" ")[0];
        assertThat(run("keys", "disable", "laptop")).containsExactly(id + " (laptop) is disabled");
        assertThat(run("keys", "enable", "laptop")).containsExactly(id + " (laptop) is enabled");
        assertThat(run("keys", "delete", id)).containsExactly(id + " (laptop) is deleted");
        for (String command : List.of("enable", "disable", "delete")) {
            assertThat(run("keys", command, id)).containsExactly("2");
        }
        assertThat(run("keys", "list")).isEmpty();
    }

    @Test
    void ofSeveralWithOneNameNoneIsEnabledOrDeletedByChance() {
        run("keys", "create", "--name", "laptop");
        run("keys", "create", "--name", "laptop");
        for (String command : List.of("enable", "delete")) {
            try (CommandRun run = start("keys", command, "laptop")) {
                assertThat(run.awaitExit()).isEqualTo(2);
                assertThat(String.join("\n", run.err())).contains("2 keys", "key_");
            }
        }
        assertThat(run("keys", "disable", "laptop")).hasSize(2);
    }

    @Test
    void theAgentsOfABrowserKeyCanBeNamedAnew() {
        run("keys", "create", "--name", "shop", "--domain", "shop.example", "--agent", agent());
        run("keys", "create", "--name", "program");
        assertThat(run("keys", "agents", "shop", agent()))
                .singleElement()
                .asString()
                .contains("(shop) opens agent_");
        assertThat(run("keys", "agents", "program", agent())).as("a secret key").containsExactly("2");
    }

    /** The agent of the first start, by its name. */
    private String agent() {
        try (CommandRun run = start("keys", "create", "--name", "x", "--domain", "x.example", "--agent", "nobody's")) {
            assertThat(run.awaitExit()).isEqualTo(2);
            String err = String.join("\n", run.err());
            return err.substring(err.indexOf("there are: ") + "there are: ".length(), err.indexOf(" (agent_"));
        }
    }

    /** What it printed; or the exit code, when it is not 0. */
    private List<String> run(String... command) {
        try (CommandRun run = start(command)) {
            int exit = run.awaitExit();
            return exit == 0 ? run.out() : List.of(Integer.toString(exit));
        }
    }

    private CommandRun start(String... command) {
        return CommandRun.start(Map.of("OSMTALK_HOME", home.toString()), command);
    }
}
