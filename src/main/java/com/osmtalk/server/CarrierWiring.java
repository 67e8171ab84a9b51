package com.osmtalk.server;

import com.osmtalk.api.NumberProvider;
import com.osmtalk.voice.VoiceSettings;
import com.osmtalk.voice.carrier.Carrier;
import com.osmtalk.voice.carrier.Carriers;
import com.osmtalk.voice.carrier.simulated.SimulatedCarrier;
import com.osmtalk.voice.phone.sip.SipCarrier;
import com.osmtalk.voice.phone.sip.SipSettings;
import com.osmtalk.voice.speech.SpeechServices;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which carriers this server has. They come before everything else, since the numbers that are attached say of
 * themselves whether they can be called from.
 *
 * @param simulatedNetwork its people may call in
 * @param sip carries the numbers of all vendors, each over the trunk that it has
 */
public record CarrierWiring(SimulatedCarrier simulatedNetwork, SipCarrier sip, Carriers carriers) {
    /** @param unfinished where live telephone calls leave what ends them; null: nowhere */
    static CarrierWiring of(
            VoiceSettings voice, SipSettings settings, SpeechServices speech, @Nullable Path unfinished) {
        SimulatedCarrier simulated = new SimulatedCarrier(voice.simulationSpeed());
        SipCarrier sip = new SipCarrier(settings, speech, unfinished);
        Map<NumberProvider, Carrier> byProvider = new EnumMap<>(NumberProvider.class);
        for (NumberProvider provider : NumberProvider.values()) {
            byProvider.put(provider, provider == NumberProvider.SIMULATED ? simulated : sip);
        }
        return new CarrierWiring(simulated, sip, new Carriers(byProvider));
    }
}
