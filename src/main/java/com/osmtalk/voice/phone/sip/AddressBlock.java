package com.osmtalk.voice.phone.sip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IP addresses that share their first bits, as {@code 203.0.113.0/24}; a single address is a block too. Of IPv4 or of
 * IPv6: an address of the one is in no block of the other.
 *
 * @param first the lowest one
 * @param prefix how many bits they share
 */
public record AddressBlock(InetAddress first, int prefix) {
    private static final Pattern WRITTEN =
            Pattern.compile("((?:[0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");

    /** Of an address and, after a slash, how many bits count; empty when it is not written so. */
    public static Optional<AddressBlock> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            // a literal, which is not asked of DNS
            byte[] address = InetAddress.getByName(matcher.group(1)).getAddress();
            int bits = Byte.SIZE * address.length;
            int prefix = matcher.group(2) == null ? bits : Integer.parseInt(matcher.group(2));
            return prefix > bits
                    ? Optional.empty()
                    : Optional.of(new AddressBlock(InetAddress.getByAddress(masked(address, prefix)), prefix));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    private static byte[] masked(byte[] address, int prefix) {
        byte[] masked = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, prefix - Byte.SIZE * i));
            masked[i] = (byte) (address[i] & 0xff << Byte.SIZE - kept);
        }
        return masked;
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] ours = first.getAddress();
        return bytes.length == ours.length && Arrays.mismatch(masked(bytes, prefix), ours) < 0;
    }

    /** Whether it is one of IPv4. */
    public boolean isIpv4() {
        return first.getAddress().length == 4;
    }

    /** As it is written: a single address without a slash. */
    @Override
    public String toString() {
        boolean single = prefix == Byte.SIZE * first.getAddress().length;
        return first.getHostAddress() + (single ? "" : "/" + prefix);
    }
}
