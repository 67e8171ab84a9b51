package com.osmtalk.mcp.guard;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import com.osmtalk.api.PhoneNumber;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who would be called, as far as the numbering plans know.
 *
 * @param valid whether its country has given out such numbers
 * @param country ISO 3166-1 alpha-2; absent for numbers of no country
 * @param forbidden what kind of number it is, when it is one that is never called
 * @param zones the time zones it may be in; none when that is unknown
 */
record Callee(
        PhoneNumber number,
        boolean valid,
        @Nullable String country,
        @Nullable String forbidden,
        List<ZoneId> zones) {
    /** What libphonenumber calls numbers that belong to no country, as those of satellite networks. */
    private static final String NO_COUNTRY = PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY;

    static Callee of(PhoneNumber number) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        Phonenumber.PhoneNumber parsed;
        try {
            parsed = plans.parse(number.e164(), null);
        } catch (NumberParseException noSuchCountryCode) {
            return new Callee(number, false, null, null, List.of());
        }
        String region = plans.getRegionCodeForNumber(parsed);
        return new Callee(
                number,
                plans.isValidNumber(parsed),
                region == null || region.equals(NO_COUNTRY) ? null : region,
                forbidden(plans, parsed, region),
                zones(parsed));
    }

    /** The country's English name; empty for numbers of no country. */
    Optional<String> countryName() {
        return Optional.ofNullable(country)
                .map(code -> new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH));
    }

    private static @Nullable String forbidden(
            PhoneNumberUtil plans, Phonenumber.PhoneNumber number, @Nullable String region) {
        String national = plans.getNationalSignificantNumber(number);
        ShortNumberInfo shortNumbers = ShortNumberInfo.getInstance();
        if (plans.getRegionCodesForCountryCode(number.getCountryCode()).stream()
                .anyMatch(country -> shortNumbers.isEmergencyNumber(national, country))) {
            return "an emergency number";
        }
        PhoneNumberType type = plans.getNumberType(number);
        return switch (type) {
            case PREMIUM_RATE -> "a premium-rate number";
            case PERSONAL_NUMBER -> "a personal number, which is dearer than an ordinary one";
            case PAGER -> "a pager";
            case VOICEMAIL -> "a voicemail access number";
            case TOLL_FREE, UNKNOWN -> null;
            case FIXED_LINE, MOBILE, FIXED_LINE_OR_MOBILE, SHARED_COST, VOIP, UAN ->
                NO_COUNTRY.equals(region) ? "a satellite or other number of no country" : null;
        };
    }

    private static List<ZoneId> zones(Phonenumber.PhoneNumber number) {
        return PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(number).stream()
                .filter(zone -> !zone.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone()))
                .map(ZoneId::of)
                .toList();
    }
}
