package com.osmtalk.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where this program is: the folder with the launcher {@code osmtalk} and {@code target/osmtalk.jar}. */
final class Installation {
    private Installation() {}

    /** That of what runs here; empty when it was not started by the launcher. */
    static Optional<Path> folder() {
        return folder(System.getProperty("java.class.path"));
    }

    static Optional<Path> folder(String classPath) {
        Path jar = Path.of(classPath.split(System.getProperty("path.separator"))[0])
                .toAbsolutePath();
        return Files.isRegularFile(jar) && jar.endsWith(Path.of("target", "osmtalk.jar"))
                ? Optional.of(jar.getParent().getParent())
                : Optional.empty();
    }
}
