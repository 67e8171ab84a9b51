package com.osmtalk.cli;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads the web addresses that settings hold. */
final class WebAddress {
    private WebAddress() {}

    /** @throws UsageException naming the setting when it is no http(s) address */
    static URI of(String setting, String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException notAnAddress) {
            // told below
        }
        throw new UsageException(setting + " must be an http:// or https:// address, and is: " + text);
    }
}
