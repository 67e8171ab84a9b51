package com.osmtalk.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The archive of classes (AppCDS) with which {@link QuickStart} starts Java: what Java would load and check at every
 * start, ready to be mapped. It is good for one Java and one jar, which its name holds: one that does not fit is never
 * found. The launcher has archives of its own beside it, since it also looks after them without a Java.
 *
 * @param file where it is, or will be
 * @param jar the program
 * @param prefix how names of others begin that were made for the same Java and purpose, and are no longer of use
 */
record ClassArchive(Path file, Path jar, String prefix) {
    /** A training that is older than this was ended before it was done. */
    private static final Duration TRAINING_LIMIT = Duration.ofMinutes(10);

    /** @param isClient a thin client needs so little of what a server does that one for both would cost it memory */
    static ClassArchive of(Path jar, boolean isClient, Map<String, String> environment) {
        String runtime = System.getProperty("java.runtime.version", "").replaceAll("[^A-Za-z0-9.+-]", "-");
        String prefix = "jar-" + runtime + (isClient ? "-client-" : "-server-");
        String made = System.getProperty("java.home") + "\n" + jar + "\n"
                + jar.toFile().lastModified();
        CRC32 hash = new CRC32();
        hash.update(made.getBytes(StandardCharsets.UTF_8));
        Path file = folder(jar.getParent(), environment).resolve(prefix + Long.toHexString(hash.getValue()) + ".jsa");
        return new ClassArchive(file, jar, prefix);
    }

    /** Beside the jar, or where nothing can be written there, in the user's cache. */
    private static Path folder(Path target, Map<String, String> environment) {
        if (Files.isWritable(target)) {
            return target.resolve("start");
        }
        Path cache = Stream.of("XDG_CACHE_HOME", "LOCALAPPDATA")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .findFirst()
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        return cache.resolve("osmtalk");
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** What Java is told to use it; nothing where there is none. */
    List<String> options() {
        if (!exists()) {
            return List.of();
        }
        List<String> use = List.of(
                "-XX:SharedArchiveFile=" + file,
                // at the place it was made for: to move it takes longer than to read it
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0");
        // one that can't be read is an error to newer Javas, and none to us
        return Runtime.version().feature() < 24
                ? use
                : Stream.concat(use.stream(), Stream.of("-Xlog:aot*=off:stderr", "-Xlog:cds*=off:stderr"))
                        .toList();
    }

    /** Makes it in a process of its own, which goes on when this one has ended. */
    void makeBehind(boolean isClient) {
        try {
            QuickStart.startBehind(List.of(
                    QuickStart.java(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    jar.toString(),
                    ClassArchiveTraining.class.getName(),
                    jar.toString(),
                    isClient ? "client" : "server"));
        } catch (IOException noProcess) {
            // this session has what it needs, and the next start tries again
            System.err.println("osmtalk: no archive of classes could be made: " + noProcess);
        }
    }

    /**
     * Makes it here and now, where nobody else does.
     *
     * @param training writes an archive to a file, with a folder of its own to work in
     */
    void make(Training training) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Path work = file.resolveSibling("." + file.getFileName() + ".training");
        if (Files.exists(work)
                && Files.getLastModifiedTime(work).toMillis()
                        < System.currentTimeMillis() - TRAINING_LIMIT.toMillis()) {
            TemporaryFolder.delete(work);
        }
        try {
            Files.createDirectory(work);
        } catch (FileAlreadyExistsException another) {
            return;
        }
        try {
            Path made = work.resolve("archive");
            training.write(made, work);
            if (!Files.exists(made)) {
                // a Java that makes none is not asked at each start
                Files.createFile(made);
            }
            Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            forgetOthers();
        } finally {
            TemporaryFolder.delete(work);
        }
    }

    /** One is made of a run of the program. */
    interface Training {
        void write(Path archive, Path work) throws IOException, InterruptedException;
    }

    private void forgetOthers() throws IOException {
        try (Stream<Path> others = Files.list(file.getParent())) {
            for (Path other : others.filter(
                            each -> each.getFileName().toString().startsWith(prefix))
                    .filter(each -> !each.equals(file))
                    .toList()) {
                Files.deleteIfExists(other);
            }
        }
    }
}
