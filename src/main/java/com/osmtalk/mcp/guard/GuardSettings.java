package com.osmtalk.mcp.guard;

import com.osmtalk.api.Money;
import com.osmtalk.mcp.guard.store.GuardDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings of the guard. Each says in its refusals which variable and option sets it. */
public final class GuardSettings {
    /** When a person has to agree before a phone is dialled or money is spent. */
    public enum Confirmation {
        /** Ask through the client if it can ask; otherwise show a preview whose token the next call carries. */
        AUTO,
        /** Only a person's own answer, given through the client, counts. */
        ALWAYS,
        /** Nobody is asked. */
        NEVER
    }

    private final Path home;
    private final boolean readOnly;
    private final Confirmation confirmation;
    private final AllowList allowed;
    private final @Nullable Integer perHour;
    private final @Nullable Integer perDay;
    private final @Nullable QuietHours quietHours;
    private final Duration duplicates;
    private final @Nullable Money maxSpendPerDay;

    private GuardSettings(Builder builder) {
        this.home = builder.home;
        this.readOnly = builder.readOnly;
        this.confirmation = builder.confirmation;
        this.allowed = builder.allowed;
        this.perHour = builder.perHour;
        this.perDay = builder.perDay;
        this.quietHours = builder.quietHours;
        this.duplicates = builder.duplicates;
        this.maxSpendPerDay = builder.maxSpendPerDay;
    }

    /**
     * The default settings: consent is asked where that is possible, 30 calls per hour and 100 per day, quiet hours
     * from 21:00 to 08:00, the same call once in ten minutes, no limit on spend.
     *
     * @param home the folder of the file with the records; created when it is first needed
     */
    public static Builder in(Path home) {
        return new Builder(home);
    }

    Path home() {
        return home;
    }

    /** Whether anything was dialled on this home before: there is a file then, which asking does not make. */
    public boolean hasRecords() {
        return Files.exists(home.resolve(GuardDatabase.FILE));
    }

    /** Overrides everything: no tool may dial or change anything. */
    public boolean readOnly() {
        return readOnly;
    }

    Confirmation confirmation() {
        return confirmation;
    }

    AllowList allowed() {
        return allowed;
    }

    /** Null for no limit. */
    @Nullable
    Integer perHour() {
        return perHour;
    }

    /** Null for no limit. */
    @Nullable
    Integer perDay() {
        return perDay;
    }

    /** Null for none. */
    @Nullable
    QuietHours quietHours() {
        return quietHours;
    }

    /** How long the same call is not placed again; zero when it may be placed immediately. */
    Duration duplicates() {
        return duplicates;
    }

    /** Null for no limit. */
    @Nullable
    Money maxSpendPerDay() {
        return maxSpendPerDay;
    }

    /** Collects the settings; each starts with its default. */
    public static final class Builder {
        private final Path home;
        private boolean readOnly;
        private Confirmation confirmation = Confirmation.AUTO;
        private AllowList allowed = AllowList.ANY;
        private @Nullable Integer perHour = 30;
        private @Nullable Integer perDay = 100;
        private @Nullable QuietHours quietHours = QuietHours.STANDARD;
        private Duration duplicates = Duration.ofMinutes(10);
        private @Nullable Money maxSpendPerDay;

        private Builder(Path home) {
            this.home = home;
        }

        public Builder readOnly(boolean readOnly) {
            this.readOnly = readOnly;
            return this;
        }

        public Builder confirmation(Confirmation confirmation) {
            this.confirmation = confirmation;
            return this;
        }

        public Builder allowed(AllowList allowed) {
            this.allowed = allowed;
            return this;
        }

        /** How many calls in any 60 minutes; null for no limit. */
        public Builder perHour(@Nullable Integer calls) {
            this.perHour = calls;
            return this;
        }

        /** How many calls in any 24 hours; null for no limit. */
        public Builder perDay(@Nullable Integer calls) {
            this.perDay = calls;
            return this;
        }

        /** Null for none. */
        public Builder quietHours(@Nullable QuietHours hours) {
            this.quietHours = hours;
            return this;
        }

        /** How long the same call is not placed again; zero to allow it immediately. */
        public Builder duplicates(Duration time) {
            this.duplicates = time;
            return this;
        }

        /** Once the account has spent this much on a day, no call is placed; null for no limit. */
        public Builder maxSpendPerDay(@Nullable Money limit) {
            this.maxSpendPerDay = limit;
            return this;
        }

        public GuardSettings build() {
            return new GuardSettings(this);
        }
    }
}
