package com.osmtalk.mcp.guard;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberKind;
import com.osmtalk.numbering.NumberingPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which numbers may be called, and when. */
final class NumberRules {
    private final GuardSettings settings;
    private final NumberingPlan plan;

    NumberRules(GuardSettings settings, NumberingPlan plan) {
        this.settings = settings;
        this.plan = plan;
    }

    /** Where a number may be; none when that can't be told. */
    List<ZoneId> timeZones(PhoneNumber number) {
        return plan.timeZones(number);
    }

    /** The number with its country's name in brackets, as a person is shown it; without for numbers of no country. */
    String withCountry(PhoneNumber number) {
        return number
                + plan.country(number)
                        .map(country -> " (" + plan.countryName(country) + ")")
                        .orElse("");
    }

    /** @throws DialRefusedException for the first rule that stands against it */
    void check(DialRequest dial, Instant now) {
        check(dial.to());
        QuietHours quiet = settings.quietHours();
        if (quiet != null && (quiet.alsoSimulated() || !dial.simulated())) {
            checkHours(dial, quiet, now);
        }
    }

    /**
     * Checks that a campaign calls at no time that is quiet where somebody is whom it calls.
     *
     * @param from it calls nobody before
     */
    void checkHours(CampaignRun run, PhoneNumber number, Instant from) {
        QuietHours quiet = settings.quietHours();
        if (quiet == null || run.simulated() && !quiet.alsoSimulated()) {
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
                        ? "The campaign calls from " + run.hours() + "; where " + number
                                + " is, some of that is in the quiet hours from " + quiet.from() + " to " + quiet.to()
                                + ". Nobody was called."
                        : "Where " + number + " is can't be told, so that no hours are known not to be quiet"
                                + " there; nobody was called.",
                "Tell the person: make it anew with a `window` and `time_zone` outside of them, one for each part of the"
                        + " world. OSMTALK_QUIET_HOURS (--quiet-hours, now " + quiet
                        + ") sets the hours, none switches them off.");
    }

    /** The rules that hold at any time. */
    void check(PhoneNumber number) {
        NumberKind kind = plan.kind(number);
        if (kind.isNeverDialled()) {
            throw new DialRefusedException(
                    RefusalCode.NUMBER_FORBIDDEN,
                    number + " is " + kind.description() + "; such numbers are never called.",
                    "Tell the person. No setting allows it; it may be called by hand.");
        }
        if (!plan.isValid(number)) {
            throw new DialRefusedException(
                    RefusalCode.INVALID_NUMBER,
                    number + " is no number of any country's numbering plan; nothing was dialled.",
                    "Check the number with the person, with its country code and without a leading zero after that.");
        }
        if (!settings.allowed().allows(number, plan)) {
            throw new DialRefusedException(
                    RefusalCode.NOT_ALLOWED,
                    withCountry(number) + " is not on the list of what may be called; nothing was dialled.",
                    "Tell the person. The list is OSMTALK_ALLOWED_NUMBERS (--allowed-numbers): now "
                            + String.join(",", settings.allowed().entries()) + ".");
        }
    }

    private void checkHours(DialRequest dial, QuietHours quiet, Instant now) {
        Optional<Instant> over = quiet.over(now, timeZones(dial.to()));
        if (over.isPresent() && !over.get().isAfter(now)) {
            return;
        }
        String setting =
                "OSMTALK_QUIET_HOURS (--quiet-hours, now " + quiet + ") sets the hours, none switches them off.";
        throw new DialRefusedException(
                RefusalCode.OUTSIDE_HOURS,
                over.isPresent()
                        ? "Where " + dial.to() + " is, the hours from " + quiet.from() + " to " + quiet.to()
                                + " are quiet; nothing was dialled."
                        : "Where " + dial.to()
                                + " is can't be told, or it spans too many time zones to be outside quiet"
                                + " hours in all; nothing was dialled.",
                over.map(time -> "Tell the person; it may be called from " + time + " on. ")
                                .orElse("Tell the person. ")
                        + setting,
                over.<Map<String, Object>>map(time -> Map.of("retry_at", time.toString()))
                        .orElse(Map.of()));
    }
}
