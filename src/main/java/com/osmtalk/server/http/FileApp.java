package com.osmtalk.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An app that runs in the browser and consists of files packed into this program: its own, in a folder of the class
 * path, and libraries from WebJars. This class is the declaration; {@link FileAppServlet} serves it, as {@link
 * AppFiles} found it on the class path.
 *
 * <pre>{@code
 * FileApp.at("/", "com/osmtalk/dashboard")
 *         .withWebJar("lit", "lib/lit")
 *         .withHeaders(() -> Map.of("Content-Security-Policy", "default-src 'none'; script-src 'self'; …"))
 *         .withDeepLinks();
 * }</pre>
 *
 * <p>What holds for every app: {@code index.html} is the page at the app's path and is revalidated each time. The
 * names in its {@code src} and {@code href} and in an import map, when they are relative, are served from a folder
 * that is named after the content of all files, so that browsers may keep them for a year. Relative imports between
 * modules and {@code url()} in style sheets lead to the same folder: a module is never loaded twice under two names,
 * as it would be if each file's name had a hash of its own. Inline scripts of the page, an import map for one, are
 * allowed by their hash.
 */
public final class FileApp {
    private final String path;
    private final List<AppFiles.Source> sources;
    private final Supplier<Map<String, String>> headers;
    private final boolean deepLinks;
    private final @Nullable String firstModule;

    private FileApp(
            String path,
            List<AppFiles.Source> sources,
            Supplier<Map<String, String>> headers,
            boolean deepLinks,
            @Nullable String firstModule) {
        this.path = path;
        this.sources = sources;
        this.headers = headers;
        this.deepLinks = deepLinks;
        this.firstModule = firstModule;
    }

    /**
     * An app of the files in a folder.
     *
     * @param path where it is: {@code /docs}; or {@code /}, and then it answers what no route and no other app does
     * @param folder of the class path, with an {@code index.html} in it
     */
    public static FileApp at(String path, String folder) {
        return new FileApp(path, List.of(new AppFiles.Folder(folder)), Map::of, false, null);
    }

    /**
     * The same with files of a WebJar. A file of the app's own of the same name comes first.
     *
     * @param name its artifact: {@code swagger-ui}
     * @param folder of the app that they appear in: {@code lib/lit}; empty: beside {@code index.html}
     * @param files those that are served; none: all that are of a type that a page may load
     */
    public FileApp withWebJar(String name, String folder, String... files) {
        List<AppFiles.Source> more = new ArrayList<>(sources);
        more.add(new AppFiles.WebJar(name, folder, List.of(files)));
        return new FileApp(path, List.copyOf(more), headers, deepLinks, firstModule);
    }

    /**
     * The same with one file that belongs to another app.
     *
     * @param file of the class path
     * @param name in this app: {@code lib/talk/sound.js}
     */
    public FileApp withFile(String file, String name) {
        List<AppFiles.Source> more = new ArrayList<>(sources);
        more.add(new AppFiles.Single(file, name));
        return new FileApp(path, List.copyOf(more), headers, deepLinks, firstModule);
    }

    /**
     * The same with response headers, on every file: what the page may do, above all a {@code Content-Security-Policy}.
     * Without one, an app has that of the API's answers, which lets a page do nothing.
     *
     * @param other asked at each request
     */
    public FileApp withHeaders(Supplier<Map<String, String>> other) {
        return new FileApp(path, sources, other, deepLinks, firstModule);
    }

    /**
     * The same, in which the page reads further places from its address ({@code /calls/call_1}): when a person opens
     * one, it is the page that is served. A request is a person's when it accepts {@code text/html}, which no program
     * asks for unless told to, so that an unknown path of the API remains a 404; and a name with an ending ({@code
     * old.js}) is a file that is missing, whoever asks.
     */
    public FileApp withDeepLinks() {
        return new FileApp(path, sources, headers, true, firstModule);
    }

    /**
     * The same with its modules joined, so that a page is few requests: see {@link JoinedModules}.
     *
     * @param first the module that the page begins with
     */
    public FileApp withJoinedModules(String first) {
        return new FileApp(path, sources, headers, deepLinks, first);
    }

    /** Where it is, with a slash at its end. */
    String root() {
        return path.endsWith("/") ? path : path + "/";
    }

    boolean isAtRoot() {
        return path.equals("/");
    }

    boolean hasDeepLinks() {
        return deepLinks;
    }

    Map<String, String> headers() {
        return headers.get();
    }

    /** The module that the page begins with, when modules are joined. */
    Optional<String> firstModule() {
        return Optional.ofNullable(firstModule);
    }

    List<AppFiles.Source> sources() {
        return sources;
    }
}
