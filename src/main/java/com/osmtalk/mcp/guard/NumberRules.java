package com.osmtalk.mcp.guard;

import com.osmtalk.api.DialWindow;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberKind;
import com.osmtalk.numbering.NumberingPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which numbers may be called, and when: the rules that need no record of earlier calls. */
final class NumberRules {
    private final GuardSettings settings;
    private final NumberingPlan plan;

    NumberRules(GuardSettings settings, NumberingPlan plan) {
        this.settings = settings;
        this.plan = plan;
    }

    /** The time zones that a number may be in; none when they are unknown. */
    List<ZoneId> timeZones(PhoneNumber number) {
        return plan.timeZones(number);
    }

    /**
     * The number with the name of its country in brackets, for people; without it if the number belongs to no
     * country.
     */
    String withCountry(PhoneNumber number) {
        return number
                + plan.country(number)
                        .map(country -> " (" + plan.countryName(country) + ")")
                        .orElse("");
    }

    /** @throws DialRefusedException for the first rule that forbids it */
    void check(DialRequest dial, Instant now) {
        check(dial.to());
        dial.times().all(now).forEach(when -> checkHours(dial.to(), dial.simulated(), when, now));
    }

    /** When a server may dial a call that passes these rules now. */
    DialWindow window(DialTimes times, @Nullable Boolean simulated) {
        QuietHours quiet = quietHours(simulated);
        Duration consented = times.consented();
        return quiet == null
                ? new DialWindow(Math.toIntExact(consented.toMinutes()), null, null)
                : quiet.callingHours(consented);
    }

    /** Those that hold for a call; null: none. */
    private @Nullable QuietHours quietHours(@Nullable Boolean simulated) {
        QuietHours quiet = settings.quietHours();
        return quiet != null && (quiet.alsoSimulated() || !Boolean.TRUE.equals(simulated)) ? quiet : null;
    }

    /**
     * Checks that a campaign never calls a number in its quiet hours.
     *
     * @param from it calls nobody before this
     */
    void checkHours(CampaignRun run, PhoneNumber number, Instant from) {
        QuietHours quiet = quietHours(run.simulated());
        if (quiet == null) {
            return;
        }
        List<ZoneId> zones = timeZones(number);
        boolean known = !zones.isEmpty();
        if (known && run.hours().from(from).noneMatch(stretch -> quiet.meet(stretch, zones))) {
            return;
        }
        throw new DialRefusedException(
                RefusalCode.OUTSIDE_HOURS,
                known
                        ? "The campaign calls from " + run.hours() + ", which overlaps the quiet hours (" + quiet.from()
                                + " to " + quiet.to() + " local time) of " + number + "; nobody was called."
                        : "The time zone of " + number + " is unknown, so it may be quiet hours there; nobody was"
                                + " called.",
                "Tell the person to create the campaign again with a `window` and `time_zone` outside the quiet"
                        + " hours, one"
                        + " campaign per region. OSMTALK_QUIET_HOURS (--quiet-hours, now " + quiet
                        + ") sets them; none switches them off.");
    }

    /** The rules that hold at any time of day. */
    void check(PhoneNumber number) {
        NumberKind kind = plan.kind(number);
        if (kind.isNeverDialled()) {
            throw new DialRefusedException(
                    RefusalCode.NUMBER_FORBIDDEN,
                    number + " is " + kind.description() + ". Such numbers are never called.",
                    "Tell the person. No setting allows it; they can dial it themselves.");
        }
        if (!plan.isValid(number)) {
            throw new DialRefusedException(
                    RefusalCode.INVALID_NUMBER,
                    number + " is not a valid number in any country's numbering plan; nothing was dialled.",
                    "Check the number with the person: country code first, and no leading zero after it.");
        }
        if (!settings.allowed().allows(number, plan)) {
            throw new DialRefusedException(
                    RefusalCode.NOT_ALLOWED,
                    withCountry(number) + " is not on the list of allowed numbers; nothing was dialled.",
                    "Tell the person. OSMTALK_ALLOWED_NUMBERS (--allowed-numbers) sets the list: now "
                            + String.join(",", settings.allowed().entries()) + ".");
        }
    }

    /** That it is no quiet hour where a number is, when it is to ring. */
    void checkHours(PhoneNumber to, @Nullable Boolean simulated, Instant when, Instant now) {
        QuietHours quiet = quietHours(simulated);
        if (quiet == null) {
            return;
        }
        Optional<Instant> over = quiet.over(when, timeZones(to));
        if (over.isPresent() && !over.get().isAfter(when)) {
            return;
        }
        String setting =
                "OSMTALK_QUIET_HOURS (--quiet-hours, now " + quiet + ") sets quiet hours; none switches them off.";
        throw new DialRefusedException(
                RefusalCode.OUTSIDE_HOURS,
                over.isPresent()
                        ? (when.equals(now) ? "It is" : "At " + when + ", when this call may be dialled, it is")
                                + " quiet hours ("
                                + quiet.from() + " to " + quiet.to() + " local time) at " + to
                                + "; nothing was dialled."
                        : "The time zone of " + to
                                + " is unknown, or it may be in so many zones that it is always quiet hours in one;"
                                + " nothing was dialled.",
                over.map(time -> "Tell the person. The call is possible from " + time + " on. ")
                                .orElse("Tell the person. ")
                        + setting,
                over.<Map<String, Object>>map(time -> Map.of("retry_at", time.toString()))
                        .orElse(Map.of()));
    }
}
