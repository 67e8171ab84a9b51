package com.osmtalk.cli;

/** A program for the launcher to start: says what it was given, and where it is. */
final class Greeting {
    private Greeting() {}

    public static void main(String[] arguments) {
        System.out.println("hello " + String.join(" ", arguments) + " in " + System.getProperty("user.dir"));
    }
}
