package com.osmtalk.cli;

import java.util.Locale;

/** The kinds of operating system that assistants keep their files differently on. */
enum OperatingSystem {
    WINDOWS("Windows"),
    MAC("macOS"),
    OTHER("Linux");

    private final String title;

    OperatingSystem(String title) {
        this.title = title;
    }

    /** The one this runs on. */
    static OperatingSystem current() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? WINDOWS : name.startsWith("mac") ? MAC : OTHER;
    }

    /** As people call it. */
    String title() {
        return title;
    }
}
