package com.osmtalk.mcp.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.PhoneNumber;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalleeTest {
    @ParameterizedTest
    @CsvSource({
        "+12025550100,    US, America/New_York",
        "+911123456789,   IN, Asia/Calcutta",
        "+919876543210,   IN, Asia/Calcutta",
        "+442079460000,   GB, Europe/London",
        "+498001234567,   DE, Europe/Berlin",
        "+4611200000,     SE, Europe/Stockholm",
    })
    void anOrdinaryNumberMayBeCalledAndHasACountryAndATimeZone(String number, String country, String zone) {
        Callee callee = callee(number);
        assertThat(callee.valid()).isTrue();
        assertThat(callee.forbidden()).isNull();
        assertThat(callee.country()).isEqualTo(country);
        assertThat(callee.zones()).containsExactly(ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({
        "+4690000,       emergency",
        "+2361220,       emergency",
        "+19002345678,   premium-rate",
        "+449098790000,  premium-rate",
        "+979123456789,  premium-rate",
        "+447012345678,  personal",
        "+447640123456,  pager",
        "+870773111632,  satellite",
        "+881612345678,  satellite",
        "+882161234567,  satellite",
    })
    void someKindsOfNumbersAreNeverCalled(String number, String kind) {
        assertThat(callee(number).forbidden()).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1911911911", "+19115550100", "+9991234567", "+120255501", "+35345678"})
    void whatNoNumberingPlanHasIsNotValid(String number) {
        assertThat(callee(number).valid()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+80012345678"})
    void aNumberOfNoCountryHasNeitherCountryNorTimeZone(String number) {
        Callee callee = callee(number);
        assertThat(callee.country()).isNull();
        assertThat(callee.countryName()).isEmpty();
        assertThat(callee.zones()).isEmpty();
    }

    private static Callee callee(String number) {
        return Callee.of(PhoneNumber.of(number));
    }
}
