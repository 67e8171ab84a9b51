package com.osmtalk.server.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs links with a key that never leaves its folder. */
final class Signature {
    private static final String KEY_FILE = "signing-key";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    private Signature(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** With the key of a folder, made when there is none. */
    static Signature in(Path folder) throws IOException {
        Path file = folder.resolve(KEY_FILE);
        try {
            return new Signature(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (NoSuchFileException none) {
            return create(folder, file);
        }
    }

    private static Signature create(Path folder, Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, KEY_FILE, ".tmp");
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(draft, HexFormat.of().formatHex(key), StandardOpenOption.TRUNCATE_EXISTING);
        try {
            Files.move(draft, file);
            return new Signature(key);
        } catch (FileAlreadyExistsException another) {
            Files.delete(draft);
            return in(folder);
        }
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
