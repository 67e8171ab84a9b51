package com.osmtalk.server.cluster;

import com.osmtalk.server.secret.KeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * {@link SharedKeys} of a single server: files in its home that only their owner can read. Servers that share the
 * folder, on a network file system, share the keys.
 */
public final class KeyFiles implements SharedKeys {
    private final Path home;

    public KeyFiles(Path home) {
        this.home = home;
    }

    @Override
    public byte[] key(Use use) {
        Path file = home.resolve(
                switch (use) {
                    case SEAL_PASSWORDS -> "sealing-key";
                    case SIGN_RECORDING_LINKS -> "recordings/signing-key";
                    case PROVE_CONNECTIONS -> "connections-key";
                });
        try {
            return KeyFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read or make the key in " + file, e);
        }
    }
}
