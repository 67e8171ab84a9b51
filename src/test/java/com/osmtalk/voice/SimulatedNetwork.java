package com.osmtalk.voice;

import com.osmtalk.api.NumberProvider;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.Carriers;
import com.osmtalk.voice.carrier.simulated.SimulatedCarrier;
import java.util.Map;

/** Switchboards all of whose calls are on the simulated network. */
public final class SimulatedNetwork {
    private SimulatedNetwork() {}

    /** With the scripted brain. @param speed how many times as fast as in life */
    public static Switchboard switchboard(double speed) {
        return switchboard(new VoiceSettings(speed, null));
    }

    public static Switchboard switchboard(VoiceSettings settings) {
        return new Switchboard(settings, carriers(settings.simulationSpeed()));
    }

    /** No other carrier than the simulated network. */
    public static Carriers carriers(double speed) {
        return only(new SimulatedCarrier(speed));
    }

    /** Another carrier in its place. */
    static Carriers only(Carrier carrier) {
        return new Carriers(Map.of(NumberProvider.SIMULATED, carrier));
    }
}
