package com.osmtalk.mcp.guard.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A note beside {@code guard.db} of which file that is and how many dials it has counted. A file that was deleted,
 * replaced by another or by an older copy of itself would begin the count of calls anew; the note tells.
 */
final class FileMark {
    /** Named unlike the file, so that whoever deletes that by a pattern leaves this. */
    static final String FILE = "call-limits.mark";

    private final Path file;

    /** @param home the folder of {@code guard.db} */
    FileMark(Path home) {
        this.file = home.resolve(FILE);
    }

    /** @param dials how many the file had counted at least, since it was made */
    record Mark(String identity, long dials) {}

    Optional<Mark> read() {
        try {
            String[] words = Files.readString(file).strip().split(" ");
            return Optional.of(new Mark(words[0], Long.parseLong(words[1])));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new GuardStoreException(FILE + " beside it can't be read", e);
        }
    }

    void write(Mark mark) {
        try {
            Path draft = file.resolveSibling(FILE + "." + UUID.randomUUID());
            Files.writeString(draft, mark.identity() + " " + mark.dials() + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new GuardStoreException(FILE + " beside it can't be written", e);
        }
    }
}
