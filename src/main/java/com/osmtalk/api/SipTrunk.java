package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * Where a number's calls go in and out by SIP. It is written only: no route shows it.
 *
 * @param host a host name or an IP address
 * @param port null: 5060, over TLS 5061
 * @param transport null: UDP
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3261">RFC 3261</a>
 */
public record SipTrunk(
        String host,
        @Nullable Integer port,
        @Nullable Transport transport,
        @Nullable String username,
        @Nullable String password) {

    public enum Transport {
        UDP,
        TCP,
        TLS
    }

    /** Without the password, so that it never reaches a log. */
    @Override
    public String toString() {
        return "SipTrunk[" + host + ", " + transport + ", " + username + "]";
    }
}
