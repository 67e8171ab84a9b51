package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @Test
    void isTheFolderThatTheLaunchersJarIsIn(@TempDir Path folder) throws Exception {
        Path jar = Files.createFile(
                Files.createDirectories(folder.resolve("target")).resolve("osmtalk.jar"));

        assertThat(Installation.folder(jar.toString())).contains(folder);
        assertThat(Installation.folder("classes" + File.pathSeparator + jar)).isEmpty();
        assertThat(Installation.folder(folder.resolve("osmtalk.jar").toString()))
                .isEmpty();
    }
}
