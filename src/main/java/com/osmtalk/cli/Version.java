package com.osmtalk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which version of the program this is. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "osmtalk " + number(), "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
        };
    }

    static String number() {
        try (InputStream file = Version.class.getResourceAsStream("/com/osmtalk/version.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
