package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A home that has lost its database, and those that never had one. */
class HomeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sealing-key", "connections-key", "recordings/signing-key"})
    void nothingIsBegunAnewBesideTheKeysOfAnotherDatabase(String key) throws IOException {
        Files.createDirectories(folder.resolve(key).getParent());
        Files.writeString(folder.resolve(key), "secret");
        assertThatThrownBy(() -> new Home(folder).openDatabase(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("osmtalk.db is missing, while " + key)
                .hasMessageContaining("empty folder");
        assertThat(folder.resolve("osmtalk.db")).doesNotExist();
    }

    @Test
    void aHomeOfNothingButTheGuardIsAFirstStart() throws IOException {
        Files.writeString(folder.resolve("guard.db"), "");
        Files.createDirectories(folder.resolve("recordings"));
        new Home(folder).openDatabase(null).close();
        assertThat(folder.resolve("osmtalk.db")).isNotEmptyFile();
        new Home(folder).openDatabase(null).close();
    }
}
