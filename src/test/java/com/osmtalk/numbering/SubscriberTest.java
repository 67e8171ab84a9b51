package com.osmtalk.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.PhoneNumber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One person, reached by several numbers. */
class SubscriberTest {
    @ParameterizedTest
    @CsvSource({
        // WhatsApp's ids of people in Brazil
        "+553188887777,  +5531988887777",
        "+551166667777,  +5511966667777",
        // and in Mexico; and as it was dialled there
        "+5215512345678, +525512345678",
        "+520445512345678, +525512345678",
        "+520455512345678, +5215512345678",
        // and in Argentina
        "+5491123456789, +541123456789",
        "+5492901234567, +542901234567",
        "+22997123456,   +2290197123456",
    })
    void isTheSameByEachOfTheirNumbers(String one, String other) {
        assertThat(subscriber(one)).isEqualTo(subscriber(other));
    }

    @ParameterizedTest
    @CsvSource({
        "+12025550100,   +12025550101",
        // a fixed line in Brazil has no ninth digit, and a mobile number with one is another telephone
        "+553133334444,  +5531933334444",
        "+5531988887777, +5521988887777",
        "+5215512345678, +525512345679",
        "+5491123456789, +541123456788",
    })
    void isAnotherByAnother(String one, String other) {
        assertThat(subscriber(one)).isNotEqualTo(subscriber(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+12025550100", "+442079460958", "+919876543210", "+390669821234", "+525512345678"})
    void isForMostTheirOneNumber(String number) {
        assertThat(subscriber(number).key()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "+553188887777, +5531988887777 +553188887777",
        "+525512345678, +525512345678 +5215512345678 +52015512345678 +520445512345678 +520455512345678",
        "+541123456789, +541123456789 +5491123456789",
        "+22997123456,  +2290197123456 +22997123456",
        "+12025550100,  +12025550100",
        // a fixed line
        "+553133334444, +553133334444",
    })
    void knowsAllNumbersThatReachThem(String number, String all) {
        assertThat(subscriber(number).numbers())
                .extracting(PhoneNumber::e164)
                .containsExactly(all.split(" "))
                .allSatisfy(each -> assertThat(subscriber(each)).isEqualTo(subscriber(number)));
    }

    private static Subscriber subscriber(String number) {
        return Subscriber.of(PhoneNumber.of(number));
    }
}
