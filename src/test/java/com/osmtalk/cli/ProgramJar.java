package com.osmtalk.cli;

import com.osmtalk.Main;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program in a jar, with an archive of its classes beside it, as its users have it: a start from a folder of
 * classes takes nearly twice the processor time. Made once a build, by the first of the tests' processes that starts
 * a program.
 */
final class ProgramJar {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path FOLDER = Path.of("target/program").toAbsolutePath();

    private ProgramJar() {}

    /** What Java is told to run the program: the class path, the archive and what the manifest would say. */
    static List<String> options() {
        return Made.OPTIONS;
    }

    /** Writes the jar. @param libraries what its manifest names */
    static void write(Path jar, List<String> libraries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes().put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", libraries));
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(file -> !file.equals(CLASSES)).toList()) {
                boolean isFolder = Files.isDirectory(file);
                entries.putNextEntry(new JarEntry(CLASSES.relativize(file) + (isFolder ? "/" : "")));
                if (!isFolder) {
                    Files.copy(file, entries);
                }
            }
        }
    }

    private static final class Made {
        static final List<String> OPTIONS = options();

        private static List<String> options() {
            try {
                Files.createDirectories(FOLDER);
                try (FileChannel channel =
                        FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    channel.lock();
                    Path made = FOLDER.resolve(version());
                    if (!Files.exists(made)) {
                        deleteOthers();
                        make(made);
                    }
                    List<String> options = new ArrayList<>(classPath(made));
                    if (Files.exists(archive(made))) {
                        options.add("-XX:SharedArchiveFile=" + archive(made));
                    }
                    if (Runtime.version().feature() >= 24) {
                        // as the jar's manifest says, which is not read here
                        options.add("--enable-native-access=ALL-UNNAMED");
                    }
                    return options;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Changes with the classes and with the Java that runs them. */
        private static String version() throws IOException {
            try (Stream<Path> files = Files.walk(CLASSES)) {
                long sum = files.filter(Files::isRegularFile)
                        .mapToLong(file -> 31L * file.toString().hashCode()
                                + file.toFile().lastModified() * (file.toFile().length() + 1))
                        .sum();
                return Long.toHexString(sum) + "-" + Runtime.version().feature();
            }
        }

        private static void deleteOthers() throws IOException {
            try (Stream<Path> files = Files.walk(FOLDER, 2)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    if (!file.equals(FOLDER) && !file.endsWith("lock")) {
                        Files.delete(file);
                    }
                }
            }
        }

        /** The archive has to be made of the jar in the place where it is used. */
        private static void make(Path made) throws IOException, InterruptedException {
            Path unfinished = Files.createTempDirectory(FOLDER, "unfinished");
            write(unfinished.resolve("osmtalk.jar"), List.of());
            Files.move(unfinished, made, StandardCopyOption.ATOMIC_MOVE);
            List<String> command = new ArrayList<>(Program.java());
            command.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive(made), "-Xlog:disable"));
            command.addAll(classPath(made));
            command.addAll(List.of(Main.class.getName(), "demo", "--speed", "100"));
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(made.resolve("demo.log").toFile())
                    .start()
                    .waitFor();
        }

        private static Path archive(Path made) {
            return made.resolve("classes.jsa");
        }

        /** Folders have no place in an archive. */
        private static List<String> classPath(Path made) {
            String libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> entry.endsWith(".jar"))
                    .collect(Collectors.joining(File.pathSeparator));
            return List.of("-cp", made.resolve("osmtalk.jar") + File.pathSeparator + libraries);
        }
    }
}
