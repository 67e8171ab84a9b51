package com.osmtalk.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.server.cluster.SharedKeys.Use;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFilesTest extends SharedKeysContract {
    @TempDir
    private Path home;

    @Override
    SharedKeys keys() {
        return new KeyFiles(home);
    }

    /** Where earlier versions have put them: a home that is moved or restored keeps its sealed passwords and links. */
    @ParameterizedTest
    @CsvSource({"SEAL_PASSWORDS, sealing-key", "SIGN_RECORDING_LINKS, recordings/signing-key"})
    void eachKeyIsAFileOfTheHomeForItsOwnerAlone(Use use, String file) throws Exception {
        byte[] key = keys().key(use);
        assertThat(home.resolve(file)).hasContent(HexFormat.of().formatHex(key));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatCanNotBeMadeIsNamed() throws Exception {
        Files.writeString(home.resolve("recordings"), "in the way");
        assertThatThrownBy(() -> keys().key(Use.SIGN_RECORDING_LINKS))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("can't read or make the key in " + home.resolve("recordings/signing-key"));
    }
}
