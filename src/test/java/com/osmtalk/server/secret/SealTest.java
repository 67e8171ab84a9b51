package com.osmtalk.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void whatIsSealedOpensWithTheKeyOfTheHome() {
        String sealed = Seal.in(home).seal(SECRET, "pn_1");

        assertThat(sealed).doesNotContain("word");
        assertThat(Seal.in(home).open(sealed, "pn_1")).isEqualTo(SECRET);
    }

    @Test
    void theSameIsSealedDifferentlyEachTime() {
        Seal seal = Seal.in(home);
        assertThat(seal.seal(SECRET, "pn_1")).isNotEqualTo(seal.seal(SECRET, "pn_1"));
    }

    @Test
    void itOpensNowhereElse(@TempDir Path other) {
        String sealed = Seal.in(home).seal(SECRET, "pn_1");
        char last = sealed.charAt(sealed.length() - 6);
        String changed = sealed.substring(0, sealed.length() - 6)
                + (last == 'A' ? 'B' : 'A')
                + sealed.substring(sealed.length() - 5);

        assertThatThrownBy(() -> Seal.in(home).open(sealed, "pn_2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Seal.in(other).open(sealed, "pn_1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Seal.in(home).open(changed, "pn_1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Seal.in(home).open(SECRET, "pn_1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyItsOwnerReadsTheKey() throws Exception {
        Seal.in(home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("sealing-key"))))
                .isEqualTo("rw-------");
    }
}
