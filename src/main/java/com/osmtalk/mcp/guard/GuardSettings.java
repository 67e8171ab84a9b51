package com.osmtalk.mcp.guard;

import com.osmtalk.api.Money;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rules that calls placed by tools are held to. */
public final class GuardSettings {
    /** When a person has to agree before a phone is dialled. */
    public enum Confirmation {
        /** Asked through the client where it can ask, and otherwise by a preview whose token the second call carries. */
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
     * The standard rules: confirmation where it can be had, 30 calls an hour and 100 a day, quiet from 21:00 to 08:00, the
     * same call once in ten minutes, no limit to what is spent.
     *
     * @param home the folder of the file that the limits are kept in; made when it is needed and not there
     */
    public static Builder in(Path home) {
        return new Builder(home);
    }

    Path home() {
        return home;
    }

    /** Wins over everything: no tool may dial or change anything. */
    public boolean readOnly() {
        return readOnly;
    }

    Confirmation confirmation() {
        return confirmation;
    }

    AllowList allowed() {
        return allowed;
    }

    /** Null: no limit. */
    @Nullable
    Integer perHour() {
        return perHour;
    }

    /** Null: no limit. */
    @Nullable
    Integer perDay() {
        return perDay;
    }

    /** Null: none. */
    @Nullable
    QuietHours quietHours() {
        return quietHours;
    }

    /** Zero: every call is a call of its own. */
    Duration duplicates() {
        return duplicates;
    }

    /** Null: no limit. */
    @Nullable
    Money maxSpendPerDay() {
        return maxSpendPerDay;
    }

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

        /** For how long the same call is not placed again; zero switches this off. */
        public Builder duplicates(Duration time) {
            this.duplicates = time;
            return this;
        }

        /** What the account may have spent on a day for another call to be placed; null for no limit. */
        public Builder maxSpendPerDay(@Nullable Money limit) {
            this.maxSpendPerDay = limit;
            return this;
        }

        public GuardSettings build() {
            return new GuardSettings(this);
        }
    }
}
