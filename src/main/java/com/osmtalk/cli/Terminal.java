package com.osmtalk.cli;

import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person in front of a terminal, who can be asked for what is missing. */
interface Terminal {
    /**
     * Asks, and waits for a line.
     *
     * @return without the blanks around it; null: the person has closed the input
     */
    @Nullable
    String ask(String question);

    /** The same without showing what is typed, and as it is typed. */
    @Nullable
    String askSecretly(String question);

    /** That of this process; empty when it has none, because its input or output goes elsewhere. */
    static Optional<Terminal> ofProcess() {
        // Java 22 to 24 would give one that reads from wherever the input comes
        System.setProperty("jdk.console", "java.base");
        Console console = System.console();
        return console == null ? Optional.empty() : Optional.of(new OfConsole(console));
    }

    /** That of Java. */
    record OfConsole(Console console) implements Terminal {
        @Override
        public @Nullable String ask(String question) {
            String line = console.readLine("%s", question);
            return line == null ? null : line.strip();
        }

        @Override
        public @Nullable String askSecretly(String question) {
            char[] secret = console.readPassword("%s", question);
            return secret == null ? null : new String(secret);
        }
    }
}
