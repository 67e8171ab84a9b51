package com.osmtalk.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where an API is, and how addresses below it are made; a path in it is kept as a prefix. */
public final class BaseUrl {
    private static final String FORM =
            "must start with http:// or https:// and name a host, like https://api.osmtalk.com";

    private static final Pattern SLASHES_AT_END = Pattern.compile("/+$");

    private BaseUrl() {}

    /**
     * The address that a setting holds.
     *
     * @param setting its name, which the complaint begins with
     * @throws IllegalArgumentException when it is not a valid address of an API; no password or key in it is repeated
     */
    public static URI parsed(String setting, String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException notAnAddress) {
            throw new IllegalArgumentException(setting + " " + FORM + is(text));
        }
        return checked(setting, url);
    }

    /** @throws IllegalArgumentException when it is not a valid address of an API */
    static URI checked(URI url) {
        return checked("The API URL", url);
    }

    private static URI checked(String setting, URI url) {
        objection(url).ifPresent(objection -> {
            throw new IllegalArgumentException(setting + " " + objection);
        });
        return url;
    }

    private static Optional<String> objection(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getRawUserInfo() != null) {
            return Optional.of("must not carry a user name or password");
        }
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            return Optional.of(FORM + is(url.toString()));
        }
        if (url.getPort() == 0 || url.getPort() > 65535) {
            return Optional.of("has a port outside 1 to 65535: " + url);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            return Optional.of("must end with its path, without ? or #" + is(url.toString()));
        }
        return Optional.empty();
    }

    /**
     * What stands before an @ may be a password, also where it makes no address; what stands after a ? may be a key.
     */
    private static String is(String text) {
        return text.contains("@") ? "" : "; it is: " + text.replaceFirst("(?s)[?#].+", "…");
    }

    static URI resolve(URI base, String path, String query) {
        String prefix = SLASHES_AT_END.matcher(base.getRawPath()).replaceFirst("");
        return URI.create(origin(base) + prefix + path + query);
    }

    /** Scheme, host and port, for a person to read. */
    static String origin(URI base) {
        return base.getScheme() + "://" + base.getRawAuthority();
    }
}
