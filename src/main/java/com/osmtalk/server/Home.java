package com.osmtalk.server;

import com.osmtalk.server.secret.OwnerOnly;
import com.osmtalk.server.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder a bundled server lives in: its database, the lock that lets one server at a time run there, where that
 * server can be reached, and the API key of this machine's own assistants. The files that hold secrets are readable by
 * their owner only.
 */
public final class Home {
    private static final String SERVER_URL = "server.url";
    private static final String LOCAL_KEY = "local.key";
    private static final String ADMIN_PASSWORD = "admin.password";
    private static final String NO_TRUNKS = "no.trunks";
    private static final String DATABASE = "osmtalk.db";
    private static final List<String> MADE_AFTER_DATABASE =
            List.of("sealing-key", "connections-key", "recordings/signing-key");

    private final Path folder;

    /**
     * The home in a folder, which is made when it is not there; one that is there keeps its permissions.
     *
     * @throws UncheckedIOException naming the folder and the reason, when it can't be made or written to
     */
    public Home(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            OwnerOnly.makeFolder(this.folder);
        } catch (IOException e) {
            throw new UncheckedIOException("can't make the folder " + this.folder + " (OSMTALK_HOME): " + reason(e), e);
        }
        if (!Files.isWritable(this.folder)) {
            throw new UncheckedIOException(
                    "can't write to " + this.folder + " (OSMTALK_HOME)",
                    new AccessDeniedException(this.folder.toString()));
        }
    }

    public Path folder() {
        return folder;
    }

    /** @param url PostgreSQL; null: SQLite, in this folder */
    Database openDatabase(@Nullable String url) {
        if (url != null) {
            return Database.open(url);
        }
        Path file = folder.resolve(DATABASE);
        try {
            requireNotLost(file);
            // files that SQLite creates get the database's permissions; those that exist keep theirs
            OwnerOnly.makeOrRestrictFile(file);
            for (String suffix : List.of("-wal", "-shm", "-journal")) {
                Path beside = folder.resolve(DATABASE + suffix);
                if (Files.exists(beside)) {
                    OwnerOnly.makeOrRestrictFile(beside);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't open " + file + ": " + reason(e), e);
        }
        return Database.sqlite(file);
    }

    /**
     * What a server makes beside its database shows that there was one. Where its mark or log is left, {@link Database}
     * says so.
     */
    private void requireNotLost(Path file) throws IOException {
        boolean isThere = Files.exists(file) && Files.size(file) > 0;
        boolean hasTraces =
                Files.exists(folder.resolve(DATABASE + ".mark")) || Files.exists(folder.resolve(DATABASE + "-wal"));
        if (isThere || hasTraces) {
            return;
        }
        for (String made : MADE_AFTER_DATABASE) {
            if (Files.exists(folder.resolve(made))) {
                throw new IllegalStateException(
                        file + " is missing, while " + made + " of its server is still here. Put"
                                + " the database back, or set OSMTALK_DATABASE_URL if it is in PostgreSQL;"
                                + " to begin anew,"
                                + " use"
                                + " an empty folder (OSMTALK_HOME)");
            }
        }
    }

    /**
     * The lock that lets a process run the server of this home; empty while another has it. The operating system
     * releases it when the process dies.
     */
    public Optional<Lock> tryLock() {
        FileChannel channel = openLockFile();
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new Lock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (OverlappingFileLockException heldByThisProcess) {
            close(channel);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("can't lock " + folder, e);
        }
    }

    /** The same, waiting as long as it takes. It is available as soon as the process that holds it dies. */
    public Lock lock() {
        FileChannel channel = openLockFile();
        try {
            channel.lock();
            return new Lock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("can't lock " + folder, e);
        }
    }

    private FileChannel openLockFile() {
        try {
            return FileChannel.open(folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("can't open the lock of " + folder, e);
        }
    }

    /**
     * Whether nobody's phone rings whatever is called from a home: none of its numbers has a trunk. An assistant is
     * told so when it connects, before there is a server and a database to ask; so where it is not certain, it is
     * false.
     *
     * @param databaseUrl PostgreSQL, where other servers may attach numbers; null: SQLite, in that folder
     */
    public static boolean simulatesEveryCall(Path folder, @Nullable String databaseUrl) {
        return databaseUrl == null
                && (Files.exists(folder.resolve(NO_TRUNKS)) || !Files.exists(folder.resolve(DATABASE)));
    }

    /** Notes whether a number has a trunk: before the first one gets it, and when the server starts. */
    void noteTrunks(boolean any) {
        if (any) {
            delete(NO_TRUNKS);
        } else {
            write(NO_TRUNKS, "No number of this home has a trunk: every call is simulated.");
        }
    }

    /** Where the server that holds the lock can be reached; empty while it is starting or when none runs. */
    public Optional<URI> serverUrl() {
        return read(SERVER_URL).map(URI::create);
    }

    void publish(URI url) {
        write(SERVER_URL, url.toString());
    }

    void unpublish() {
        delete(SERVER_URL);
    }

    /** The key that this machine's assistants use. */
    public Optional<String> localKey() {
        return read(LOCAL_KEY);
    }

    void storeLocalKey(String key) {
        write(LOCAL_KEY, key);
    }

    void forgetLocalKey() {
        delete(LOCAL_KEY);
    }

    /** Stores the generated password of the first administrator until somebody has been shown it. */
    void storeAdminPassword(String password) {
        write(ADMIN_PASSWORD, password);
    }

    /** The first administrator's password, if it was generated and nobody has been shown it yet. */
    public Optional<String> adminPassword() {
        return read(ADMIN_PASSWORD);
    }

    /** It has been shown. */
    public void deleteAdminPassword() {
        delete(ADMIN_PASSWORD);
    }

    private void delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + folder.resolve(name), e);
        }
    }

    private Optional<String> read(String name) {
        try {
            String text = Files.readString(folder.resolve(name)).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder.resolve(name), e);
        }
    }

    /** Replaces the file in one step, so that nobody reads half of it. */
    private void write(String name, String text) {
        try {
            Path draft = Files.createTempFile(folder, name, ".tmp");
            OwnerOnly.makeOrRestrictFile(draft);
            Files.writeString(draft, text + System.lineSeparator());
            Files.move(
                    draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + folder.resolve(name), e);
        }
    }

    /** The cause in words; Java has it only in the names of exceptions. */
    private static String reason(IOException problem) {
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        } else if (problem instanceof NoSuchFileException) {
            return "no such file or folder";
        } else if (problem instanceof FileAlreadyExistsException inTheWay) {
            return inTheWay.getFile() + " is a file, not a folder";
        } else if (problem instanceof FileSystemException refused && refused.getReason() != null) {
            return refused.getReason();
        }
        return String.valueOf(problem.getMessage());
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Held as long as the server runs. */
    public static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            Home.close(channel);
        }
    }
}
