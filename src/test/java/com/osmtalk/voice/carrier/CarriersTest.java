package com.osmtalk.voice.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.FailureReason;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.voice.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CarriersTest {
    private static final PhoneNumber NUMBER = PhoneNumber.of("+12025550199");

    private final Network simulated = new Network(true);
    private final Network trunks = new Network(false);
    private final Carriers carriers =
            new Carriers(Map.of(NumberProvider.SIMULATED, simulated, NumberProvider.SIP, trunks));

    @Test
    void aNumberIsCarriedByTheCarrierOfItsProvider() {
        assertThat(carriers.of(number(NumberProvider.SIMULATED))).isSameAs(simulated);
        assertThat(carriers.of(number(NumberProvider.SIP))).isSameAs(trunks);
    }

    @ParameterizedTest
    @EnumSource(
            value = NumberProvider.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SIMULATED", "SIP"})
    void aProviderWithoutACarrierReachesNobodyAndIsNotSimulated(NumberProvider provider) {
        assertThat(carriers.carries(provider, true)).isFalse();
        assertThat(carriers.of(number(provider))).isInstanceOf(NoCarrier.class);
        assertThat(carriers.of(provider).simulated()).isFalse();
    }

    @Test
    void theGateIsSimulatedWhereItsCarrierIs() {
        assertThat(new GuardedCarrier(simulated, number -> true).simulated()).isTrue();
        assertThat(new GuardedCarrier(trunks, number -> true).simulated()).isFalse();
    }

    @Test
    void eachCarrierIsListenedToOnce() {
        IncomingCallListener listener = call -> {};
        carriers.listen(listener);

        assertThat(simulated.listeners).containsExactly(listener);
        assertThat(trunks.listeners).containsExactly(listener);
    }

    @Test
    void aCallWithoutAPhoneReachesNobody() {
        assertThat(carriers.of((CarriedNumber) null)).isInstanceOf(NoCarrier.class);
    }

    @Test
    void theGateRunsAtTheSpeedOfItsCarrier() {
        assertThat(new GuardedCarrier(simulated, number -> true).speed()).isEqualTo(7);
    }

    @Test
    void aNumberWithItsTrunkCanBeLoggedWithoutThePassword() {
        SipTrunk trunk =
                SipTrunk.at("sip.example.com").username("u").password("hidden").build();
        assertThat(new CarriedNumber(NUMBER, NumberProvider.SIP, () -> Optional.of(trunk)).toString() + trunk)
                .contains(NUMBER.e164(), "sip.example.com")
                .doesNotContain("hidden");
    }

    private static CarriedNumber number(NumberProvider provider) {
        return new CarriedNumber(NUMBER, provider, CarriedNumber.NO_TRUNK);
    }

    private static final class Network implements Carrier {
        private final List<IncomingCallListener> listeners = new ArrayList<>();
        private final boolean simulated;

        private Network(boolean simulated) {
            this.simulated = simulated;
        }

        @Override
        public boolean simulated() {
            return simulated;
        }

        @Override
        public double speed() {
            return 7;
        }

        @Override
        public Line dial(
                CarriedNumber from, PhoneNumber to, LineContext context, Timeline timeline, LineEvents events) {
            events.failed(FailureReason.BUSY);
            return new NoLine();
        }

        @Override
        public void listen(IncomingCallListener listener) {
            listeners.add(listener);
        }
    }
}
