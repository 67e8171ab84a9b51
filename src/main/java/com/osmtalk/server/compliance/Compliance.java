package com.osmtalk.server.compliance;

import com.osmtalk.api.Agent;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallingWindow;
import com.osmtalk.api.ComplianceDraft;
import com.osmtalk.api.ComplianceSettings;
import com.osmtalk.api.Consent;
import com.osmtalk.api.DisclosureSettings;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.compliance.Refusal.Reason;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.brain.OptOutWords;
import com.osmtalk.voice.brain.optout.Sentences;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rules each organisation has set itself for dialling. An organisation that has set none may call anywhere, any
 * time.
 */
public final class Compliance {
    private static final ComplianceSettings DEFAULT = new ComplianceSettings(
            List.of(),
            new CallingWindow(false, "09:00", "21:00", List.of(0, 1, 2, 3, 4, 5, 6)),
            List.of(),
            DisclosureRules.DEFAULT,
            false);
    private static final int MAX_PHRASES = 100;
    private static final int PHRASE_LENGTH = 200;

    private final Database database;
    private final ComplianceStore store;
    private final NumberingPlan plan;
    private final UnaryOperator<String> nameOf;
    private final Clock clock;

    /** @param nameOf an organisation's name by its id */
    public Compliance(Database database, NumberingPlan plan, UnaryOperator<String> nameOf, Clock clock) {
        this.database = database;
        this.nameOf = nameOf;
        this.store = new ComplianceStore(database);
        this.plan = plan;
        this.clock = clock;
    }

    public ComplianceSettings settings(String organizationId) {
        ComplianceSettings stored = stored(organizationId);
        DisclosureSettings disclosure = stored.disclosure();
        return Objects.requireNonNull(disclosure).onBehalfOf() != null
                ? stored
                : withDisclosure(stored, DisclosureRules.onBehalfOf(disclosure, nameOf.apply(organizationId)));
    }

    /** Settings that were stored before there were the later ones have these as they are by default. */
    private ComplianceSettings stored(String organizationId) {
        ComplianceSettings stored = store.find(organizationId).orElse(DEFAULT);
        return new ComplianceSettings(
                stored.allowedCountries(),
                stored.callingWindow(),
                stored.optOutPhrases(),
                DisclosureRules.changed(DisclosureRules.DEFAULT, stored.disclosure()),
                Boolean.TRUE.equals(stored.requireConsent()));
    }

    private static ComplianceSettings withDisclosure(ComplianceSettings settings, DisclosureSettings disclosure) {
        return new ComplianceSettings(
                settings.allowedCountries(),
                settings.callingWindow(),
                settings.optOutPhrases(),
                disclosure,
                settings.requireConsent());
    }

    /**
     * Changes the fields that are set; they hold for every call from then on.
     *
     * @throws Problem INVALID naming every invalid field
     */
    public ComplianceSettings update(String organizationId, ComplianceDraft change) {
        check(change);
        return database.transaction(handle -> {
            ComplianceSettings old = stored(organizationId);
            ComplianceSettings settings = new ComplianceSettings(
                    change.allowedCountries() == null
                            ? old.allowedCountries()
                            : change.allowedCountries().stream()
                                    .map(country -> country.toUpperCase(Locale.ROOT))
                                    .distinct()
                                    .sorted()
                                    .toList(),
                    change.callingWindow() == null ? old.callingWindow() : sorted(change.callingWindow()),
                    change.optOutPhrases() == null ? old.optOutPhrases() : List.copyOf(change.optOutPhrases()),
                    DisclosureRules.changed(Objects.requireNonNull(old.disclosure()), change.disclosure()),
                    change.requireConsent() == null ? old.requireConsent() : change.requireConsent());
            store.save(organizationId, settings, clock.instant());
            return settings(organizationId);
        });
    }

    /**
     * Why a number that can be dialled must not be, or not at that time; empty when it may.
     *
     * @param at when it would be dialled
     */
    public Optional<Refusal> refusal(String organizationId, PhoneNumber number, Instant at) {
        ComplianceSettings settings = settings(organizationId);
        Optional<String> country = plan.country(number);
        Set<String> allowed = Set.copyOf(settings.allowedCountries());
        if (!allowed.isEmpty() && country.filter(allowed::contains).isEmpty()) {
            return Optional.of(new Refusal(
                    Reason.DESTINATION_NOT_ALLOWED,
                    number + " is in " + country.orElse("no country") + "; the organisation allows calls to "
                            + String.join(", ", settings.allowedCountries()) + " only.",
                    null));
        }
        return settings.callingWindow().enabled() ? refusal(settings.callingWindow(), number, at) : Optional.empty();
    }

