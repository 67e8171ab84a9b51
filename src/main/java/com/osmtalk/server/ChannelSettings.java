package com.osmtalk.server;

import com.osmtalk.voice.phone.sip.SipSettings;
import com.osmtalk.voice.speech.SpeechSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How calls reach a server by other ways than its own dialling.
 *
 * @param voicePort where web calls are held; 0: any free one
 * @param voiceUrl where visitors reach that port, such as {@code wss://voice.example.com} behind a proxy; null:
 *     directly
 * @param simulator whether people of the simulated network can be made to call in
 * @param speech what sound is dealt with by
 * @param sip telephone calls over trunks
 * @param recordingDays how long organisations that have not chosen keep recordings
 */
public record ChannelSettings(
        int voicePort,
        @Nullable URI voiceUrl,
        boolean simulator,
        SpeechSettings speech,
        SipSettings sip,
        int recordingDays) {
    public static final int DEFAULT_RECORDING_DAYS = 30;

    /** Any free port, reached directly, without simulator and sound. */
    public static final ChannelSettings DEFAULT =
            new ChannelSettings(0, null, false, SpeechSettings.NONE, SipSettings.LOOPBACK, DEFAULT_RECORDING_DAYS);
}
