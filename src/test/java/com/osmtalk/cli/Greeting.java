package com.osmtalk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A small program for the launcher to start: says what it was told, and where. */
final class Greeting {
    private Greeting() {}

    public static void main(String[] arguments) {
        System.out.println("hello " + String.join(" ", arguments) + " in " + System.getProperty("user.dir"));
    }

    /** Puts it into a folder, with the launcher, as a build would. */
    static void install(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("target/lib"));
        Files.copy(Path.of("osmtalk"), folder.resolve("osmtalk"));
        writeJar(folder);
    }

    /** @return the jar */
    static Path writeJar(Path folder) throws IOException {
        Path jar = folder.resolve("target/osmtalk.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Greeting.class.getName());
        String file = Greeting.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                InputStream greeting = Greeting.class.getClassLoader().getResourceAsStream(file)) {
            entries.putNextEntry(new JarEntry(file));
            Objects.requireNonNull(greeting).transferTo(entries);
        }
        return jar;
    }
}
