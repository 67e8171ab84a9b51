package com.osmtalk.server.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.NumberType;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInInventoryTest {
    private final NumberingPlan plan = new NumberingPlan();
    private final StandInInventory inventory = new StandInInventory(plan);

    @ParameterizedTest
    @CsvSource({"IN, LOCAL", "IN, MOBILE", "IN, TOLLFREE", "US, LOCAL", "US, TOLLFREE", "GB, MOBILE", "DE, LOCAL"})
    void everyNumberIsValidInItsCountryAndOfItsType(String country, NumberType type) {
        List<PhoneNumber> numbers = inventory.numbers(country, type);

        assertThat(numbers)
                .hasSizeGreaterThan(100)
                .doesNotHaveDuplicates()
                .allMatch(plan::isValid)
                .allMatch(number -> plan.country(number).orElseThrow().equals(country))
                .allMatch(number -> plan.type(number).orElseThrow() == type);
    }

    @Test
    void itIsTheSameEveryTime() {
        assertThat(new StandInInventory(new NumberingPlan()).numbers("IN", NumberType.MOBILE))
                .isEqualTo(inventory.numbers("IN", NumberType.MOBILE));
        assertThat(inventory.numbers("IN", NumberType.MOBILE).subList(0, 3))
                .as("also in the next version: people have bought them")
                .extracting(PhoneNumber::e164)
                .containsExactly("+918123459503", "+918123444665", "+918123177598");
    }

    @Test
    void whatAPlanDoesNotKnowIsNotThere() {
        assertThat(inventory.numbers("US", NumberType.MOBILE))
                .as("no different from local")
                .isEmpty();
        assertThat(inventory.numbers("ZZ", NumberType.LOCAL)).isEmpty();
    }
}
