package com.osmtalk.voice.phone.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One {@code WWW-Authenticate} or {@code Proxy-Authenticate} header of the scheme Digest that can be answered: RFC
 * 7616, with the older forms of RFC 2617 and RFC 2069 (no {@code qop}) that SIP still meets.
 *
 * @param realm as it stands between its quotes. What is quoted is hashed and sent back as it came, backslashes too
 *     (RFC 2617, 1.2: unq(X) takes off the quotes)
 * @param session whether the algorithm is one of those that end in {@code -sess}
 * @param qop null: the server asks for none
 * @param stale the password may be right: only the nonce was too old
 */
record DigestChallenge(
        String realm,
        String nonce,
        @Nullable String opaque,
        Algorithm algorithm,
        boolean session,
        @Nullable Qop qop,
        boolean stale) {

    private static final Pattern SCHEME = Pattern.compile("\\s*Digest\\s+(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER =
            Pattern.compile("\\s*([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\",]*+))\\s*(?:,|$)");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final String SESSION = "-SESS";

    /** The weakest first. */
    enum Algorithm {
        MD5("MD5"),
        SHA_256("SHA-256");

        private final String label;

        Algorithm(String label) {
            this.label = label;
        }

        String hash(String text) {
            try {
                byte[] digest = MessageDigest.getInstance(label).digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has " + label, e);
            }
        }
    }

    enum Qop {
        AUTH("auth"),
        AUTH_INT("auth-int");

        final String label;

        Qop(String label) {
            this.label = label;
        }
    }

    /** Empty when it is of another scheme, broken, or of an algorithm or a qop that is not known here. */
    static Optional<DigestChallenge> parse(String header) {
        Matcher scheme = SCHEME.matcher(header);
        if (!scheme.matches() || CONTROL.matcher(header).find()) {
            return Optional.empty();
        }
        Optional<Map<String, String>> found = parameters(scheme.group(1));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> parameters = found.get();
        String realm = parameters.get("realm");
        String nonce = parameters.get("nonce");
        String named = parameters.getOrDefault("algorithm", Algorithm.MD5.label).toUpperCase(Locale.ROOT);
        boolean session = named.endsWith(SESSION);
        String plain = session ? named.substring(0, named.length() - SESSION.length()) : named;
        Optional<Algorithm> algorithm = Stream.of(Algorithm.values())
                .filter(each -> each.label.equals(plain))
                .findAny();
        String asked = parameters.get("qop");
        Optional<Qop> qop = asked == null ? Optional.empty() : qop(asked);
        if (realm == null || nonce == null || algorithm.isEmpty() || (asked != null && qop.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new DigestChallenge(
                realm,
                nonce,
                parameters.get("opaque"),
                algorithm.get(),
                session,
                qop.orElse(null),
                "true".equalsIgnoreCase(parameters.get("stale"))));
    }

    /** How the algorithm is written in the answer. */
    String algorithmLabel() {
        return algorithm.label + (session ? "-sess" : "");
    }

    /** The plain one where there is a choice: it does without the body. */
    private static Optional<Qop> qop(String asked) {
        List<String> offered = Stream.of(asked.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .toList();
        return Stream.of(Qop.values())
                .filter(each -> offered.contains(each.label))
                .findFirst();
    }

    private static Optional<Map<String, String>> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.region(end, text.length()).lookingAt()) {
                return Optional.empty();
            }
            String quoted = matcher.group(2);
            parameters.putIfAbsent(
                    matcher.group(1).toLowerCase(Locale.ROOT), quoted == null ? matcher.group(3) : quoted);
            end = matcher.end();
        }
        return Optional.of(parameters);
    }
}
