package com.osmtalk.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The texts that come with the program. */
final class Resources {
    private Resources() {}

    static String openApi() {
        return read("/com/osmtalk/openapi.yaml");
    }

    static String version() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(read("/com/osmtalk/version.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static String read(String name) {
        try (InputStream resource = Resources.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + name, e);
        }
    }
}
