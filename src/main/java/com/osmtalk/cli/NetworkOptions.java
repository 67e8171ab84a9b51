package com.osmtalk.cli;

import com.osmtalk.cli.network.Authorities;
import com.osmtalk.cli.network.EnvironmentProxies;
import com.osmtalk.cli.network.NamedProxy;
import com.osmtalk.cli.network.ProxyExceptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How connections leave this machine: through which proxy, and which certificate authorities are trusted. */
final class NetworkOptions {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkOptions.class);

    private final Settings settings;

    NetworkOptions(Settings settings) {
        this.settings = settings;
    }

    /**
     * From here on all connections of this process follow the settings. Where none is made, Java's own way stays.
     *
     * @throws UsageException for a setting that is invalid
     */
    void install() {
        proxy(Setting.HTTPS_PROXY)
                .or(() -> proxy(Setting.HTTP_PROXY))
                .ifPresent(any -> new EnvironmentProxies(
                                proxy(Setting.HTTPS_PROXY).orElse(null),
                                proxy(Setting.HTTP_PROXY).orElse(null),
                                ProxyExceptions.parse(
                                        settings.find(Setting.NO_PROXY).orElse("")))
                        .install());
        authorities().ifPresent(found -> found.authorities().install());
    }

    private Optional<NamedProxy> proxy(Setting setting) {
        return settings.parsed(setting, text -> NamedProxy.parse(setting.variable(), text));
    }

    /** What a file holds, and which setting named it. */
    private record Named(Setting setting, String file, Authorities authorities) {}

    private Optional<Named> authorities() {
        return named(Setting.CA_FILE)
                .or(() -> readable(Setting.NODE_EXTRA_CA_CERTS))
                .or(() -> readable(Setting.SSL_CERT_FILE));
    }

    private Optional<Named> named(Setting setting) {
        return settings.parsed(
                setting,
                file -> new Named(
                        setting, file, Authorities.read(settings.path(setting).orElseThrow())));
    }

    /** Those settings are for other programs first, and what is wrong with them should not end this one. */
    private Optional<Named> readable(Setting setting) {
        try {
            return named(setting);
        } catch (UsageException e) {
            LOG.warn("{}; it is passed over", e.getMessage());
            return Optional.empty();
        }
    }

    /** For the doctor; empty: nothing is set. */
    Optional<String> description() {
        List<String> parts = new ArrayList<>();
        proxy(Setting.HTTPS_PROXY).ifPresent(proxy -> parts.add("https goes through the proxy " + proxy));
        proxy(Setting.HTTP_PROXY).ifPresent(proxy -> parts.add("http goes through the proxy " + proxy));
        if (!parts.isEmpty()) {
            settings.find(Setting.NO_PROXY).ifPresent(hosts -> parts.add("but not to " + hosts + " (NO_PROXY)"));
        }
        authorities()
                .ifPresent(found -> parts.add(counted(found.authorities().count()) + " of " + found.file() + " ("
                        + found.setting().variable() + ") trusted beside Java's own"));
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }

    private static String counted(int certificates) {
        return certificates + (certificates == 1 ? " certificate" : " certificates");
    }

    /** What to look at after a failure that a proxy or a company's certificate may have caused; empty: neither. */
    Optional<String> adviceOn(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return Optional.of("Where a company's proxy opens secure connections, name the file with the"
                        + " certificate of its authority: OSMTALK_CA_FILE.");
            }
        }
        return problem.getMessage() != null && problem.getMessage().contains("through the proxy")
                ? Optional.of("Look at HTTPS_PROXY, HTTP_PROXY and NO_PROXY.")
                : Optional.empty();
    }
}
