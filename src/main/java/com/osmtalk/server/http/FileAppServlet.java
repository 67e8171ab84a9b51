package com.osmtalk.server.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link FileApp}: content types, compression, conditional requests (RFC 9110, section 13) and caching.
 *
 * <p>Only gzip, which the JDK has: brotli would be a library with native code for a fifth fewer bytes, once a year.
 */
final class FileAppServlet extends HttpServlet {
    private static final String REVALIDATED = "no-cache";
    private static final String KEPT = "public, max-age=31536000, immutable";
    private static final String POLICY = "Content-Security-Policy";

    private final transient FileApp app;
    private transient @Nullable AppFiles files;

    FileAppServlet(FileApp app) {
        this.app = app;
    }

    /** Nothing but reading: the inherited TRACE would send a request's keys and cookies back. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> doGet(request, response);
            default -> {
                response.setHeader("Allow", "GET, HEAD");
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() == null) {
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
            response.setHeader("Location", inside(request));
        } else if (!answer(request, response, request.getPathInfo().substring(1))) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Relative, since a proxy may serve this server below a path of its own. */
    private String inside(HttpServletRequest request) {
        String folder = app.root().replaceFirst("/$", "");
        String query = request.getQueryString();
        return folder.substring(folder.lastIndexOf('/') + 1) + "/" + (query == null ? "" : "?" + query);
    }

    /**
     * Answers a GET or a HEAD, if the app has an answer.
     *
     * @param path below the app's own, decoded, without a slash at its beginning
     * @return false, with nothing written, when there is no such file and no such place in the app
     */
    boolean answer(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        AppFiles all = files();
        int slash = path.indexOf('/');
        String first = slash < 0 ? "" : path.substring(0, slash);
        Optional<AppFile> file;
        boolean kept = false;
        if (path.isEmpty() || path.equals(AppFiles.INDEX)) {
            // at the root of the API a program gets the API's answer
            file = path.isEmpty() && app.isAtRoot() && !isPerson(request) ? Optional.empty() : Optional.of(all.index());
        } else if (AppFiles.isVersionFolder(first)) {
            String name = path.substring(slash + 1);
            file = name.equals(AppFiles.INDEX) ? Optional.empty() : all.find(name);
            // a page of another version, open since before an upgrade, gets what there is now, but is not to keep it
            kept = first.equals(all.versionFolder());
        } else {
            file = all.find(path);
        }
        if (file.isEmpty() && app.hasDeepLinks() && isPlace(request, path)) {
            file = Optional.of(all.index());
        }
        if (file.isEmpty()) {
            return false;
        }
        send(request, response, file.get(), kept);
        return true;
    }

    /** Whether it is a person that asks, and for something that is no file. */
    private static boolean isPlace(HttpServletRequest request, String path) {
        return isPerson(request)
                && !path.startsWith("api/")
                && path.substring(path.lastIndexOf('/') + 1).indexOf('.') < 0;
    }

    /** Browsers ask for HTML, and no program does unless told to. */
    private static boolean isPerson(HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("text/html");
    }

    private void send(HttpServletRequest request, HttpServletResponse response, AppFile file, boolean kept)
            throws IOException {
        // on a 304 as well: a browser takes them over to what it has (RFC 9111, 3.2)
        response.setHeader("Cache-Control", kept ? KEPT : REVALIDATED);
        app.headers()
                .forEach(
                        (name, value) -> response.setHeader(name, name.equals(POLICY) ? files().policy(value) : value));
        boolean compressed = false;
        if (file.isWorthCompressing()) {
            response.addHeader("Vary", "Accept-Encoding");
            compressed = acceptsGzip(request.getHeader("Accept-Encoding"));
        }
        String plainTag = EntityTag.of(file.hash());
        String gzipTag = EntityTag.of(file.hash() + ".gz");
        response.setHeader("ETag", compressed ? gzipTag : plainTag);
        if (isKnown(request.getHeader("If-None-Match"), plainTag, gzipTag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] body = compressed ? file.gzip() : file.bytes();
        if (compressed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(file.type());
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static boolean acceptsGzip(@Nullable String accepted) {
        return accepted != null
                && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
                        .map(coding -> coding.replace(" ", ""))
                        .anyMatch(coding -> coding.equals("gzip")
                                || coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?"));
    }

    /** Tags are compared without the mark of a weak one, which a proxy that compresses may have added. */
    private static boolean isKnown(@Nullable String ifNoneMatch, String... tags) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals("*") || Arrays.asList(tags).contains(tag));
    }

    /** Read when first asked for: most servers are never looked at with a browser. */
    private synchronized AppFiles files() {
        if (files == null) {
            files = AppFiles.of(app);
        }
        return files;
    }
}
