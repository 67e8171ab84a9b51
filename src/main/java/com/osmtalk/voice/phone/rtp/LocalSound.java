package com.osmtalk.voice.phone.rtp;

import com.osmtalk.voice.phone.codec.Codec;
import com.osmtalk.voice.phone.rtp.sdp.Direction;
import com.osmtalk.voice.phone.rtp.srtp.CryptoAttribute;

/** Writes the lines of a description that tell of our sound. */
final class LocalSound {
    private final StringBuilder formats = new StringBuilder();
    private final StringBuilder attributes = new StringBuilder();

    void codec(Codec codec, int type) {
        formats.append(' ').append(type);
        attribute("rtpmap:" + type + " " + codec.encodingName() + "/" + codec.clockRate()
                + (codec.channels() == 1 ? "" : "/" + codec.channels()));
        if (!codec.parameters().isEmpty()) {
            attribute("fmtp:" + type + " " + codec.parameters());
        }
    }

    void keys(int type, int clockRate) {
        formats.append(' ').append(type);
        attribute("rtpmap:" + type + " " + RemoteSound.KEYS + "/" + clockRate);
        attribute("fmtp:" + type + " 0-15");
    }

    void crypto(CryptoAttribute crypto) {
        attribute("crypto:" + crypto.value());
    }

    void multiplexed() {
        attribute("rtcp-mux");
    }

    String text(int port, String protocol, Direction direction) {
        attribute("ptime:" + RemoteSound.USUAL_PACKET_MILLIS);
        attribute(direction.attribute());
        return "m=audio " + port + " " + protocol + formats + "\r\n" + attributes;
    }

    private void attribute(String attribute) {
        attributes.append("a=").append(attribute).append("\r\n");
    }
}
