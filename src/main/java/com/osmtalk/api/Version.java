package com.osmtalk.api;

/** Which version of the program this is: what client and server tell each other, and people. */
public final class Version {
    // the build's own, which VersionTest holds it to: to look it up in a file took a twentieth of the start
    private static final String NUMBER = "0.1.0";

    private Version() {}

    /** Such as {@code 0.1.0}. */
    public static String number() {
        return NUMBER;
    }
}
