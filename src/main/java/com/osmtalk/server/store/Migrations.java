package com.osmtalk.server.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Brings a database to the schema of this program. Flyway does it; but to load Flyway takes a quarter of the time in
 * which the bundled server starts (docs/performance.md), and nearly always it finds nothing to do. So its history is
 * read first: where that holds exactly the migrations that this program has, each applied and with the checksum of
 * today's file, there is nothing to do, and Flyway is not loaded. In every other case, also of a changed file or a
 * migration that failed, Flyway decides. It would let an older program run on the database of a newer one, whose
 * columns may mean something else by then: that is refused here.
 *
 * <p>The versions 12 and 17 were never given out: two changes that were made side by side became one. Flyway asks for
 * an order, not for a row without gaps.
 */
final class Migrations {
    private static final String FOLDER = "db/migration";
    private static final Pattern FILE = Pattern.compile("V([0-9]+)__[a-z_]+\\.sql");

    /** What Flyway calls migrations of files and those in Java. */
    private static final Set<String> TYPES = Set.of("SQL", "JDBC");

    private Migrations() {}

    /**
     * Applies those that are missing.
     *
     * @throws IllegalStateException when a newer version of this program has applied more
     */
    static void apply(DataSource database) {
        if (areAppliedTo(database)) {
            return;
        }
        Flyway flyway = Flyway.configure()
                .dataSource(database)
                .locations("classpath:" + FOLDER)
                .javaMigrations(new CanonicalNumbers(), new FoldedTranscripts())
                .load();
        if (Stream.of(flyway.info().applied()).anyMatch(each -> each.getState() == MigrationState.FUTURE_SUCCESS)) {
            throw new IllegalStateException("the database was made by a newer version of osmtalk. Use that version or a"
                    + " later one; to go back, restore a backup from before the upgrade");
        }
        try {
            flyway.migrate();
        } catch (FlywayValidateException other) {
            throw new IllegalStateException(
                    "the database was made by another build of osmtalk, whose steps to it are not this one's. Nothing"
                            + " was changed: use that build, or an empty home or database",
                    other);
        }
    }

    /** Whether Flyway would find nothing to do and nothing to complain of. */
    static boolean areAppliedTo(DataSource database) {
        Map<String, Integer> applied = new HashMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet history =
                        statement.executeQuery("SELECT version, type, checksum, success FROM flyway_schema_history")) {
            while (history.next()) {
                if (!TYPES.contains(history.getString("type")) || !history.getBoolean("success")) {
                    return false;
                }
                applied.put(history.getString("version"), history.getInt("checksum"));
            }
        } catch (SQLException noHistoryYet) {
            return false;
        }
        return applied.equals(ours());
    }

    /** The checksums of this program's migrations by version. */
    private static Map<String, Integer> ours() {
        Map<String, Integer> checksums = new HashMap<>();
        for (String name : names()) {
            Matcher file = FILE.matcher(name);
            if (!file.matches()) {
                throw new IllegalStateException(name + " is not named like a migration");
            }
            checksums.put(file.group(1), checksum(name));
        }
        checksums.put(CanonicalNumbers.VERSION, CanonicalNumbers.CHECKSUM);
        checksums.put(FoldedTranscripts.VERSION, FoldedTranscripts.CHECKSUM);
        return checksums;
    }

    private static List<String> names() {
        URL folder = Objects.requireNonNull(Migrations.class.getResource("/" + FOLDER));
        try {
            URLConnection connection = folder.openConnection();
            return connection instanceof JarURLConnection jar ? inJar(jar) : inFolder(Path.of(folder.toURI()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> inJar(JarURLConnection jar) throws IOException {
        String prefix = FOLDER + "/";
        List<String> names = new ArrayList<>();
        jar.getJarFile().entries().asIterator().forEachRemaining(entry -> {
            if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
                names.add(entry.getName().substring(prefix.length()));
            }
        });
        return names;
    }

    private static List<String> inFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** As Flyway makes it: CRC-32 of the lines, without their ends. */
    private static int checksum(String name) {
        CRC32 crc = new CRC32();
        try (InputStream file =
                        Objects.requireNonNull(Migrations.class.getResourceAsStream("/" + FOLDER + "/" + name));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (int) crc.getValue();
    }
}
