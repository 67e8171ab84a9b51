package com.osmtalk.client;

import java.net.URI;
import java.util.Locale;

/** Where the API is, and how addresses below it are made; a path in it is kept as a prefix. */
final class BaseUrl {
    private BaseUrl() {}

    /** @throws IllegalArgumentException when it can't be the address of an API */
    static URI checked(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("The API URL must not carry a user name or password.");
        }
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "The API URL must start with http:// or https:// and name a host, like https://api.osmtalk.com; it is: "
                            + url);
        }
        if (url.getPort() == 0 || url.getPort() > 65535) {
            throw new IllegalArgumentException("The API URL has a port outside 1 to 65535: " + url);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("The API URL must end with its path, without ? or #: " + url);
        }
        return url;
    }

    static URI resolve(URI base, String path, String query) {
        String prefix = base.getRawPath().replaceAll("/+$", "");
        return URI.create(origin(base) + prefix + path + query);
    }

    /** Scheme, host and port, for a person to read. */
    static String origin(URI base) {
        return base.getScheme() + "://" + base.getRawAuthority();
    }
}
