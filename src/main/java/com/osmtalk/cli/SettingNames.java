package com.osmtalk.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells a misspelt setting from one that is another program's. */
final class SettingNames {
    private static final Pattern OURS =
            Pattern.compile("(OSM_?TALK|OSM|OPENAI|RAZORPAY|WHATSAPP|MAX_CONCURRENT|DEEPGRAM|ELEVENLABS)_?.*");

    private SettingNames() {}

    /** The variable that an unknown one was probably meant to be; empty for one that resembles none. */
    static Optional<String> closestTo(String variable) {
        List<String> known = Arrays.stream(Setting.values())
                .filter(setting -> setting.group() != SettingGroup.NETWORK || looksLikeOurs(setting.variable()))
                .map(Setting::variable)
                .toList();
        return Spelling.closest(variable, known);
    }

    /** Whether it looks like a setting of this program. */
    static boolean looksLikeOurs(String variable) {
        return OURS.matcher(variable.toUpperCase(Locale.ROOT)).matches();
    }
}
