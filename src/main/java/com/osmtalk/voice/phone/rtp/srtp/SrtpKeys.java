package com.osmtalk.voice.phone.rtp.srtp;

/**
 * How a call is encrypted.
 *
 * @param sent the key of what we send, chosen by us
 * @param received the key of what the far end sends, chosen by it
 */
public record SrtpKeys(CryptoSuite suite, MasterKey sent, MasterKey received) {}
