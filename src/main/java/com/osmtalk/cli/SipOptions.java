package com.osmtalk.cli;

import com.osmtalk.voice.phone.sip.SipSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the bundled server speaks SIP. */
final class SipOptions {
    private static final int MAX_PORT = 65_535;
    private static final int MIN_MEDIA_PORT = 1_024;
    private static final Pattern PORTS = Pattern.compile("\\s*(\\d{1,5})\\s*-\\s*(\\d{1,5})\\s*");

    private final Settings settings;

    SipOptions(Settings settings) {
        this.settings = settings;
    }

    SipSettings sip() {
        int[] mediaPorts =
                settings.parsed(Setting.SIP_RTP_PORTS, SipOptions::ports).orElseThrow();
        return new SipSettings(
                settings.text(Setting.SIP_HOST),
                // TLS is on the port after it
                settings.integer(Setting.SIP_PORT, 0, MAX_PORT - 1).orElseThrow(),
                settings.find(Setting.SIP_PUBLIC_ADDRESS).orElse(null),
                mediaPorts[0],
                mediaPorts[1],
                settings.path(Setting.SIP_TRACE).orElse(null));
    }

    private static int[] ports(String text) {
        Matcher range = PORTS.matcher(text);
        if (range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = Integer.parseInt(range.group(2));
            if (first >= MIN_MEDIA_PORT && last <= MAX_PORT && last - first >= 2) {
                return new int[] {first, last};
            }
        }
        throw new IllegalArgumentException("must be two ports from " + MIN_MEDIA_PORT + " to " + MAX_PORT
                + ", like 10000-19999, not \"" + text + "\"");
    }
}
