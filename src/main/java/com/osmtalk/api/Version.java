package com.osmtalk.api;

/**
 * The version of this program, as it is shown to people and sent in {@code User-Agent} and in the protocol's greetings.
 */
public final class Version {
    // the same as in pom.xml, which VersionTest checks: reading it from a file took a twentieth of the start
    private static final String NUMBER = "0.1.0";

    private Version() {}

    /** Such as {@code 0.1.0}. */
    public static String number() {
        return NUMBER;
    }
}
