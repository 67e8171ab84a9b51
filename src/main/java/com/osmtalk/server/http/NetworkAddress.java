package com.osmtalk.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a request comes from, for limits that count by address: an IPv4 address, or the first half of an IPv6 address,
 * since whoever has one of those usually has all that share it. It is the last proxy's, unless that is one of the
 * {@link TrustedProxies}.
 */
public final class NetworkAddress {
    private static final int NETWORK_BYTES = 8;

    private NetworkAddress() {}

    public static String of(HttpServletRequest request) {
        return of(request.getRemoteAddr());
    }

    /** @param address as text, never a name */
    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)) + "::/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
