package com.osmtalk.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with secrets where a file system knows neither POSIX permissions nor links, as on Windows. Here it is Java's
 * own file system in a ZIP archive.
 */
class WithoutPosixPermissionsTest {
    @TempDir
    private Path temporary;

    private FileSystem files;

    @BeforeEach
    void open() throws IOException {
        files = FileSystems.newFileSystem(temporary.resolve("files.zip"), Map.of("create", true));
        assertThat(files.supportedFileAttributeViews()).doesNotContain("posix");
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void foldersAndFilesAreMadeWithTheRightsOfWhereTheyAre() throws IOException {
        Path folder = files.getPath("/home/calls");
        Path file = folder.resolve("osmtalk.db");

        OwnerOnly.makeFolder(folder);
        OwnerOnly.makeFolder(folder);
        OwnerOnly.makeFile(file);
        Files.writeString(file, "kept");
        OwnerOnly.makeOrRestrictFile(file);

        assertThat(Files.readString(file)).isEqualTo("kept");
        assertThatThrownBy(() -> OwnerOnly.makeFile(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aKeyIsMadeOnce() throws IOException {
        Path file = files.getPath("/home/keys/seal.key");

        byte[] key = KeyFile.read(file);

        assertThat(key).hasSize(32).isEqualTo(KeyFile.read(file));
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }
}
