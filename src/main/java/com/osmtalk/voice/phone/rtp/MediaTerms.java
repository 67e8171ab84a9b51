package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.phone.codec.Codec;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be agreed with the far end of one call.
 *
 * @param codecs which may be used, the best first
 * @param publicAddress where the far end is told to send its sound; null: {@code local}
 * @param local the address of this machine that the far end can reach
 */
public record MediaTerms(
        List<Codec> codecs, SrtpMode srtp, @Nullable InetAddress publicAddress, InetAddress local) {
    public MediaTerms {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("a call needs a codec");
        }
    }

    /** The address in our descriptions. */
    InetAddress announced() {
        return publicAddress == null ? local : publicAddress;
    }
}
