package com.osmtalk.voice.phone.sip;

import com.osmtalk.voice.phone.sip.DigestChallenge.Qop;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The user name and the password of a trunk, and how they answer its digest challenges (RFC 7616, in SIP RFC 3261, 22,
 * and RFC 8760). Of several challenges of a realm the strongest that is understood is answered. The SIP stack's own
 * answers have a constant cnonce, so these are ours.
 *
 * <p>From any thread.
 */
public final class DigestCredentials {
    private static final int NONCES = 64;
    private static final int ATTEMPTS = 4;
    private static final int CNONCE_BYTES = 16;

    private final String user;
    private final String password;
    private final Supplier<String> cnonces;

    /** How often each nonce was used: a server may refuse a count that it has seen (RFC 7616, 3.4). */
    private final Map<String, Integer> uses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > NONCES;
        }
    };

    public DigestCredentials(String user, String password) {
        this(user, password, randomCnonces());
    }

    DigestCredentials(String user, String password, Supplier<String> cnonces) {
        this.user = user;
        this.password = password;
        this.cnonces = cnonces;
    }

    /** Who asks: a server (401) is answered in {@code Authorization}, a proxy (407) in {@code Proxy-Authorization}. */
    public enum Challenger {
        SERVER("Authorization"),
        PROXY("Proxy-Authorization");

        private final String header;

        Challenger(String header) {
            this.header = header;
        }
    }

    /** A header that a request is to be sent again with. */
    public record Authorization(String name, String value) {
        /** Without the value, so that it never reaches a log. */
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A request that is about to be sent for the first time. Each of its retries is asked of what this gives, which
     * tells a password that is refused from a nonce that was too old.
     */
    public Exchange exchange() {
        return new Exchange();
    }

    /** One request and its retries; by one thread at a time. */
    public final class Exchange {
        private final Map<Asked, DigestChallenge> answered = new LinkedHashMap<>();
        private int attempts;

        private Exchange() {}

        private record Asked(Challenger challenger, String realm) {}

        /**
         * Answers a 401 or 407.
         *
         * @param challenges the values of all its {@code WWW-Authenticate} or {@code Proxy-Authenticate} headers
         * @param uri the request URI as it is sent again
         * @param body as it is sent again; empty when there is none
         * @return the headers that the retry carries, those for earlier challenges of the same request among them;
         *     empty when there is nothing to be tried: none of the challenges is understood, the password was refused,
         *     or the far end asks on and on
         */
        public List<Authorization> answer(
                Challenger challenger, List<String> challenges, String method, String uri, String body) {
            Map<String, DigestChallenge> strongest = new LinkedHashMap<>();
            challenges.stream()
                    .map(DigestChallenge::parse)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(DigestChallenge::algorithm).reversed())
                    .forEach(challenge -> strongest.putIfAbsent(challenge.realm(), challenge));
            boolean refused = strongest.values().stream()
                    .anyMatch(challenge ->
                            answered.containsKey(new Asked(challenger, challenge.realm())) && !challenge.stale());
            attempts++;
            if (strongest.isEmpty() || refused || attempts > ATTEMPTS) {
                return List.of();
            }
            strongest.forEach((realm, challenge) -> answered.put(new Asked(challenger, realm), challenge));
            List<Authorization> headers = new ArrayList<>();
            answered.forEach((asked, challenge) ->
                    headers.add(new Authorization(asked.challenger().header, value(challenge, method, uri, body))));
            return headers;
        }
    }

    private String value(DigestChallenge challenge, String method, String uri, String body) {
        String cnonce = cnonces.get();
        String count = String.format(Locale.ROOT, "%08x", use(challenge.nonce()));
        Qop qop = challenge.qop();
        StringBuilder value = new StringBuilder("Digest username=\"")
                .append(quoted(user))
                .append("\", realm=\"")
                .append(challenge.realm())
                .append("\", nonce=\"")
                .append(challenge.nonce())
                .append("\", uri=\"")
                .append(uri)
                .append("\", response=\"")
                .append(response(challenge, cnonce, count, method, uri, body))
                .append("\", algorithm=")
                .append(challenge.algorithmLabel());
        if (qop != null) {
            value.append(", qop=").append(qop.label).append(", nc=").append(count);
        }
        if (qop != null || challenge.session()) {
            value.append(", cnonce=\"").append(cnonce).append('"');
        }
        if (challenge.opaque() != null) {
            value.append(", opaque=\"").append(challenge.opaque()).append('"');
        }
        return value.toString();
    }

    /** RFC 7616, 3.4.1 to 3.4.3; without qop RFC 2069's, which 2617 keeps. */
    private String response(
            DigestChallenge challenge, String cnonce, String count, String method, String uri, String body) {
        DigestChallenge.Algorithm algorithm = challenge.algorithm();
        String secret = algorithm.hash(user + ":" + challenge.realm() + ":" + password);
        if (challenge.session()) {
            secret = algorithm.hash(secret + ":" + challenge.nonce() + ":" + cnonce);
        }
        Qop qop = challenge.qop();
        String request = method + ":" + uri;
        if (qop == null) {
            return algorithm.hash(secret + ":" + challenge.nonce() + ":" + algorithm.hash(request));
        }
        String covered = qop == Qop.AUTH_INT ? request + ":" + algorithm.hash(body) : request;
        return algorithm.hash(
                String.join(":", secret, challenge.nonce(), count, cnonce, qop.label, algorithm.hash(covered)));
    }

    private int use(String nonce) {
        synchronized (uses) {
            return uses.merge(nonce, 1, Integer::sum);
        }
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static Supplier<String> randomCnonces() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] bytes = new byte[CNONCE_BYTES];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }

    /** Without the password, so that it never reaches a log. */
    @Override
    public String toString() {
        return "DigestCredentials[" + user + "]";
    }
}
