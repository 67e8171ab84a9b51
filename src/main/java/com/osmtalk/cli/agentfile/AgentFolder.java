package com.osmtalk.cli.agentfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder of agents' files: all that end in {@code .yaml} or {@code .yml}, and none in folders below it. */
public final class AgentFolder {
    private static final long LARGEST = 1 << 20;
    private static final int MOST_FILES = 1_000;
    private static final int NAME_LENGTH = 60;

    /** What Windows takes for a device, with any ending. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private final Path folder;
    private final boolean isImport;

    public AgentFolder(Path folder) {
        this(folder, false);
    }

    /** @param isImport whether its agents may have fields that nothing here knows */
    public AgentFolder(Path folder, boolean isImport) {
        this.folder = folder;
        this.isImport = isImport;
    }

    public Path path() {
        return folder;
    }

    public boolean exists() {
        return Files.isDirectory(folder);
    }

    /**
     * The files, by their names.
     *
     * @throws AgentFileException for all that hold no agent, and for two of one agent
     */
    public List<AgentFile> files() {
        List<AgentReading> readings = readings();
        AgentFileException.throwIfAny(
                readings.stream().flatMap(each -> each.problem().stream()).toList());
        return readings.stream().flatMap(each -> each.agent().stream()).toList();
    }

    /** What each file holds, by their names; of two files of one agent the second is refused. */
    public List<AgentReading> readings() {
        if (!exists()) {
            return List.of();
        }
        Map<String, AgentFile> byId = new HashMap<>();
        return paths().stream().map(path -> reading(path, byId)).toList();
    }

    private AgentReading reading(Path path, Map<String, AgentFile> byId) {
        try {
            AgentFile file = AgentYaml.read(path, text(path), isImport);
            AgentFile other = file.id() == null ? null : byId.putIfAbsent(file.id(), file);
            if (other != null) {
                throw new AgentFileException(
                        path,
                        "is of the agent " + file.id() + ", as " + other.fileName() + " is: take the id out of one");
            }
            return new AgentReading(path, Optional.of(file), Optional.empty());
        } catch (AgentFileException e) {
            return new AgentReading(path, Optional.empty(), Optional.of(e));
        }
    }

    private List<Path> paths() {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> paths = all.filter(AgentFolder::isOurs).sorted().toList();
            if (paths.size() > MOST_FILES) {
                throw new AgentFileException(folder, "has more than " + MOST_FILES + " files");
            }
            return paths;
        } catch (IOException e) {
            throw new AgentFileException(folder, "can't be read: " + e.getMessage(), e);
        }
    }

    private static boolean isOurs(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.startsWith(".") && Files.isRegularFile(path);
    }

    private static String text(Path path) {
        try {
            if (Files.size(path) > LARGEST) {
                throw new AgentFileException(path, "is larger than a megabyte, which no agent needs");
            }
            String text = Files.readString(path, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new AgentFileException(path, "is not UTF-8 text", e);
        } catch (IOException e) {
            throw new AgentFileException(path, "can't be read: " + e.getMessage(), e);
        }
    }

    /** Writes an agent of the server to its file, or to a new one. @return the file */
    Path write(ServerAgent agent, Optional<AgentFile> before) {
        Path path = before.map(AgentFile::path).orElseGet(() -> newPath(agent));
        write(path, agent.yaml());
        return path;
    }

    /** Notes what the agent of a file is on the server by now; all else of the file stays as it is. */
    void note(AgentFile file, String id, String fingerprint) {
        String text = AgentYaml.withKeys(text(file.path()), new TreeMap<>(Map.of("id", id, "pulled", fingerprint)));
        write(file.path(), text);
    }

    /** The whole file or nothing of it, also when the power fails in between. */
    private void write(Path path, String text) {
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, ".unfinished-", ".tmp");
            try {
                Files.writeString(unfinished, text, StandardCharsets.UTF_8);
                Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " can't be written: " + e.getMessage(), e);
        }
    }

    private Path newPath(ServerAgent agent) {
        String id = agent.agent().id().toLowerCase(Locale.ROOT);
        String end = id.replaceAll("[^a-z0-9]", "");
        String tail = end.substring(Math.max(0, end.length() - 6));
        String name = fileName(agent.agent().name());
        Predicate<String> isFree = each -> !Files.exists(folder.resolve(each + ".yaml"));
        return Stream.of(name, name + "-" + tail, name + "-" + end)
                .filter(isFree)
                .findFirst()
                .map(each -> folder.resolve(each + ".yaml"))
                .orElseThrow(() -> new AgentFileException(folder, "has no free name for a file of " + id));
    }

    /** Of the name's letters and digits: it must be a file's name on every system, and be none of a path. */
    static String fileName(String agentName) {
        String plain = Normalizer.normalize(agentName, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String name = plain.substring(0, Math.min(plain.length(), NAME_LENGTH)).replaceAll("^-+|-+$", "");
        return name.isEmpty() || DEVICES.contains(name) ? ("agent-" + name).replaceAll("-$", "") : name;
    }
}
