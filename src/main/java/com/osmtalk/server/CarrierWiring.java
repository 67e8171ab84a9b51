package com.osmtalk.server;

import com.osmtalk.api.NumberProvider;
import com.osmtalk.voice.VoiceSettings;
import com.osmtalk.voice.carrier.Carriers;
import com.osmtalk.voice.carrier.simulated.SimulatedCarrier;
import java.util.Map;

/**
 * Which carriers this server has. They come before everything else, since the numbers that are attached say of
 * themselves whether they can be called from.
 *
 * @param simulatedNetwork its people may call in
 */
public record CarrierWiring(SimulatedCarrier simulatedNetwork, Carriers carriers) {
    /**
     * Whether nobody's phone rings whatever is called: no carrier but the simulated network is among them. Known
     * without starting a server, since an assistant is told when it connects.
     */
    public static boolean simulatesEveryCall() {
        return true;
    }

    static CarrierWiring of(VoiceSettings settings) {
        SimulatedCarrier simulated = new SimulatedCarrier(settings.simulationSpeed());
        return new CarrierWiring(simulated, new Carriers(Map.of(NumberProvider.SIMULATED, simulated)));
    }
}
