package com.osmtalk;

import com.osmtalk.cli.Launch;

/** The entry point: nothing but the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Launch.run(arguments));
    }
}
