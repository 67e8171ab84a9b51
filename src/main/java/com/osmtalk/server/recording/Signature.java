package com.osmtalk.server.recording;

import com.osmtalk.server.secret.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs links with a key that never leaves its folder. */
final class Signature {
    private static final String KEY_FILE = "signing-key";

    private final SecretKeySpec key;

    private Signature(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** With the key of a folder, made when there is none. */
    static Signature in(Path folder) throws IOException {
        return new Signature(KeyFile.read(folder.resolve(KEY_FILE)));
    }

    String of(String file, long expires) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((file + "\n" + expires).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** In constant time. */
    boolean isOf(String file, long expires, String signature) {
        return MessageDigest.isEqual(
                of(file, expires).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }
}
