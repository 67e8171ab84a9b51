package com.osmtalk.server.store.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobFolderTest extends BlobStorageContract {
    @TempDir
    private Path home;

    @Override
    BlobStorage store() {
        return new BlobFolder(home.resolve("recordings"));
    }

    @Test
    void contentsAreForTheirOwnerAlone() throws Exception {
        put("call_1.wav", "a");
        assertThat(permissions(home.resolve("recordings"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("recordings/call_1.wav"))).isEqualTo("rw-------");
    }

    @Test
    void aDraftThatADyingProcessLeftIsNoContentAndInNobodysWay() throws Exception {
        put("call_2.wav", "b");
        Files.writeString(home.resolve("recordings/call_1.wav.tmp"), "half a recording, longer than the whole");
        assertThat(store().find("call_1.wav.tmp")).isEmpty();
        assertThat(store().list("")).extracting(BlobStorage.Entry::name).containsExactly("call_2.wav");

        put("call_1.wav", "whole");
        assertThat(home.resolve("recordings/call_1.wav")).hasContent("whole");
        assertThat(home.resolve("recordings/call_1.wav.tmp")).doesNotExist();
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
