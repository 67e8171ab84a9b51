package com.osmtalk.server.numbering;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import com.osmtalk.api.NumberType;
import com.osmtalk.api.PhoneNumber;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which numbers in E.164 form a telephone network can have, by the numbering plan of each country. */
public final class NumberingPlan {
    private static final int COUNTRY_CODE_LENGTH = 2;

    private final PhoneNumberUtil plan = PhoneNumberUtil.getInstance();
    private final PhoneNumberToTimeZonesMapper zones = PhoneNumberToTimeZonesMapper.getInstance();

    /** Whether a number is in a range its country has given out; ranges reserved for fiction in +1 are. */
    public boolean isDialable(PhoneNumber number) {
        return parsed(number).filter(plan::isValidNumber).isPresent();
    }

    /** Whether calls to a number cost what its owner sets. */
    public boolean isPremiumRate(PhoneNumber number) {
        return parsed(number)
                .filter(known -> plan.getNumberType(known) == PhoneNumberUtil.PhoneNumberType.PREMIUM_RATE)
                .isPresent();
    }

    /** The country of a dialable number, ISO 3166-1 alpha-2; empty for numbers of no country, such as +800. */
    public Optional<String> country(PhoneNumber number) {
        return parsed(number)
                .map(plan::getRegionCodeForNumber)
                .filter(code -> code.length() == COUNTRY_CODE_LENGTH && Character.isLetter(code.charAt(0)));
    }

    /** The time zones a number may be in: several where its area, or the number itself, spans them; none when unknown. */
    public List<ZoneId> timeZones(PhoneNumber number) {
        return parsed(number).map(zones::getTimeZonesForNumber).orElse(List.of()).stream()
                .filter(zone -> !zone.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone()))
                .map(ZoneId::of)
                .toList();
    }

    /** The countries there are, ISO 3166-1 alpha-2. */
    public Set<String> countries() {
        return plan.getSupportedRegions();
    }

    /** Whether a country has a numbering plan. @param country ISO 3166-1 alpha-2, in capitals */
    public boolean hasCountry(String country) {
        return countries().contains(country);
    }

    /** What a dialable number is; empty when it is none of the kinds that are told apart. Where local and mobile can't be, it is local. */
    public Optional<NumberType> type(PhoneNumber number) {
        return parsed(number).map(plan::getNumberType).flatMap(type -> switch (type) {
            case FIXED_LINE, FIXED_LINE_OR_MOBILE -> Optional.of(NumberType.LOCAL);
            case MOBILE -> Optional.of(NumberType.MOBILE);
            case TOLL_FREE -> Optional.of(NumberType.TOLLFREE);
            default -> Optional.empty();
        });
    }

    /** A number that shows what those of a country and type look like; empty where there are none. */
    public Optional<PhoneNumber> example(String country, NumberType type) {
        PhoneNumberType wanted = switch (type) {
            case LOCAL -> PhoneNumberType.FIXED_LINE;
            case MOBILE -> PhoneNumberType.MOBILE;
            case TOLLFREE -> PhoneNumberType.TOLL_FREE;
        };
        return Optional.of(country)
                .filter(this::hasCountry)
                .map(region -> plan.getExampleNumberForType(region, wanted))
                .map(example -> PhoneNumber.of(plan.format(example, PhoneNumberFormat.E164)));
    }

    /** How many digits of a number belong to its country. */
    public int countryCodeLength(PhoneNumber number) {
        return parsed(number)
                .map(parsed -> Integer.toString(parsed.getCountryCode()).length())
                .orElse(0);
    }

    /** The digits that tell a number's area; empty where there are none. */
    public String areaCode(PhoneNumber number) {
        return parsed(number)
                .map(parsed -> plan.getNationalSignificantNumber(parsed)
                        .substring(0, plan.getLengthOfGeographicalAreaCode(parsed)))
                .orElse("");
    }

    private Optional<Phonenumber.PhoneNumber> parsed(PhoneNumber number) {
        try {
            return Optional.of(plan.parse(number.e164(), null));
        } catch (NumberParseException noSuchCountryCode) {
            return Optional.empty();
        }
    }
}
