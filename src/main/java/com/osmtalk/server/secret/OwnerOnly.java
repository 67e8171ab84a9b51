package com.osmtalk.server.secret;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files and folders that nobody but their owner can read, where the file system knows owners. */
public final class OwnerOnly {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);
    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    private OwnerOnly() {}

    /** Makes a folder, and those above it; one that is there stays as it is. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            restrict(folder, FOLDER);
        }
    }

    /** Makes an empty file, which nobody else could read for a moment. @throws FileAlreadyExistsException */
    public static void makeFile(Path file) throws IOException {
        Files.createFile(
                file,
                knowsOwners(file.toAbsolutePath().getParent())
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE))
                        }
                        : new FileAttribute<?>[0]);
    }

    /** The same; one that is there is kept, and kept from others. */
    public static void makeOrRestrictFile(Path file) throws IOException {
        try {
            makeFile(file);
        } catch (FileAlreadyExistsException here) {
            restrict(file, FILE);
        }
    }

    private static void restrict(Path path, String permissions) throws IOException {
        Set<PosixFilePermission> wanted = PosixFilePermissions.fromString(permissions);
        if (!knowsOwners(path) || Files.getPosixFilePermissions(path).equals(wanted)) {
            return;
        }
        try {
            Files.setPosixFilePermissions(path, wanted);
        } catch (FileSystemException notOurs) {
            // as on a volume that belongs to another user: to refuse to start would help nobody
            LOG.warn("{} belongs to another user; whether others can read it is left as it is", path);
        }
    }

    private static boolean knowsOwners(Path place) throws IOException {
        return Files.getFileStore(place).supportsFileAttributeView("posix");
    }
}
