package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.SipTrunk;
import com.osmtalk.voice.phone.codec.Codec;
import com.osmtalk.voice.phone.rtp.MediaSession;
import com.osmtalk.voice.phone.rtp.MediaTerms;
import com.osmtalk.voice.phone.rtp.NoMediaPortException;
import com.osmtalk.voice.phone.rtp.RtpEngine;
import com.osmtalk.voice.phone.rtp.SrtpMode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Opens the sound of a call on the terms of its trunk. */
final class MediaOpener {
    private final RtpEngine engine;

    MediaOpener(RtpEngine engine) {
        this.engine = engine;
    }

    /** Whether no call more would find ports. */
    boolean isFull() {
        return engine.isFull();
    }

    MediaSession open(SipNode node, Path path) throws NoMediaPortException {
        SipTrunk trunk = path.trunk().withDefaults();
        return engine.open(new MediaTerms(
                codecs(Objects.requireNonNull(trunk.codecs())),
                SrtpMode.valueOf(Objects.requireNonNull(trunk.srtp()).name()),
                node.publicAddress(path).orElse(null),
                node.addressToward(path.peer())));
    }

    private static List<Codec> codecs(List<SipTrunk.AudioCodec> wanted) {
        return wanted.stream()
                .flatMap(each -> Arrays.stream(Codec.values())
                        .filter(known -> known.name().equals(each.name())))
                .toList();
    }
}
