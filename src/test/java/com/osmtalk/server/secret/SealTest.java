package com.osmtalk.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
    private static final String SECRET = "pässword of a trunk";

    @TempDir
    private Path home;

    @Test
    void whatIsSealedOpensWithTheKeyOfTheHome() throws Exception {
        String sealed = seal(home).seal(SECRET, "pn_1");

        assertThat(sealed).doesNotContain("word");
        assertThat(seal(home).open(sealed, "pn_1")).isEqualTo(SECRET);
    }

    @Test
    void theSameIsSealedDifferentlyEachTime() throws Exception {
        Seal seal = seal(home);
        assertThat(seal.seal(SECRET, "pn_1")).isNotEqualTo(seal.seal(SECRET, "pn_1"));
    }

    @Test
    void itOpensNowhereElse(@TempDir Path other) throws Exception {
        String sealed = seal(home).seal(SECRET, "pn_1");
        char last = sealed.charAt(sealed.length() - 6);
        String changed = sealed.substring(0, sealed.length() - 6)
                + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 5);

        assertThatThrownBy(() -> seal(home).open(sealed, "pn_2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seal(other).open(sealed, "pn_1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seal(home).open(changed, "pn_1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seal(home).open(SECRET, "pn_1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyItsOwnerReadsTheKey() throws Exception {
        seal(home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("sealing-key"))))
                .isEqualTo("rw-------");
    }

    private static Seal seal(Path home) throws IOException {
        return new Seal(KeyFile.read(home.resolve("sealing-key")));
    }
}
