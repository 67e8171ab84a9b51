package com.osmtalk.voice.phone.sip;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How this server speaks SIP, with every trunk.
 *
 * @param host the address to listen on; {@code 0.0.0.0}: all of this machine
 * @param port for UDP and TCP; TLS is on the next one. 0: any free ones
 * @param publicAddress under which trunks reach this server, where that is not the address of this machine; null: the
 *     one that the way to the trunk leads from
 * @param firstMediaPort the lowest port for sound
 * @param lastMediaPort the highest port for sound
 * @param traceFolder where the SIP messages of each call are kept, without credentials; null: nowhere
 * @param longestRinging after which a call that nobody answers is taken back
 */
public record SipSettings(
        String host,
        int port,
        @Nullable String publicAddress,
        int firstMediaPort,
        int lastMediaPort,
        @Nullable Path traceFolder,
        Duration longestRinging) {
    public static final String DEFAULT_HOST = "0.0.0.0";
    public static final int DEFAULT_PORT = 5060;
    public static final int DEFAULT_FIRST_MEDIA_PORT = 10_000;
    public static final int DEFAULT_LAST_MEDIA_PORT = 19_999;

    /** Nobody lets it ring longer. */
    private static final Duration USUAL_RINGING = Duration.ofSeconds(45);

    public static final SipSettings DEFAULT =
            new SipSettings(DEFAULT_HOST, DEFAULT_PORT, null, DEFAULT_FIRST_MEDIA_PORT, DEFAULT_LAST_MEDIA_PORT, null);

    /** On any free port of the loopback address: for tests. */
    public static final SipSettings LOOPBACK = new SipSettings("127.0.0.1", 0, null, 30_000, 39_999, null);

    /** With the time that a telephone usually rings. */
    public SipSettings(
            String host,
            int port,
            @Nullable String publicAddress,
            int firstMediaPort,
            int lastMediaPort,
            @Nullable Path traceFolder) {
        this(host, port, publicAddress, firstMediaPort, lastMediaPort, traceFolder, USUAL_RINGING);
    }
}
