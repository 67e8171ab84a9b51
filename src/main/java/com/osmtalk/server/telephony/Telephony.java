package com.osmtalk.server.telephony;

import com.osmtalk.api.AvailableNumber;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.NumberProvision;
import com.osmtalk.api.NumberPurchase;
import com.osmtalk.api.NumberSearch;
import com.osmtalk.api.NumberType;
import com.osmtalk.api.NumberWithTrunk;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.OwnedNumberDraft;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.billing.Rates;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.carrier.Carriers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Getting telephone numbers: finding and buying them, or bringing those that were bought elsewhere.
 *
 * <p>What is for sale is asked before the transaction that buys, not in it. Whether the number is held is asked inside:
 * two who buy the same number at the same time can both have been offered it.
 */
public final class Telephony {
    private static final String DEFAULT_COUNTRY = "IN";
    private static final int DEFAULT_LIMIT = 20;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    private final Database database;
    private final Carriers carriers;
    private final NumberingPlan plan;
    private final NumberInventory inventory;
    private final Numbers numbers;
    private final NumberRents rents;
    private final Trunks trunks;
    private final Ledger ledger;
    private final Rates rates;

    public Telephony(
            Database database,
            Carriers carriers,
            NumberingPlan plan,
            NumberInventory inventory,
            Numbers numbers,
            NumberRents rents,
            Trunks trunks,
            Ledger ledger,
            Rates rates) {
        this.database = database;
        this.carriers = carriers;
        this.plan = plan;
        this.inventory = inventory;
        this.numbers = numbers;
        this.rents = rents;
        this.trunks = trunks;
        this.ledger = ledger;
        this.rates = rates;
    }

    /** Numbers that can be bought now. @throws Problem INVALID for a country without a numbering plan */
    public List<AvailableNumber> search(NumberSearch search) {
        String country =
                search.country() == null ? DEFAULT_COUNTRY : search.country().toUpperCase(Locale.ROOT);
        if (!plan.hasCountry(country)) {
            throw Problem.invalid("country", "must be a two-letter ISO 3166-1 country code, like IN");
        }
        String contained = search.contains() == null ? "" : search.contains();
        if (!contained.isEmpty() && !DIGITS.matcher(contained).matches()) {
            throw Problem.invalid("contains", "must be 1 to 15 digits");
        }
        NumberType type = search.type() == null ? NumberType.LOCAL : search.type();
        List<PhoneNumber> found = inventory.numbers(country, type).stream()
                .filter(number -> number.e164().contains(contained))
                .toList();
        Set<PhoneNumber> held = numbers.held(found);
        return found.stream()
                .filter(number -> !held.contains(number))
                .limit(search.limit() == null ? DEFAULT_LIMIT : search.limit())
                .map(number -> offer(number, country, type))
                .toList();
    }

    /**
     * Buys a number: takes it, pays for it and starts its rent, all or nothing.
     *
     * @throws Problem NOT_FOUND when nobody offers it, CONFLICT {@code number_taken} when it is held,
     *     REFUSED {@code no_carrier} when it could not be called from here, INSUFFICIENT_CREDITS when the credits do
     *     not cover it, INVALID for an agent that is not ours
     */
    public OwnedNumber buy(String organizationId, NumberPurchase purchase) {
        PhoneNumber phoneNumber = purchase.phoneNumber();
        Optional<AvailableNumber> offered = offered(phoneNumber);
        return database.transaction(handle -> {
            if (numbers.held(List.of(phoneNumber)).contains(phoneNumber)) {
                throw Problem.conflict("number_taken", phoneNumber + " is already held; buy another number.");
            }
            AvailableNumber offer = offered.orElseThrow(() -> Problem.notFound(
                    phoneNumber + " is not for sale; search /api/telephony/numbers/search for one that is."));
            numbers.requireCarrier(phoneNumber, inventory.provider());
            OwnedNumber number = numbers.take(
                    organizationId,
                    new OwnedNumberDraft(phoneNumber, purchase.label(), inventory.provider(), purchase.agentId(), null),
                    offer.monthlyCost());
            ledger.payForNumber(
                    organizationId, number.id(), offer.setupCost(), offer.monthlyCost(), phoneNumber.e164());
            rents.start(organizationId, number);
            return number;
        });
    }

