package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixZipTest {
    @TempDir
    private Path place;

    private Path zip;

    @BeforeEach
    void pack() throws IOException {
        Path folder = place.resolve("folder");
        Files.createDirectories(folder.resolve("bin/empty"));
        Files.writeString(folder.resolve("bin/program"), "run me");
        Files.setPosixFilePermissions(folder.resolve("bin/program"), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(folder.resolve("manifest.json"), "{}");
        zip = place.resolve("made.zip");
        UnixZip.pack(folder, zip);
    }

    @Test
    void hasFilesAndNoFolders() throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            assertThat(file.stream())
                    .extracting(ZipEntry::getName)
                    .containsExactlyInAnyOrder("bin/program", "manifest.json");
            assertThat(file.getInputStream(file.getEntry("bin/program"))).hasContent("run me");
        }
    }

    @Test
    void whatCouldBeRunCanBeRunByWhoeverUnpacksIt() throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true))) {
            assertThat(Files.getPosixFilePermissions(archive.getPath("bin/program")))
                    .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
            assertThat(Files.getPosixFilePermissions(archive.getPath("manifest.json")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
        }
    }
}
