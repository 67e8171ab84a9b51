package com.osmtalk.voice.phone.rtp.sdp;

/**
 * A line {@code a=name:value}.
 *
 * @param value empty: it has none
 */
public record SdpAttribute(String name, String value) {
    @Override
    public String toString() {
        return value.isEmpty() ? name : name + ":" + value;
    }
}