    /**
     * Attaches a number that was bought elsewhere. Nothing is asked of its provider, and it costs nothing here. One of
     * a provider without a carrier here is stored as well, with its trunk, for the day this server has one; it says
     * of itself that it can't be called from.
     *
     * @throws Problem INVALID naming every invalid field, CONFLICT {@code number_taken} when it is held
     */
    public OwnedNumber provision(String organizationId, NumberProvision provision) {
        SipTrunk trunk = provision.sip() == null ? null : TrunkRules.canonical(provision.sip());
        FieldErrors errors = new FieldErrors();
        if (trunk == null && provision.provider() == NumberProvider.SIP) {
            errors.add("sip", "is required with the provider sip");
        } else if (trunk != null && provision.provider() == NumberProvider.SIMULATED) {
            errors.add("sip", "must be left out with the provider simulated");
        }
        if (trunk != null) {
            TrunkRules.check("sip.", trunk, errors);
        }
        errors.refuseIfAny();
        return database.transaction(handle -> {
            OwnedNumber number = numbers.take(
                    organizationId,
                    new OwnedNumberDraft(provision.phoneNumber(), null, provision.provider(), null, null));
            if (trunk == null) {
                return number;
            }
            trunks.put(number.id(), trunk);
            // which can be called from now
            return numbers.get(organizationId, number.id());
        });
    }

    /**
     * Gives a number another trunk. What the new one leaves out is at its default; only the password stays when it is
     * left out, as long as the user and where it is sent are the same.
     *
     * @throws Problem NOT_FOUND when there is no such number, CONFLICT when it is one of the simulated network, INVALID
     *     naming every invalid field
     */
    public OwnedNumber changeTrunk(String organizationId, String numberId, SipTrunk change) {
        SipTrunk trunk = TrunkRules.canonical(change);
        FieldErrors errors = new FieldErrors();
        TrunkRules.check("", trunk, errors);
        return database.transaction(handle -> {
            OwnedNumber number = numbers.get(organizationId, numberId);
            if (number.provider() == NumberProvider.SIMULATED) {
                throw Problem.conflict(
                        "conflict",
                        number.phoneNumber() + " is a number of the simulated network, which has no trunks; set its"
                                + " provider to sip first.");
            }
            errors.refuseIfAny();
            trunks.put(numberId, trunk);
            return numbers.get(organizationId, numberId);
        });
    }

    /** A number and its trunk, without the password. @throws Problem NOT_FOUND when there is no such number */
    public NumberWithTrunk get(String organizationId, String numberId) {
        OwnedNumber number = numbers.get(organizationId, numberId);
        Optional<TrunkStore.Given> given = trunks.given(numberId);
        return new NumberWithTrunk(
                number,
                given.map(TrunkStore.Given::trunk).orElse(null),
                given.map(TrunkStore.Given::passwordSet).orElse(null));
    }

    /** All numbers that are held, the newest first. */
    public Page<OwnedNumber> owned(String organizationId, Optional<List<String>> only, PageRequest page) {
        return numbers.list(organizationId, only, page);
    }

    private Optional<AvailableNumber> offered(PhoneNumber number) {
        return plan.country(number)
                .flatMap(country -> plan.type(number)
                        .filter(type -> inventory.numbers(country, type).contains(number))
                        .map(type -> offer(number, country, type)));
    }

    private AvailableNumber offer(PhoneNumber number, String country, NumberType type) {
        String name = plan.countryName(country);
        String area = plan.areaCode(number);
        return new AvailableNumber(
                number,
                carriers.of(inventory.provider()).simulated(),
                country,
                area.isEmpty() ? name : name + " (" + area + ")",
                type,
                rates.monthlyCost(type),
                rates.setupCost(type));
    }
}
