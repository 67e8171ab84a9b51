package com.osmtalk;

/** The entry point: nothing but the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        throw new IllegalStateException("to be written");
    }
}
