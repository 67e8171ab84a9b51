package com.osmtalk.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.carrier.CarriedNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A call that was accepted when its number had a carrier, and is dialled when it has none any more, as after an
 * upgrade: it fails without a word, and costs nothing.
 */
class NoCarrierCallTest {
    private final Switchboard switchboard = SimulatedNetwork.switchboard(1e6);

    @AfterEach
    void close() {
        switchboard.close();
    }

    @ParameterizedTest
    @EnumSource(value = NumberProvider.class, mode = EnumSource.Mode.EXCLUDE, names = "SIMULATED")
    void nobodyAnswersForANumberThatNothingCarries(NumberProvider provider) {
        RecordedCall call = RecordedCall.dial(switchboard, from(provider), (live, line) -> {});

        assertThat(call.end().failureReason()).isEqualTo(FailureReason.CARRIER_UNAVAILABLE);
        assertThat(call.end().usage()).isEqualTo(Usage.NONE);
        assertThat(call.lines).isEmpty();
        assertThat(call.order).containsExactly("ended");
    }

    @Test
    void theSimulatedNetworkAnswersForItsOwn() {
        RecordedCall call = RecordedCall.dial(switchboard, from(NumberProvider.SIMULATED), (live, line) -> {});

        assertThat(call.end().failureReason()).isNull();
        assertThat(call.lines).isNotEmpty();
    }

    private static CallPlan from(NumberProvider provider) {
        PhoneNumber ours = PhoneNumber.of("+12025550199");
        return new CallPlan(
                "call_test",
                new CarriedNumber(ours, provider, CarriedNumber.NO_TRUNK),
                PhoneNumber.of("+12025550100"),
                TestAgent.reminder().build(),
                RecordedCall.VARIABLES,
                CallRules.USUAL);
    }
}
