package com.osmtalk.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a {@link FileApp} as they were found on the class path, under the names they are served by. They are
 * listed and read once, so that a request only looks a name up: a path with {@code ..} in it, a folder, or anything
 * else that is not a file of the app is simply not among them.
 */
final class AppFiles {
    static final String INDEX = "index.html";

    private static final Pattern REFERENCE = Pattern.compile("\\b((?:src|href)=\")([^\":?#]+)(?=\")");
    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script(?![^>]*\\bsrc=)([^>]*)>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern IMPORTED = Pattern.compile("(?<=\")\\./(?=[^\"]*\")");
    private static final int HASH_DIGITS = 16;

    private final Map<String, AppFile> files;
    private final String version;
    private final List<String> inlineScripts;

    private AppFiles(Map<String, AppFile> files, String version, List<String> inlineScripts) {
        this.files = files;
        this.version = version;
        this.inlineScripts = inlineScripts;
    }

    /** Where files come from. */
    sealed interface Source permits Folder, Single, WebJar {
        /** Their content by the names they have in the app. */
        Map<String, byte[]> read() throws IOException;
    }

    /** A folder of the class path, in a JAR or on disk, with all that is below it. */
    record Folder(String path) implements Source {
        @Override
        public Map<String, byte[]> read() throws IOException {
            URL index = loader().getResource(path + "/" + INDEX);
            if (index == null) {
                throw new IOException(path + "/" + INDEX + " is not on the class path");
            }
            return index.openConnection() instanceof JarURLConnection inJar
                    ? inJar(inJar, path + "/")
                    : onDisk(Path.of(URI.create(index.toString())).resolveSibling(""));
        }
    }

    /**
     * One file of the class path that another app has too.
     *
     * @param name in this app
     */
    record Single(String path, String name) implements Source {
        @Override
        public Map<String, byte[]> read() throws IOException {
            try (InputStream in = loader().getResourceAsStream(path)) {
                if (in == null) {
                    throw new IOException(path + " is not on the class path");
                }
                return Map.of(name, in.readAllBytes());
            }
        }
    }

    /** @param files those that are wanted; none: all */
    record WebJar(String name, String folder, List<String> files) implements Source {
        private static final List<String> GROUPS = List.of("org.webjars", "org.webjars.npm");

        @Override
        public Map<String, byte[]> read() throws IOException {
            URL properties = GROUPS.stream()
                    .map(group -> loader().getResource("META-INF/maven/" + group + "/" + name + "/pom.properties"))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow(() -> new IOException("the WebJar " + name + " is not on the class path"));
            Properties version = new Properties();
            try (InputStream in = properties.openStream()) {
                version.load(in);
            }
            String base = "META-INF/resources/webjars/" + name + "/" + version.getProperty("version") + "/";
            Map<String, byte[]> named = new TreeMap<>();
            inJar((JarURLConnection) properties.openConnection(), base).forEach((file, bytes) -> {
                if (files.isEmpty() || files.contains(file)) {
                    named.put(folder.isEmpty() ? file : folder + "/" + file, bytes);
                }
            });
            if (named.size() < files.size()) {
                throw new IOException("the WebJar " + name + " lacks one of " + files + "; it has " + named.keySet());
            }
            return named;
        }
    }

