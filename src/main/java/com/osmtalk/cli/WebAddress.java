package com.osmtalk.cli;

import com.osmtalk.client.BaseUrl;
import java.net.URI;

/** Reads the web addresses that settings hold. */
final class WebAddress {
    private WebAddress() {}

    /** @throws UsageException naming the setting when it is no http(s) address that paths can be added to */
    static URI of(String setting, String text) {
        try {
            return BaseUrl.parsed(setting, text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
