package com.osmtalk.numbering;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import com.osmtalk.api.NumberType;
import com.osmtalk.api.PhoneNumber;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbering plans of the world's countries, as libphonenumber knows them. It says what a number is; whether
 * somebody may call it is decided elsewhere, save for the kinds that nobody calls ({@link
 * NumberKind#isNeverDialled()}).
 *
 * <p>It holds no state and costs nothing to make. libphonenumber's own singletons are asked for inside each method, so
 * that they are loaded (tens of milliseconds) with the first question.
 */
public final class NumberingPlan {
    /**
     * What libphonenumber gives as the region of numbers that belong to no country, such as those under +800 or +870.
     */
    private static final String NO_COUNTRY = PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY;

    /** Digits, and what people put between them; dashes and brackets as typed, as typeset, and as wide as Chinese. */
    private static final Pattern SPELLING = Pattern.compile(
            "[0-9\\p{Z}\\s()\\[\\].\\-/\u2010-\u2015\u2212\uff08\uff09\uff0d\uff0e\uff0f\uff3b\uff3d]*");

    /** Marks of writing direction and the like, which address books put around numbers and nobody sees. */
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

    /** The scheme of RFC 3966, as in links on web pages; and a bracket around the country code. */
    private static final Pattern IN_FRONT = Pattern.compile(
            "^[\\p{Z}\\s]*(?:tel:)?[\\p{Z}\\s]*(?:[(\\[\uff08\uff3b][\\p{Z}\\s]*(?=[+\uff0b]))?",
            Pattern.CASE_INSENSITIVE);

    /** What is dialled inside the country only, as business cards have it: {@code +44 (0)20}. */
    private static final Pattern TRUNK_ZERO =
            Pattern.compile("[(\\[\uff08\uff3b][\\p{Z}\\s]*0[\\p{Z}\\s]*[)\\]\uff09\uff3d]");

    private static final Pattern SATELLITE = Pattern.compile("\\+(870|881|88216).*");
    private static final String PLUS = "+";
    private static final String WIDE_PLUS = "\uff0b";

    /**
     * No country's emergency numbers are longer, in any edition of the tables so far; a test looks through them all.
     * Whether a number is one is asked of each country that shares the country code, 25 of them for +1, which took 0.2
     * ms; with this, ordinary numbers are not asked about.
     */
    private static final int LONGEST_EMERGENCY_NUMBER = 6;

    // ---- spellings

    /**
     * The canonical E.164 form of a number as people write it: {@code +44 (0)20 7946-0958} is {@code +442079460958}.
     * Blanks, dashes, dots, slashes, brackets and a {@code tel:} in front are passed over, digits of every script are
     * understood, and a trunk prefix that does not belong behind the country code is dropped, bracketed or not.
     * Extensions and letters are refused: whoever dialled without them would reach somebody else.
     *
     * <p>This is the one place where text becomes a number: in bodies and queries, sheets of leads, arguments of tools,
     * messages of others. From there on numbers are compared as they are. The number need not exist; {@link #isValid}
     * tells.
     *
     * @throws UnusableNumberException when the text has no country code or is no number
     */
    public PhoneNumber parse(String text) throws UnusableNumberException {
        String visible = withPlainDigits(INVISIBLE.matcher(text).replaceAll(""));
        String written = IN_FRONT.matcher(visible).replaceFirst("").strip();
        if (written.isEmpty()) {
            throw new UnusableNumberException("The phone number is empty.");
        }
        if (written.chars().noneMatch(Character::isDigit)) {
            throw new UnusableNumberException(
                    "The phone number has no digits. Write it with a plus sign and the country"
                            + " code first, like +12025550100.");
        }
        if (!written.startsWith(PLUS) && !written.startsWith(WIDE_PLUS)) {
            throw new UnusableNumberException(
                    "The phone number has no country code. Write it with a plus sign and the country code first, like"
                            + " +12025550100.");
        }
        if (!SPELLING.matcher(written.substring(1)).matches()) {
            throw new UnusableNumberException(
                    "The phone number has characters that belong to none. Write it with a plus sign and digits, like"
                            + " +12025550100; leave out extensions and words.");
        }
        PhoneNumber number = number(written);
        Matcher trunkZero = TRUNK_ZERO.matcher(written);
        if (trunkZero.find() && !isValid(number)) {
            // people write it for countries as well where no zero is dialled; in Italy it can belong to the number
            PhoneNumber without = number(trunkZero.replaceFirst(" "));
            return isValid(without) ? without : number;
        }
        return number;
    }

    /**
     * The canonical form of a number that a carrier, or a server of others, has told in E.164; itself where it has
     * none.
     */
    public PhoneNumber canonical(PhoneNumber number) {
        try {
            return parse(number.e164());
        } catch (UnusableNumberException ofNoCountry) {
            return number;
        }
    }

    private static PhoneNumber number(String written) throws UnusableNumberException {
        try {
            return e164(canonical(written), written);
        } catch (NumberParseException e) {
            return switch (e.getErrorType()) {
                case INVALID_COUNTRY_CODE -> ofNoCountry(written);
                case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN, NOT_A_NUMBER -> throw new UnusableNumberException(tooShort());
                case TOO_LONG -> throw new UnusableNumberException(tooLong());
            };
        }
    }

    /** Nobody has such a number today. It has no other form than its digits, and is told apart by {@link #isValid}. */
    private static PhoneNumber ofNoCountry(String written) throws UnusableNumberException {
        String digits = written.replaceAll("[^0-9]", "");
        if (digits.startsWith("0")) {
            throw new UnusableNumberException(
                    "No country code begins with 0. Write the plus sign and then the country code, like +12025550100.");
        }
        return e164("+" + digits, written);
    }

    private static PhoneNumber e164(String canonical, String written) throws UnusableNumberException {
        try {
            return PhoneNumber.of(canonical);
        } catch (IllegalArgumentException lengthOutsideOfE164) {
            throw new UnusableNumberException(written.length() < 10 ? tooShort() : tooLong());
        }
    }

    /** libphonenumber passes over digits outside the basic plane, and would make another number of the rest. */
    private static String withPlainDigits(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static String tooShort() {
        return "The phone number is too short to be one. Check its digits.";
    }

    private static String tooLong() {
        return "The phone number is longer than any can be. Check its digits.";
    }

    /**
     * Repeated, because libphonenumber drops one trunk prefix at a time: {@code +44 0020…} would keep the second zero.
     * Of half a million random texts none needed more than eight rounds; no text has more digits to drop than it is
     * long.
     */
    private static String canonical(String text) throws NumberParseException {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        String canonical = text;
        for (int round = 0; round < text.length(); round++) {
            String before = canonical;
            canonical = plans.format(plans.parse(before, null), PhoneNumberFormat.E164);
            if (canonical.equals(before)) {
                break;
            }
        }
        return canonical;
    }

    // ---- one number

    /** Whether a number is in a range that its country has given out. Numbers reserved for fiction in +1 are. */
    public boolean isValid(PhoneNumber number) {
        return parsed(number)
                .filter(PhoneNumberUtil.getInstance()::isValidNumber)
                .isPresent();
    }

    /**
     * What a number reaches. A number that is an emergency number behind the country code is {@link
     * NumberKind#EMERGENCY} whether it is valid or not; any other that is not valid is {@link NumberKind#UNKNOWN}.
     */
    public NumberKind kind(PhoneNumber number) {
        return parsed(number).map(known -> kind(number, known)).orElse(NumberKind.UNKNOWN);
    }

    private static NumberKind kind(PhoneNumber number, Phonenumber.PhoneNumber parsed) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        if (isEmergency(plans, parsed)) {
            return NumberKind.EMERGENCY;
        }
        PhoneNumberType type = plans.getNumberType(parsed);
        NumberKind kind = switch (type) {
            case FIXED_LINE -> NumberKind.FIXED_LINE;
            case MOBILE -> NumberKind.MOBILE;
            case FIXED_LINE_OR_MOBILE -> NumberKind.FIXED_LINE_OR_MOBILE;
            case TOLL_FREE -> NumberKind.TOLL_FREE;
            case SHARED_COST -> NumberKind.SHARED_COST;
            case VOIP -> NumberKind.VOIP;
            case UAN -> NumberKind.COMPANY;
            case PREMIUM_RATE -> NumberKind.PREMIUM_RATE;
            case PERSONAL_NUMBER -> NumberKind.PERSONAL;
            case PAGER -> NumberKind.PAGER;
            case VOICEMAIL -> NumberKind.VOICEMAIL_ACCESS;
            case UNKNOWN -> NumberKind.UNKNOWN;
        };
        boolean ofNoCountry = NO_COUNTRY.equals(plans.getRegionCodeForNumber(parsed));
        return switch (kind) {
            case FIXED_LINE, MOBILE, FIXED_LINE_OR_MOBILE, SHARED_COST, VOIP, COMPANY -> {
                if (!ofNoCountry) {
                    yield kind;
                }
                yield SATELLITE.matcher(number.e164()).matches()
                        ? NumberKind.SATELLITE
                        : NumberKind.INTERNATIONAL_NETWORK;
            }
            default -> kind;
        };
    }

    /** By every country that shares the country code: exchanges differ in what they take for local behind it. */
    private static boolean isEmergency(PhoneNumberUtil plans, Phonenumber.PhoneNumber parsed) {
        String national = plans.getNationalSignificantNumber(parsed);
        if (national.length() > LONGEST_EMERGENCY_NUMBER) {
            return false;
        }
        ShortNumberInfo shortNumbers = ShortNumberInfo.getInstance();
        return plans.getRegionCodesForCountryCode(parsed.getCountryCode()).stream()
                .anyMatch(country -> shortNumbers.isEmergencyNumber(national, country));
    }

    /** The country of a valid number, ISO 3166-1 alpha-2; empty for numbers of no country, such as +800. */
    public Optional<String> country(PhoneNumber number) {
        return parsed(number)
                .map(PhoneNumberUtil.getInstance()::getRegionCodeForNumber)
                .filter(region -> !region.equals(NO_COUNTRY));
    }

    /**
     * The time zones a number may be in: several where its area, or the number itself, spans them; none when unknown.
     */
    public List<ZoneId> timeZones(PhoneNumber number) {
        return parsed(number)
                .map(PhoneNumberToTimeZonesMapper.getInstance()::getTimeZonesForNumber)
                .orElse(List.of())
                .stream()
                .filter(zone -> !zone.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone()))
                .map(ZoneId::of)
                .toList();
    }

    /**
     * As what a number is sold; empty for a kind that is not. Where local and mobile can't be told apart, it is local.
     * {@link #kind} says more and takes longer: whoever looks through an inventory asks this for thousands of numbers.
     */
    public Optional<NumberType> type(PhoneNumber number) {
        return parsed(number).map(PhoneNumberUtil.getInstance()::getNumberType).flatMap(type -> switch (type) {
            case FIXED_LINE, FIXED_LINE_OR_MOBILE -> Optional.of(NumberType.LOCAL);
            case MOBILE -> Optional.of(NumberType.MOBILE);
            case TOLL_FREE -> Optional.of(NumberType.TOLLFREE);
            default -> Optional.empty();
        });
    }

    /**
     * A number with the digits behind its country code that are dialled inside the country only, as people write it by
     * mistake: {@code +4402079460958}. Empty where the country has no such digits, or they would make another number.
     */
    public Optional<String> withTrunkPrefix(PhoneNumber number) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        return parsed(number)
                .flatMap(parsed -> Optional.ofNullable(
                                plans.getNddPrefixForRegion(plans.getRegionCodeForNumber(parsed), true))
                        .map(prefix ->
                                "+" + parsed.getCountryCode() + prefix + plans.getNationalSignificantNumber(parsed)))
                .filter(spelling -> isSpellingOf(spelling, number));
    }

    private boolean isSpellingOf(String spelling, PhoneNumber number) {
        try {
            return parse(spelling).equals(canonical(number));
        } catch (UnusableNumberException another) {
            return false;
        }
    }

    /** How many digits of a number are its country code; 0 when no country has it. */
    public int countryCodeLength(PhoneNumber number) {
        return parsed(number)
                .map(parsed -> Integer.toString(parsed.getCountryCode()).length())
                .orElse(0);
    }

    /** The digits that tell a number's area; empty where there are none. */
    public String areaCode(PhoneNumber number) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        return parsed(number)
                .map(parsed -> plans.getNationalSignificantNumber(parsed)
                        .substring(0, plans.getLengthOfGeographicalAreaCode(parsed)))
                .orElse("");
    }

    // ---- countries

    /** The countries that have a numbering plan, ISO 3166-1 alpha-2. */
    public Set<String> countries() {
        return PhoneNumberUtil.getInstance().getSupportedRegions();
    }

    /** Whether a country has a numbering plan. @param country ISO 3166-1 alpha-2, in capitals */
    public boolean hasCountry(String country) {
        return countries().contains(country);
    }

    /** The English name of a country. @param country ISO 3166-1 alpha-2 */
    public String countryName(String country) {
        return new Locale.Builder().setRegion(country).build().getDisplayCountry(Locale.ENGLISH);
    }

    /** A number that shows what those of a country and type look like; empty where there are none. */
    public Optional<PhoneNumber> example(String country, NumberType type) {
        PhoneNumberType wanted = switch (type) {
            case LOCAL -> PhoneNumberType.FIXED_LINE;
            case MOBILE -> PhoneNumberType.MOBILE;
            case TOLLFREE -> PhoneNumberType.TOLL_FREE;
        };
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        return Optional.of(country)
                .filter(this::hasCountry)
                .map(region -> plans.getExampleNumberForType(region, wanted))
                .map(example -> PhoneNumber.of(plans.format(example, PhoneNumberFormat.E164)));
    }

    private static Optional<Phonenumber.PhoneNumber> parsed(PhoneNumber number) {
        try {
            return Optional.of(PhoneNumberUtil.getInstance().parse(number.e164(), null));
        } catch (NumberParseException noSuchCountryCode) {
            return Optional.empty();
        }
    }
}
