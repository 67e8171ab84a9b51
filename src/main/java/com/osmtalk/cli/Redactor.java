package com.osmtalk.cli;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is never repeated of that which somebody has said: it would stand on a screen, in a log, or before a model. */
final class Redactor {
    /** Where an address begins. */
    private static final Pattern ADDRESS = Pattern.compile("(?<=[\\s'\"(<]|^)(?=[A-Za-z][A-Za-z0-9+.-]*://)");

    /** A password may hold anything, also where that makes no address: it goes on to the last @. */
    private static final Pattern USER = Pattern.compile("(?s)(?<=://).+(?=@)");

    /** A query may carry a key. */
    private static final Pattern QUERY = Pattern.compile("(?<=\\?)\\S+?(?=[,.;'\")>]*(\\s|$))");

    /** A complete key, and whatever stands before the @ of what has no scheme. */
    private static final Pattern SECRET = Pattern.compile("(?<=osm_)[A-Za-z0-9_-]{8,}|[^\\s\"'/<>]+(?=@)");

    private Redactor() {}

    /** The text with its secrets left out: rather a word too many than a part of one. */
    static String redact(String text) {
        String anonymous = ADDRESS.splitAsStream(text)
                .map(part -> USER.matcher(part).replaceFirst("…"))
                .map(part -> part.contains("://") ? QUERY.matcher(part).replaceAll("…") : part)
                .collect(Collectors.joining());
        return SECRET.matcher(anonymous).replaceAll("…");
    }
}
