package com.osmtalk.voice;

import com.osmtalk.voice.carrier.Carriers;
import com.osmtalk.voice.carrier.simulated.SimulatedCarrier;

/** Switchboards all of whose calls are on the simulated network. */
public final class SimulatedNetwork {
    private SimulatedNetwork() {}

    /** With the scripted brain. @param speed how many times as fast as in life */
    public static Switchboard switchboard(double speed) {
        return switchboard(new VoiceSettings(speed, null));
    }

    public static Switchboard switchboard(VoiceSettings settings) {
        return new Switchboard(settings, Carriers.only(new SimulatedCarrier(settings.simulationSpeed())));
    }
}
