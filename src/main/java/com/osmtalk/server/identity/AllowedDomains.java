package com.osmtalk.server.identity;

import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.server.problem.Problem;
import java.net.IDN;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The web sites whose pages may use an API key: host names, or {@code *.} and a host name for all below it. A host name
 * stands for its pages over http and https, on any port, and for no other host: not those below it, and not the name
 * with a dot at its end.
 */
public final class AllowedDomains {
    private static final int MAX_DOMAINS = 50;
    private static final int MAX_LENGTH = 253;
    /** What browsers send: never a path, a user or a fragment, and names in their ASCII form. */
    private static final Pattern ORIGIN =
            Pattern.compile("https?://((?:[a-z0-9_-]+\\.)*[a-z0-9_-]+)(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    /**
     * Letters that browsers write differently from what {@link IDN} makes of them, which is the name of another site:
     * sharp s, final sigma, and the joiners (UTS #46, deviation characters).
     */
    private static final Pattern DEVIATIONS = Pattern.compile("[\u00DF\u03C2\u200C\u200D]");

    /**
     * Behind a star there are two labels at least: {@code *.com} would be half of all web sites. Under some suffixes of
     * two labels everybody registers too ({@code *.co.uk}); to know them needs the Public Suffix List, which changes
     * every week.
     */
    private static final Pattern HOST = Pattern.compile(
            "(\\*\\.(?=[^.]+\\.))?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)" + "(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

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
                        "must be a host name like shop.example or *.shop.example, without scheme, port or path; two"
                                + " labels at least behind a star, since *.com is everybody's; a name with other"
                                + " letters than these as browsers show it to servers, xn--…"));
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
        Matcher parts = ORIGIN.matcher(origin);
        return parts.matches() ? Optional.of(parts.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static @Nullable String ascii(String domain) {
        if (DEVIATIONS.matcher(domain).find()) {
            return null;
        }
        String wildcard = domain.startsWith("*.") ? "*." : "";
        try {
            return wildcard + IDN.toASCII(domain.substring(wildcard.length())).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noHostName) {
            return null;
        }
    }
}
