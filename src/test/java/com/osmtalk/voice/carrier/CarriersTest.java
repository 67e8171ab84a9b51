package com.osmtalk.voice.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private final Network simulated = new Network();
    private final Network trunks = new Network();

    @ParameterizedTest
    @EnumSource(NumberProvider.class)
    void aProviderWithoutACarrierOfItsOwnIsCarriedByTheSimulatedNetwork(NumberProvider provider) {
        Carriers carriers = new Carriers(Map.of(NumberProvider.SIMULATED, simulated, NumberProvider.SIP, trunks));

        assertThat(carriers.of(new CarriedNumber(NUMBER, provider, CarriedNumber.NO_TRUNK)))
                .isSameAs(provider == NumberProvider.SIP ? trunks : simulated);
    }

    @Test
    void thereIsNoServerWithoutTheSimulatedNetwork() {
        assertThatThrownBy(() -> new Carriers(Map.of(NumberProvider.SIP, trunks)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachCarrierIsListenedToOnce() {
        IncomingCallListener listener = call -> {};
        new Carriers(Map.of(NumberProvider.SIMULATED, simulated, NumberProvider.SIP, trunks)).listen(listener);

        assertThat(simulated.listeners).containsExactly(listener);
        assertThat(trunks.listeners).containsExactly(listener);
    }

    @Test
    void aCallWithoutAPhoneReachesNobody() {
        assertThat(Carriers.only(simulated).of(null)).isInstanceOf(NoCarrier.class);
    }

    @Test
    void theGateRunsAtTheSpeedOfItsCarrier() {
        assertThat(new GuardedCarrier(simulated, number -> true).speed()).isEqualTo(7);
    }

    @Test
    void aNumberWithItsTrunkCanBeLoggedWithoutThePassword() {
        SipTrunk trunk = new SipTrunk("sip.example.com", 5061, SipTrunk.Transport.TLS, "u", "hidden");
        assertThat(new CarriedNumber(NUMBER, NumberProvider.SIP, () -> Optional.of(trunk)).toString() + trunk)
                .contains(NUMBER.e164(), "sip.example.com")
                .doesNotContain("hidden");
    }

    private static final class Network implements Carrier {
        private final List<IncomingCallListener> listeners = new ArrayList<>();

        @Override
        public double speed() {
            return 7;
        }

        @Override
        public Line dial(CarriedNumber from, PhoneNumber to, Timeline timeline, LineEvents events) {
            events.failed(FailureReason.BUSY);
            return new NoLine();
        }

        @Override
        public void listen(IncomingCallListener listener) {
            listeners.add(listener);
        }
    }
}
