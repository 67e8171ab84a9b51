package com.osmtalk.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One file of a {@link FileApp}, in memory. */
final class AppFile {
    /** What a page may load. A file of any other type is not served, whatever a WebJar holds besides. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html;charset=utf-8"),
            Map.entry("js", "text/javascript;charset=utf-8"),
            Map.entry("mjs", "text/javascript;charset=utf-8"),
            Map.entry("css", "text/css;charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    /** Below it a response fits one packet either way. */
    private static final int WORTH_COMPRESSING = 1_000;

    private final String type;
    private final byte[] bytes;
    private final String hash;
    private byte @Nullable [] gzip;

    /** @param name with an ending that {@link #isServed} */
    AppFile(String name, byte[] bytes) {
        this.type = TYPES.get(ending(name));
        this.bytes = bytes;
        this.hash = AppFiles.hash(bytes);
    }

    static boolean isServed(String name) {
        return TYPES.containsKey(ending(name));
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    String type() {
        return type;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Of its content. */
    String hash() {
        return hash;
    }

    boolean isWorthCompressing() {
        return bytes.length >= WORTH_COMPRESSING && !type.equals("image/png") && !type.equals("font/woff2");
    }

    /** Its content compressed, done once. */
    synchronized byte[] gzip() {
        if (gzip == null) {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3);
            try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
                out.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            gzip = compressed.toByteArray();
        }
        return gzip;
    }
}
