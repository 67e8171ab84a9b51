package com.osmtalk.cli;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** The environment variables that this program knows, to tell a setting from a misspelt one. */
final class Variables {
    /** Those that are no options: secrets, and what is read before the command line is. */
    private static final Set<String> NO_OPTIONS = Set.of(
            "OSMTALK_API_KEY",
            "OSMTALK_ADMIN_PASSWORD",
            "OSMTALK_LOG_LEVEL",
            "OSMTALK_JAVA_OPTS",
            "OSMTALK_STT_MODEL",
            "OSMTALK_STT_URL",
            "OSMTALK_STT_KEY",
            "OSMTALK_TTS_MODEL",
            "OSMTALK_TTS_URL",
            "OSMTALK_TTS_KEY",
            "OSMTALK_TTS_VOICE",
            "OPENAI_BASE_URL",
            "OPENAI_API_KEY",
            "OPENAI_MODEL",
            "RAZORPAY_KEY_ID",
            "RAZORPAY_KEY_SECRET",
            "RAZORPAY_WEBHOOK_SECRET",
            "RAZORPAY_BASE_URL",
            "WHATSAPP_VERIFY_TOKEN",
            "WHATSAPP_APP_SECRET",
            "WHATSAPP_ACCESS_TOKEN",
            "WHATSAPP_GRAPH_URL",
            "JAVA_HOME");

    private static final Pattern OURS = Pattern.compile("(OSM_?TALK|OSM|OPENAI|RAZORPAY|WHATSAPP|MAX_CONCURRENT)_?.*");
    private static final int TYPING_ERRORS = 3;

    private final Set<String> known = new TreeSet<>(NO_OPTIONS);

    /** @param command the program, with its commands */
    Variables(CommandSpec command) {
        command.subcommands().values().stream()
                .flatMap(subcommand -> subcommand.getCommandSpec().options().stream())
                .flatMap(option -> EnvironmentDefaults.variable(option).stream())
                .forEach(known::add);
    }

    boolean knows(String variable) {
        return known.contains(variable);
    }

    /** The known one that an unknown one was probably meant to be; empty also for one that is none of our business. */
    Optional<String> meantBy(String variable) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(candidate, variable)))
                .filter(candidate -> distance(candidate, variable) <= TYPING_ERRORS);
    }

    /** Whether it looks like a setting of this program. */
    static boolean isOurs(String variable) {
        return OURS.matcher(variable.toUpperCase(Locale.ROOT)).matches();
    }

    /** How many letters must be put in, taken out or changed to come from one to the other (Levenshtein's distance). */
    private static int distance(String from, String to) {
        int[] before = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            before[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] now = new int[to.length() + 1];
            now[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int changed = before[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                now[column] = Math.min(changed, Math.min(before[column], now[column - 1]) + 1);
            }
            before = now;
        }
        return before[to.length()];
    }
}
