package com.osmtalk.cli;

import com.osmtalk.api.Money;
import com.osmtalk.mcp.guard.AllowList;
import com.osmtalk.mcp.guard.GuardSettings;
import com.osmtalk.mcp.guard.GuardSettings.Confirmation;
import com.osmtalk.mcp.guard.QuietHours;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** What the calls that tools place are held to. */
final class GuardOptions {
    private static final String NONE = "none";
    private static final int MAX_DUPLICATE_MINUTES = 24 * 60;

    private final Settings settings;

    GuardOptions(Settings settings) {
        this.settings = settings;
    }

    /**
     * The rules.
     *
     * @param home where the calls that were placed are remembered
     * @throws UsageException for an invalid value
     */
    GuardSettings rules(Path home) {
        GuardSettings.Builder rules = GuardSettings.in(home)
                .readOnly(settings.isTrue(Setting.READ_ONLY))
                .confirmation(settings.parsed(Setting.CONFIRM, GuardOptions::confirmation)
                        .orElseThrow())
                .perHour(unlessNone(Setting.CALLS_PER_HOUR, GuardOptions::calls).orElse(null))
                .perDay(unlessNone(Setting.CALLS_PER_DAY, GuardOptions::calls).orElse(null))
                .duplicates(Duration.ofMinutes(settings.integer(Setting.DUPLICATE_MINUTES, 0, MAX_DUPLICATE_MINUTES)
                        .orElseThrow()))
                .maxSpendPerDay(unlessNone(Setting.MAX_SPEND_PER_DAY, GuardOptions::rupees)
                        .orElse(null));
        settings.parsed(Setting.ALLOWED_NUMBERS, entries -> AllowList.parse(Arrays.asList(entries.split(","))))
                .ifPresent(rules::allowed);
        if (settings.given(Setting.QUIET_HOURS).isPresent()) {
            rules.quietHours(unlessNone(Setting.QUIET_HOURS, QuietHours::parse).orElse(null));
        }
        return rules.build();
    }

    private <T> Optional<T> unlessNone(Setting setting, Function<String, T> parse) {
        return settings.find(setting).filter(NONE::equals).isPresent()
                ? Optional.empty()
                : settings.parsed(setting, parse);
    }

    private static Confirmation confirmation(String text) {
        for (Confirmation confirmation : Confirmation.values()) {
            if (confirmation.name().equalsIgnoreCase(text)) {
                return confirmation;
            }
        }
        throw new IllegalArgumentException("must be auto, always or never, not \"" + text + "\"");
    }

    private static Integer calls(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("must be an integer of at least 1, or none, not \"" + text + "\"");
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