    /** Reads an app's files. @throws UncheckedIOException when one that it declares is missing from the program */
    static AppFiles of(FileApp app) {
        Map<String, byte[]> found = new TreeMap<>();
        try {
            for (Source source : app.sources()) {
                source.read().forEach(found::putIfAbsent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the files of the app at " + app.root(), e);
        }
        found.keySet().removeIf(name -> !AppFile.isServed(name));
        app.firstModule().ifPresent(first -> found.putAll(JoinedModules.join(first, found)));
        String version = version(found);
        // a page that is opened at any depth needs absolute references
        String base = (app.hasDeepLinks() ? app.root() : "") + versionFolder(version) + "/";
        String page = index(new String(found.get(INDEX), StandardCharsets.UTF_8), found, base, app.hasDeepLinks());
        found.put(INDEX, page.getBytes(StandardCharsets.UTF_8));
        Map<String, AppFile> files = new TreeMap<>();
        found.forEach((name, bytes) -> files.put(name, new AppFile(name, bytes)));
        return new AppFiles(Map.copyOf(files), version, inlineScripts(page));
    }

    Optional<AppFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    AppFile index() {
        return Objects.requireNonNull(files.get(INDEX));
    }

    /** The name of the folder that browsers may keep files of. It changes when the content of any file does. */
    String versionFolder() {
        return versionFolder(version);
    }

    /** The folder of this or of another version; no file of an app begins like it. */
    static boolean isVersionFolder(String segment) {
        return segment.startsWith("@") && segment.length() == HASH_DIGITS + 1;
    }

    private static String versionFolder(String version) {
        return "@" + version;
    }

    /** The policy, which then allows the page's inline scripts beside those from this server. */
    String policy(String contentSecurityPolicy) {
        StringBuilder scripts = new StringBuilder("script-src 'self'");
        inlineScripts.forEach(hash -> scripts.append(" '").append(hash).append('\''));
        return contentSecurityPolicy.replace("script-src 'self'", scripts);
    }

    /** The first digits of the SHA-256 of a content. */
    static String hash(byte[]... contents) {
        MessageDigest digest = sha256();
        for (byte[] content : contents) {
            digest.update(content);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
    }

    private static String version(Map<String, byte[]> files) {
        List<byte[]> all = new ArrayList<>();
        files.forEach((name, bytes) -> {
            all.add((name + '\n' + bytes.length + '\n').getBytes(StandardCharsets.UTF_8));
            all.add(bytes);
        });
        return hash(all.toArray(byte[][]::new));
    }

    /** The page with its references to files of the app led into the version's folder. */
    private static String index(String page, Map<String, byte[]> files, String base, boolean absolute) {
        String referring = REFERENCE
                .matcher(page)
                .replaceAll(reference -> Matcher.quoteReplacement(
                        reference.group(1) + (files.containsKey(reference.group(2)) ? base : "") + reference.group(2)));
        String imports = absolute ? base : "./" + base;
        return INLINE_SCRIPT
                .matcher(referring)
                .replaceAll(script -> Matcher.quoteReplacement(
                        script.group(1).contains("importmap")
                                ? IMPORTED.matcher(script.group()).replaceAll(Matcher.quoteReplacement(imports))
                                : script.group()));
    }

    /** The text of a page's import map. */
    static Optional<String> importMap(String page) {
        return INLINE_SCRIPT
                .matcher(page)
                .results()
                .filter(script -> script.group(1).contains("importmap"))
                .map(script -> script.group(2))
                .findFirst();
    }

    /** As a Content-Security-Policy names them (CSP Level 3, 2.3.1: hash-source). */
    private static List<String> inlineScripts(String page) {
        return INLINE_SCRIPT
                .matcher(page)
                .results()
                .map((MatchResult script) -> script.group(2).getBytes(StandardCharsets.UTF_8))
                .map(text -> "sha256-" + Base64.getEncoder().encodeToString(sha256().digest(text)))
                .toList();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static ClassLoader loader() {
        return AppFiles.class.getClassLoader();
    }

    /** All files below a path in the JAR that a resource is in. */
    private static Map<String, byte[]> inJar(JarURLConnection resource, String path) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        // not the JAR that the class loader reads from, since this one is closed
        resource.setUseCaches(false);
        try (JarFile jar = resource.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!entry.isDirectory() && entry.getName().startsWith(path)) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.put(entry.getName().substring(path.length()), in.readAllBytes());
                    }
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> onDisk(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walked = Files.walk(folder)) {
            for (Path file : walked.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
