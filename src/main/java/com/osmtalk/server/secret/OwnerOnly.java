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

/**
 * Files and folders that only their owner can read: keys, the database, recordings. Where the file system knows no
 * POSIX permissions, as on Windows, they have those of the folder they are made in.
 */
public final class OwnerOnly {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);
    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    private OwnerOnly() {}

    /** Makes a folder ({@code rwx------}), and those above it. One that is there keeps its permissions. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            restrict(folder, FOLDER);
        }
    }

    /**
     * Makes an empty file ({@code rw-------}). It has its permissions from the beginning: nobody else can open it
     * before they are set.
     *
     * @throws FileAlreadyExistsException when there is one
     */
    public static void makeFile(Path file) throws IOException {
        Files.createFile(
                file,
                knowsOwners(file.toAbsolutePath().getParent())
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE))
                        }
                        : new FileAttribute<?>[0]);
    }

    /** The same; a file that is there keeps its content and gets these permissions. */
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
            LOG.warn("{} belongs to another user: its permissions stay as they are, and others may read it", path);
        }
    }

    private static boolean knowsOwners(Path place) throws IOException {
        return Files.getFileStore(place).supportsFileAttributeView("posix");
    }
}
