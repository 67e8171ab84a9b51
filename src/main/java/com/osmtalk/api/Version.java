package com.osmtalk.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which version of the program this is: what client and server tell each other, and people. */
public final class Version {
    private Version() {}

    /** Such as {@code 0.1.0}. */
    public static String number() {
        try (InputStream file = Version.class.getResourceAsStream("/com/osmtalk/version.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(file, "version.properties is missing from the program"));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
