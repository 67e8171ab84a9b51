package com.osmtalk.server.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.PhoneNumber;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingPlanTest {
    private final NumberingPlan plan = new NumberingPlan();

    @Test
    void everyNumberReservedForFictionCanBeDialled() {
        assertThat(IntStream.range(100, 200).mapToObj(last -> PhoneNumber.of("+12025550" + last)))
                .hasSize(100)
                .allMatch(plan::isDialable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999123456789", "+12005550100", "+1202555010", "+9112345"})
    void aNumberOutsideEveryPlanCanNot(String number) {
        assertThat(plan.isDialable(PhoneNumber.of(number))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"+12025550100, US", "+919876543210, IN", "+14165550123, CA"})
    void aNumberHasTheCountryOfItsRange(String number, String country) {
        assertThat(plan.country(PhoneNumber.of(number))).contains(country);
    }

    @Test
    void aNumberOfNoCountryHasNone() {
        PhoneNumber internationalFreephone = PhoneNumber.of("+80012345678");
        assertThat(plan.isDialable(internationalFreephone)).isTrue();
        assertThat(plan.country(internationalFreephone)).isEmpty();
        assertThat(plan.country(PhoneNumber.of("+999123456789"))).isEmpty();
    }
}
