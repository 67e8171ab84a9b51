package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.phone.codec.Codec;
import com.osmtalk.voice.phone.rtp.sdp.Direction;
import com.osmtalk.voice.phone.rtp.srtp.SrtpKeys;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What both ends of a call have agreed about its sound.
 *
 * @param rtp where the far end receives
 * @param rtcp where it receives reports
 * @param direction which way sound goes, seen by us
 * @param codec what we send
 * @param payloadType what we send it as
 * @param keyType what we send keys as (RFC 4733); -1: the far end understands none
 * @param keyClockRate how many units of a key's duration a second has
 * @param packetMillis how much sound the far end wants in a packet
 * @param received what the types of packets mean that come from the far end
 * @param srtp null: nothing is encrypted
 */
record Agreement(
        InetSocketAddress rtp,
        InetSocketAddress rtcp,
        Direction direction,
        Codec codec,
        int payloadType,
        int keyType,
        int keyClockRate,
        int packetMillis,
        PayloadTypes received,
        @Nullable SrtpKeys srtp) {}
