package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {
    @ParameterizedTest
    @CsvSource({
        "IN,              +919876543210,  true",
        "in,              +919876543210,  true",
        "IN,              +12025550100,   false",
        "US,              +12025550100,   true",
        "US,              +14165550100,   false",
        "CA,              +14165550100,   true",
        "+91,             +919876543210,  true",
        "+9198,           +919876543210,  true",
        "+9199,           +919876543210,  false",
        "+1 202,          +12025550100,   true",
        "+12025550100,    +12025550100,   true",
        "+12025550100,    +12025550101,   false",
        "+44 (0)20 7946-0958, +442079460958, true",
        "+4402079460958,  +442079460958,  true",
        "+44 (0)20,       +442079460958,  true",
        "+112025550100,   +12025550100,   true",
        "+553188887777,   +5531988887777, true",
        "+5531988887777,  +553188887777,  true",
        "+5491123456789,  +541123456789,  true",
        "IN;+1202,        +12025550101,   true",
        "IN;+1202,        +442079460000,  false",
    })
    void allowsCountriesPrefixesAndNumbers(String entries, String number, boolean allowed) {
        AllowList list = AllowList.parse(List.of(entries.split(";")));
        assertThat(list.allows(PhoneNumber.of(number), new NumberingPlan())).isEqualTo(allowed);
    }

    /** German numbers have no fixed length: both are valid. */
    @ParameterizedTest
    @CsvSource({"+493012345, true", "+4930123456, false"})
    void aCompleteNumberIsNotThePrefixOfALongerOne(String number, boolean allowed) {
        AllowList list = AllowList.parse(List.of("+493012345"));
        assertThat(list.allows(PhoneNumber.of(number), new NumberingPlan())).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZ", "India", "91", "+", "+0123", "*", "+12025550100000000", "+1x202", " ", ""})
    void anythingElseIsRefused(String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> AllowList.parse(List.of(entry)));
    }
}
