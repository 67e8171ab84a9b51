package com.osmtalk.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The texts that come with the program and that it serves. */
final class Resources {
    private Resources() {}

    static String openApi() {
        return read("/com/osmtalk/openapi.yaml");
    }

    private static String read(String name) {
        try (InputStream resource = Resources.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + name, e);
        }
    }
}
