package com.osmtalk.server.secret;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A key of 256 random bits, in a file that only its owner can read, as hexadecimal digits. Without the file, what was
 * sealed with the key is lost: it belongs into the backup of a home.
 */
public final class KeyFile {
    private static final int KEY_BYTES = 32;

    private KeyFile() {}

    /**
     * The key in a file, made when there is none. Of several processes that start at once and make it, one does, and
     * all use that one.
     *
     * @return 32 bytes
     */
    public static byte[] read(Path file) throws IOException {
        try {
            return HexFormat.of().parseHex(Files.readString(file).strip());
        } catch (NoSuchFileException none) {
            return create(file);
        }
    }

    private static byte[] create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path folder = file.toAbsolutePath().getParent();
        OwnerOnly.makeFolder(folder);
        Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
        OwnerOnly.makeOrRestrictFile(draft);
        Files.writeString(draft, HexFormat.of().formatHex(key), StandardOpenOption.TRUNCATE_EXISTING);
        try {
            publish(draft, file);
            return key;
        } catch (FileAlreadyExistsException another) {
            return read(file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Gives a file its name, unless another has it. A link is made or refused in one step; a move to a name that is to
     * be free is not, on POSIX: Java looks first and then renames, over a key that another process has made in between.
     */
    private static void publish(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            throw another;
        } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
            Files.move(draft, file);
        }
    }
}
