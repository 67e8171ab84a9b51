package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which numbers no tool calls, whatever is set. What was refused before the rules were shared with the server still is.
 */
class NumberRulesTest {
    private final NumberRules rules =
            new NumberRules(GuardSettings.in(Path.of("nowhere")).build(), new NumberingPlan());

    @ParameterizedTest
    @CsvSource({
        "+4690000,         NUMBER_FORBIDDEN, emergency",
        "+2361220,         NUMBER_FORBIDDEN, emergency",
        "+19002345678,     NUMBER_FORBIDDEN, premium-rate",
        "+449098790000,    NUMBER_FORBIDDEN, premium-rate",
        "+979123456789,    NUMBER_FORBIDDEN, premium-rate",
        "+447012345678,    NUMBER_FORBIDDEN, personal",
        "+447640123456,    NUMBER_FORBIDDEN, pager",
        "+41860123456789,  NUMBER_FORBIDDEN, voicemail access",
        "+870773111632,    NUMBER_FORBIDDEN, satellite",
        "+881612345678,    NUMBER_FORBIDDEN, satellite",
        "+882161234567,    NUMBER_FORBIDDEN, satellite",
        "+883510000000094, NUMBER_FORBIDDEN, belongs to no country",
        "+80812345678,     NUMBER_FORBIDDEN, belongs to no country",
        "+12005550100,     INVALID_NUMBER,   numbering plan",
        "+9991234567,      INVALID_NUMBER,   numbering plan",
        "+35345678,        INVALID_NUMBER,   numbering plan",
    })
    void someAreNeverCalled(String number, RefusalCode code, String words) {
        assertThatExceptionOfType(DialRefusedException.class)
                .isThrownBy(() -> rules.check(PhoneNumber.of(number)))
                .withMessageContaining(words)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+12025550100", "+442079460000", "+18005550100", "+80012345678", "+491801234567"})
    void ordinaryOnesMayBe(String number) {
        rules.check(PhoneNumber.of(number));
    }

    @ParameterizedTest
    @CsvSource({"+442079460000, +442079460000 (United Kingdom)", "+80012345678, +80012345678"})
    void aPersonIsShownTheCountryOfANumberThatHasOne(String number, String shown) {
        assertThat(rules.withCountry(PhoneNumber.of(number))).isEqualTo(shown);
    }
}
