package com.osmtalk.server.identity;

import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.server.problem.Problem;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The web sites whose pages may use an API key: host names, or {@code *.} and a host name for all below it. */
public final class AllowedDomains {
    private static final int MAX_DOMAINS = 50;
    private static final int MAX_LENGTH = 253;
    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    private AllowedDomains() {}

    /**
     * The domains as they are stored: lower case, internationalised names in their ASCII form, each once.
     *
     * @throws Problem INVALID naming each that is not a host name
     */
    public static List<String> checked(List<String> domains) {
        if (domains.size() > MAX_DOMAINS) {
            throw Problem.invalid("allowedDomains", "must have at most " + MAX_DOMAINS + " entries");
        }
        Set<String> kept = new LinkedHashSet<>();
        List<FieldError> wrong = new ArrayList<>();
        for (int i = 0; i < domains.size(); i++) {
            String domain = ascii(domains.get(i));
            if (domain != null
                    && domain.length() <= MAX_LENGTH
                    && HOST.matcher(domain).matches()) {
                kept.add(domain);
            } else {
                wrong.add(new FieldError(
                        "allowedDomains[" + i + "]",
                        "must be a host name like shop.example or *.shop.example, without scheme, port or path"));
            }
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return List.copyOf(kept);
    }

    /**
     * Whether a page may use a key.
     *
     * @param domains none: any page may
     * @param origin the request's {@code Origin} header
     */
    public static boolean permit(List<String> domains, String origin) {
        return domains.isEmpty()
                || host(origin)
                        .filter(host -> domains.stream().anyMatch(domain -> covers(domain, host)))
                        .isPresent();
    }

    private static boolean covers(String domain, String host) {
        return domain.startsWith("*.") ? host.endsWith(domain.substring(1)) : host.equals(domain);
    }

    private static Optional<String> host(String origin) {
        try {
            return Optional.ofNullable(new URI(origin).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException noOrigin) {
            return Optional.empty();
        }
    }

    private static @Nullable String ascii(String domain) {
        String wildcard = domain.startsWith("*.") ? "*." : "";
        try {
            return wildcard + IDN.toASCII(domain.substring(wildcard.length())).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noHostName) {
            return null;
        }
    }
}
