package com.osmtalk.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.i18n.phonenumbers.MissingMetadataException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import com.osmtalk.api.NumberType;
import com.osmtalk.api.PhoneNumber;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a number: how it is written, where it is, what it reaches, and whether anybody dials it. */
class NumberingPlanTest {
    private final NumberingPlan plan = new NumberingPlan();

    // ---- spellings

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "+442079460958|+442079460958",
                "+4402079460958|+442079460958",
                "+44002079460958|+442079460958",
                "+44 (0)20 7946 0958|+442079460958",
                "+44 (0) 20-7946-0958|+442079460958",
                "+44.20.7946.0958|+442079460958",
                "+44–20–7946–0958|+442079460958",
                " + 44 20 7946 0958 |+442079460958",
                "tel:+44-20-7946-0958|+442079460958",
                "TEL:+442079460958|+442079460958",
                "\u202a+44\u00a020\u200b7946\u20110958\u202c|+442079460958",
                "\uff0b\uff14\uff14\uff12\uff10\uff17\uff19\uff14\uff16\uff10\uff19\uff15\uff18|+442079460958",
                "+٤٤٢٠٧٩٤٦٠٩٥٨|+442079460958",
                "+1 (202) 555-0100|+12025550100",
                "+112025550100|+12025550100",
                "+1 1 202 555 0100|+12025550100",
                "+91-98765-43210|+919876543210",
                "+91 098765 43210|+919876543210",
                "+९१ ९८७६५ ४३२१०|+919876543210",
                "+49 (0) 30 / 901820|+4930901820",
                "+33 [0]1 42 68 53 00|+33142685300",
                "+7 8 495 123-45-67|+74951234567",
                "+36 06 1 234 5678|+3612345678",
                "+54 11 15 2345 6789|+5491123456789",
                // the zero belongs to the number in Italy
                "+39 06 6982 1234|+390669821234",
                "+39 (0)6 6982 1234|+390669821234",
                // no zero is dialled in Spain or the United States, but people write it
                "+34 (0) 912 345 678|+34912345678",
                "+1 (0) 202 555 0100|+12025550100",
                "(+44) 20 7946 0958|+442079460958",
                "[+44] (0) 20 7946 0958|+442079460958",
                "\u00a0+44\u00a020\u00a07946\u00a00958\u00a0|+442079460958",
                "\uff0b44\uff080\uff0920\uff0d7946\uff0d0958|+442079460958",
                // digits outside the basic plane: libphonenumber alone would leave them out
                "+\ud835\udfcf202555010\ud835\udfce|+12025550100",
                "+112025550107|+12025550107",
                "+1112025550107|+12025550107",
                // the other numbers of a subscriber stay what they are: Subscriber joins them
                "+5215512345678|+5215512345678",
                "+553188887777|+553188887777",
                "+5491123456789|+5491123456789",
                "+800 1234 5678|+80012345678",
                // no number of the plan, but a number all the same: whoever calls it is told so then
                "+1 200 555 0100|+12005550100",
                "+999 123-456-789|+999123456789",
            })
    void everySpellingOfANumberGivesItsCanonicalForm(String text, String canonical) throws UnusableNumberException {
        assertThat(plan.parse(text)).isEqualTo(PhoneNumber.of(canonical));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "020 7946 0958              | no country code",
                "0044 20 7946 0958          | no country code",
                "2025550100                 | no country code",
                "(202) 555-0100             | no country code",
                "Tom                        | no digits",
                "'  '                       | empty",
                "+                          | no digits",
                "+44                        | too short",
                "+44 20                     | too short",
                "+44 20 7946 0958 0958 0958 | longer than any",
                "+1-202-555-0100-123456789  | longer than any",
                "+0 20 7946 0958            | No country code begins with 0",
                "+0044 20 7946 0958         | No country code begins with 0",
                "+999 12                    | too short",
                "+1 800 FLOWERS             | leave out extensions and words",
                "+44 20 7946 0958 ext. 12   | leave out extensions and words",
                "+44 20 7946 0958;ext=12    | leave out extensions and words",
                "+44 20 7946 0958 #12       | leave out extensions and words",
                "++44 20 7946 0958          | leave out extensions and words",
                "+1 202 555 010\u00b2      | leave out extensions and words",
                "+44 20 7946 0958, +1202    | leave out extensions and words",
            })
    void whatIsNoNumberIsRefusedWithASentence(String text, String sentence) {
        assertThatExceptionOfType(UnusableNumberException.class)
                .isThrownBy(() -> plan.parse(text))
                .withMessageContaining(sentence)
                .withMessageEndingWith(".");
    }

    /** Else one line would have two canonical forms, and a list that holds one of them would not stop the other. */
    @Test
    void theCanonicalFormOfEveryPlansExamplesIsTheirOwn() throws UnusableNumberException {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        List<String> examples = plans.getSupportedRegions().stream()
                .flatMap(country -> Arrays.stream(PhoneNumberType.values())
                        .filter(type -> type != PhoneNumberType.UNKNOWN)
                        .map(type -> plans.getExampleNumberForType(country, type)))
                .filter(Objects::nonNull)
                .map(example -> plans.format(example, PhoneNumberFormat.E164))
                .filter(example -> example.length() > 7)
                .toList();
        assertThat(examples).hasSizeGreaterThan(1_000);
        for (String example : examples) {
            assertThat(plan.parse(example).e164()).isEqualTo(example);
        }
    }

    // ---- validity, country, time zones

    @Test
    void everyNumberReservedForFictionIsValid() {
        assertThat(IntStream.range(100, 200).mapToObj(last -> PhoneNumber.of("+12025550" + last)))
                .hasSize(100)
                .allMatch(plan::isValid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999123456789",
                "+12005550100",
                "+1202555010",
                "+9112345",
                "+1911911911",
                "+19115550100",
                "+9991234567",
                "+120255501",
                "+35345678"
            })
    void aNumberOutsideEveryPlanIsNot(String number) {
        assertThat(plan.isValid(PhoneNumber.of(number))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "+12025550100,  US, America/New_York",
        "+14165550123,  CA, America/Toronto",
        "+911123456789, IN, Asia/Calcutta",
        "+919876543210, IN, Asia/Calcutta",
        "+442079460000, GB, Europe/London",
        "+498001234567, DE, Europe/Berlin",
        "+4611200000,   SE, Europe/Stockholm",
        "+74951234567,  RU, Europe/Moscow",
    })
    void anOrdinaryNumberHasACountryAndATimeZone(String number, String country, String zone) {
        PhoneNumber ordinary = PhoneNumber.of(number);
        assertThat(plan.isValid(ordinary)).isTrue();
        assertThat(plan.kind(ordinary).isNeverDialled()).isFalse();
        assertThat(plan.country(ordinary)).contains(country);
        assertThat(plan.timeZones(ordinary)).containsExactly(ZoneId.of(zone));
    }

    @Test
    void aNumberThatMayBeAnywhereInItsCountryHasAllTheZonesThere() {
        assertThat(plan.timeZones(PhoneNumber.of("+18005550100")))
                .contains(ZoneId.of("America/New_York"), ZoneId.of("Pacific/Honolulu"));
    }

    @Test
    void aNumberOfNoCountryHasNeitherCountryNorTimeZone() {
        PhoneNumber internationalFreephone = PhoneNumber.of("+80012345678");
        assertThat(plan.isValid(internationalFreephone)).isTrue();
        assertThat(plan.country(internationalFreephone)).isEmpty();
        assertThat(plan.timeZones(internationalFreephone)).isEmpty();
    }

    @Test
    void ofACountryCodeThatNobodyHasNothingIsKnown() {
        PhoneNumber nowhere = PhoneNumber.of("+999123456789");
        assertThat(plan.kind(nowhere)).isEqualTo(NumberKind.UNKNOWN);
        assertThat(plan.country(nowhere)).isEmpty();
        assertThat(plan.timeZones(nowhere)).isEmpty();
        assertThat(plan.type(nowhere)).isEmpty();
        assertThat(plan.countryCodeLength(nowhere)).isZero();
        assertThat(plan.areaCode(nowhere)).isEmpty();
    }

    @Test
    void aCountryHasANameAndAnExampleOfWhatItsNumbersLookLike() {
        assertThat(plan.hasCountry("IN")).isTrue();
        assertThat(plan.hasCountry("XX")).isFalse();
        assertThat(plan.countryName("IN")).isEqualTo("India");
        Optional<PhoneNumber> mobile = plan.example("IN", NumberType.MOBILE);
        assertThat(mobile.flatMap(plan::country)).contains("IN");
        assertThat(mobile.flatMap(plan::type)).contains(NumberType.MOBILE);
        assertThat(plan.example("XX", NumberType.LOCAL)).isEmpty();
    }

    // ---- kinds

    @ParameterizedTest
    @CsvSource({
        "+442079460958,    FIXED_LINE",
        "+919876543210,    MOBILE",
        "+12025550100,     FIXED_LINE_OR_MOBILE",
        "+18005550100,     TOLL_FREE",
        "+80012345678,     TOLL_FREE",
        "+491801234567,    SHARED_COST",
        "+443001234567,    COMPANY",
        "+12005550100,     UNKNOWN",
        "+4690000,         EMERGENCY",
        "+2361220,         EMERGENCY",
        "+19002345678,     PREMIUM_RATE",
        "+449098790000,    PREMIUM_RATE",
        "+448434000000,    PREMIUM_RATE",
        "+979123456789,    PREMIUM_RATE",
        "+447012345678,    PERSONAL",
        "+4970012345678,   PERSONAL",
        "+15005550006,     PERSONAL",
        "+447640123456,    PAGER",
        "+41860123456789,  VOICEMAIL_ACCESS",
        "+3538551234567,   VOICEMAIL_ACCESS",
        "+870773111632,    SATELLITE",
        "+881612345678,    SATELLITE",
        "+882161234567,    SATELLITE",
        "+883510000000094, INTERNATIONAL_NETWORK",
        "+878101234567890, INTERNATIONAL_NETWORK",
        "+80812345678,     INTERNATIONAL_NETWORK",
    })
    void aNumberIsOfAKind(String number, NumberKind kind) {
        assertThat(plan.kind(PhoneNumber.of(number))).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource(NumberKind.class)
    void kindsThatReachAPersonForThePriceOfACallAreDialledAndNoOthers(NumberKind kind) {
        boolean ordinary = switch (kind) {
            case FIXED_LINE, MOBILE, FIXED_LINE_OR_MOBILE, TOLL_FREE, SHARED_COST, VOIP, COMPANY, UNKNOWN -> true;
            case EMERGENCY, PREMIUM_RATE, PERSONAL, PAGER, VOICEMAIL_ACCESS, SATELLITE, INTERNATIONAL_NETWORK -> false;
        };
        assertThat(kind.isNeverDialled()).isEqualTo(!ordinary);
        assertThat(kind.description()).matches("an? .+");
    }

    /** The plan looks for emergency numbers among those of at most so many digits. */
    @Test
    void noCountrysEmergencyNumbersAreLongerThanSixDigits() {
        List<Integer> lengths = PhoneNumberUtil.getInstance().getSupportedRegions().stream()
                .flatMap(country -> shortNumbers(country).stream())
                .filter(PhoneMetadata::hasEmergency)
                .flatMap(country -> Stream.of(country.getEmergency(), country.getGeneralDesc())
                        .map(numbers -> numbers.getPossibleLengthList())
                        .filter(possible -> !possible.isEmpty())
                        .limit(1))
                .flatMap(List::stream)
                .distinct()
                .toList();
        assertThat(lengths).contains(3, 6).allMatch(length -> length <= 6);
    }

    private static Optional<PhoneMetadata> shortNumbers(String country) {
        try {
            return Optional.ofNullable(DefaultMetadataDependenciesProvider.getInstance()
                    .getShortNumberMetadataSource()
                    .getMetadataForRegion(country));
        } catch (MissingMetadataException none) {
            return Optional.empty();
        }
    }
}
