package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    @Test
    void onWindowsTheCaseOfAVariableDoesNotMatter() {
        Map<String, String> variables = Map.of("Path", "C:\\Windows", "osmtalk_home", "D:\\calls");

        Environment windows = Environment.of(variables, OperatingSystem.WINDOWS);
        assertThat(windows.path()).isEqualTo("C:\\Windows");
        assertThat(windows.value(Setting.HOME)).contains("D:\\calls");
        assertThat(Environment.of(variables, OperatingSystem.OTHER).path()).isEmpty();
    }

    @Test
    void onWindowsTheUsersFolderIsNotThatOfAShellFromElsewhere() {
        Map<String, String> variables = Map.of("HOME", "/c/Users/me", "USERPROFILE", "C:\\Users\\me");

        assertThat(Environment.of(variables, OperatingSystem.WINDOWS).userFolder())
                .isEqualTo(Path.of("C:\\Users\\me"));
        assertThat(Environment.of(variables, OperatingSystem.OTHER).userFolder())
                .isEqualTo(Path.of("/c/Users/me"));
    }

    @Test
    void proxiesMayBeNamedInSmallLettersAndNothingElse() {
        Environment environment = Environment.of(
                Map.of("https_proxy", "proxy:1", "NO_PROXY", "", "no_proxy", "a.com", "osmtalk_home", "/x"),
                OperatingSystem.OTHER);

        assertThat(environment.value(Setting.HTTPS_PROXY)).contains("proxy:1");
        assertThat(environment.value(Setting.NO_PROXY)).contains("a.com");
        assertThat(environment.value(Setting.HOME)).isEmpty();
    }
}
