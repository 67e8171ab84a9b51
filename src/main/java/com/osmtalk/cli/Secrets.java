package com.osmtalk.cli;

import java.util.regex.Pattern;

/** What is never repeated of that which somebody has said: it would stand on a screen, in a log, or before a model. */
final class Secrets {
    /** A whole key, and whatever stands before the @ of an address. */
    private static final Pattern SECRET = Pattern.compile("(?<=osm_)[A-Za-z0-9_-]{8,}|[^\\s\"'/<>]+(?=@)");

    private Secrets() {}

    /** The text with its secrets left out. */
    static String hidden(String text) {
        return SECRET.matcher(text).replaceAll("…");
    }
}
