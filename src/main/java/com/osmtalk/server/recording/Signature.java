package com.osmtalk.server.recording;

import com.osmtalk.server.secret.Hmac;
import com.osmtalk.server.secret.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Signs links with a key that never leaves its folder. */
final class Signature {
    private static final String KEY_FILE = "signing-key";

    private final byte[] key;

    private Signature(byte[] key) {
        this.key = key;
    }

    /** With the key of a folder, made when there is none. */
    static Signature in(Path folder) throws IOException {
        return new Signature(KeyFile.read(folder.resolve(KEY_FILE)));
    }

    String of(String file, long expires) {
        return Hmac.hex(key, message(file, expires));
    }

    boolean isOf(String file, long expires, String signature) {
        return Hmac.isHex(signature, key, message(file, expires));
    }

    private static byte[] message(String file, long expires) {
        return (file + "\n" + expires).getBytes(StandardCharsets.UTF_8);
    }
}