    /** The words by which a person asks never to be called again: the usual ones and the organisation's own. */
    public OptOutWords optOutWords(String organizationId) {
        return OptOutWords.USUAL.or(new OptOutPhrases(settings(organizationId).optOutPhrases())::areIn);
    }

    /** Why a number must not be dialled outside a window, whether or not it is enabled; empty when it is inside. */
    public Optional<Refusal> refusal(CallingWindow window, PhoneNumber number, Instant at) {
        CallingHours hours = CallingHours.of(window.windowStart(), window.windowEnd(), window.weekdays());
        List<ZoneId> zones = plan.timeZones(number);
        Optional<Instant> opening = hours.nextOpening(at, zones);
        if (opening.isPresent() && !opening.get().isAfter(at)) {
            return Optional.empty();
        }
        String message = number + " may be called from " + window.windowStart() + " to " + window.windowEnd()
                + ", by the clock where it is; "
                + opening.map(time -> "next at " + time + ".")
                        .orElse("where that is can't be told, or it spans too many time zones.");
        return Optional.of(new Refusal(Reason.OUTSIDE_CALLING_WINDOW, message, opening.orElse(null)));
    }

    /**
     * What an agent says first on a phone call; empty when nothing is.
     *
     * @param simulated whether nobody's phone rings
     */
    public Optional<String> disclosure(String organizationId, Agent agent, CallDirection direction, boolean simulated) {
        return DisclosureRules.words(
                Objects.requireNonNull(settings(organizationId).disclosure()), agent, direction, simulated);
    }

    /**
     * Why a number may not be called without consent; empty when there is one, or none is demanded.
     *
     * @param consent what was recorded; null: nothing
     */
    public Optional<Refusal> refusal(String organizationId, PhoneNumber number, @Nullable Consent consent) {
        return consent != null || !Boolean.TRUE.equals(stored(organizationId).requireConsent())
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.NO_CONSENT,
                        "No consent of " + number + " to be called is recorded, and the organisation demands one. Give"
                                + " consent with its basis, source and time; nothing was dialled or charged.",
                        null));
    }

    /**
     * Adds what is wrong with a record of consent; null: there is none, which is not wrong.
     *
     * @param path of the object in the body
     */
    public void check(String path, @Nullable Consent consent, FieldErrors errors) {
        if (consent != null) {
            ConsentRules.check(path, consent, clock.instant(), errors);
        }
    }

    private void check(ComplianceDraft change) {
        FieldErrors errors = new FieldErrors();
        Set<String> known = plan.countries();
        List<String> countries = errors.elements("allowedCountries", change.allowedCountries(), known.size());
        for (int i = 0; i < countries.size(); i++) {
            if (!known.contains(countries.get(i).toUpperCase(Locale.ROOT))) {
                errors.add("allowedCountries[" + i + "]", "must be a two-letter ISO 3166-1 country code, like IN");
            }
        }
        CallingWindow window = change.callingWindow();
        if (window != null) {
            CallingHours.check("callingWindow", window.windowStart(), window.windowEnd(), window.weekdays(), errors);
        }
        List<String> phrases = errors.elements("optOutPhrases", change.optOutPhrases(), MAX_PHRASES);
        for (int i = 0; i < phrases.size(); i++) {
            String path = "optOutPhrases[" + i + "]";
            errors.required(path, phrases.get(i), PHRASE_LENGTH);
            if (!phrases.get(i).isBlank() && Sentences.words(phrases.get(i)).isBlank()) {
                errors.add(path, "must have letters or digits");
            }
        }
        DisclosureRules.check(change.disclosure(), errors);
        errors.refuseIfAny();
    }

    private static CallingWindow sorted(CallingWindow window) {
        return new CallingWindow(
                window.enabled(),
                window.windowStart(),
                window.windowEnd(),
                window.weekdays().stream().sorted().toList());
    }
}
