package com.osmtalk.cli;

import com.osmtalk.api.Money;
import com.osmtalk.mcp.guard.AllowList;
import com.osmtalk.mcp.guard.GuardSettings;
import com.osmtalk.mcp.guard.QuietHours;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the calls that tools place are held to; each option is an environment variable too. */
final class GuardOptions {
    private static final String NONE = "none";
    private static final int MAX_DUPLICATE_MINUTES = 24 * 60;

    @Option(
            names = "--read-only",
            paramLabel = "BOOLEAN",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Place no calls and change nothing (OSMTALK_READ_ONLY; default: false).")
    boolean readOnly;

    @Option(
            names = "--confirm",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "Whether a person agrees to each call first: auto, always or never (OSMTALK_CONFIRM;"
                    + " default: auto).")
    GuardSettings.Confirmation confirmation;

    @Option(
            names = "--allowed-numbers",
            paramLabel = "ENTRY",
            split = ",",
            description = "Countries (IN), beginnings (+91) or numbers that may be called (OSMTALK_ALLOWED_NUMBERS;"
                    + " default: any).")
    @Nullable
    List<String> allowedNumbers;

    @Option(
            names = "--calls-per-hour",
            paramLabel = "N",
            defaultValue = "30",
            description = "Calls in any 60 minutes, or none for no limit (OSMTALK_CALLS_PER_HOUR; default: 30).")
    String callsPerHour;

    @Option(
            names = "--calls-per-day",
            paramLabel = "N",
            defaultValue = "100",
            description = "Calls in any 24 hours, or none for no limit (OSMTALK_CALLS_PER_DAY; default: 100).")
    String callsPerDay;

    @Option(
            names = "--quiet-hours",
            paramLabel = "FROM-TO",
            description = "When nobody is called, by the clock where the callee is, or none (OSMTALK_QUIET_HOURS;"
                    + " default: 21:00-08:00, for calls that are not simulated).")
    @Nullable
    String quietHours;

    @Option(
            names = "--duplicate-minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "For how long the same call is not placed again, 0: not at all (OSMTALK_DUPLICATE_MINUTES;"
                    + " default: 10).")
    int duplicateMinutes;

    @Option(
            names = "--max-spend-per-day",
            paramLabel = "RUPEES",
            defaultValue = NONE,
            description = "Place no call that could take the account's spend of the day above this"
                    + " (OSMTALK_MAX_SPEND_PER_DAY; default: none).")
    String maxSpendPerDay;

    /**
     * The rules.
     *
     * @param home where the calls that were placed are remembered
     * @throws UsageException for a value that is none
     */
    GuardSettings settings(Path home) {
        if (duplicateMinutes < 0 || duplicateMinutes > MAX_DUPLICATE_MINUTES) {
            throw new UsageException("--duplicate-minutes (OSMTALK_DUPLICATE_MINUTES) must be 0 to "
                    + MAX_DUPLICATE_MINUTES + ", not " + duplicateMinutes);
        }
        GuardSettings.Builder rules = GuardSettings.in(home)
                .readOnly(readOnly)
                .confirmation(confirmation)
                .perHour(parsed("--calls-per-hour (OSMTALK_CALLS_PER_HOUR)", callsPerHour, GuardOptions::calls))
                .perDay(parsed("--calls-per-day (OSMTALK_CALLS_PER_DAY)", callsPerDay, GuardOptions::calls))
                .duplicates(Duration.ofMinutes(duplicateMinutes))
                .maxSpendPerDay(parsed(
                        "--max-spend-per-day (OSMTALK_MAX_SPEND_PER_DAY)", maxSpendPerDay, GuardOptions::rupees));
        if (allowedNumbers != null) {
            rules.allowed(parsed("--allowed-numbers (OSMTALK_ALLOWED_NUMBERS)", allowedNumbers, AllowList::parse));
        }
        if (quietHours != null) {
            rules.quietHours(parsed("--quiet-hours (OSMTALK_QUIET_HOURS)", quietHours, QuietHours::parse));
        }
        return rules.build();
    }

    /** @return null for none */
    private static <T, V> @Nullable V parsed(String option, T value, Function<T, V> parse) {
        if (NONE.equals(value)) {
            return null;
        }
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + " " + e.getMessage());
        }
    }

    private static Integer calls(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("must be a whole number from 1 on, or none, not \"" + text + "\"");
        }
        return Integer.valueOf(text);
    }

    private static Money rupees(String text) {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,2})?")) {
            throw new IllegalArgumentException("must be rupees like 500 or 99.50, or none, not \"" + text + "\"");
        }
        return Money.ofRupees(new BigDecimal(text));
    }
}
