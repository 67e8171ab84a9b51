package com.osmtalk.cli;

import com.osmtalk.Main;
import java.io.PrintStream;

/** The program with a library in it that prints, as soon as it finds standard output to be another than at first. */
public final class Chatterbox {
    static final String WORDS = "a library's words";

    private Chatterbox() {}

    public static void main(String[] arguments) {
        PrintStream first = System.out;
        Thread library = new Thread(() -> {
            while (true) {
                if (System.out == first) {
                    Thread.onSpinWait();
                } else {
                    System.out.println(WORDS);
                }
            }
        });
        library.setDaemon(true);
        library.start();
        Main.main(arguments);
    }
}
