package com.osmtalk.cli.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that are reached without a proxy, as {@code NO_PROXY} lists them: a domain with all below it (
 * {@code example.com}, {@code .example.com}, {@code *.example.com}), an address, a range of addresses
 * ({@code 10.0.0.0/8}), each with a port or without, or {@code *} for all. This machine itself is always one of them.
 */
public final class ProxyExceptions {
    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern PORT = Pattern.compile("(.*[^:]|\\[.*]):([0-9]{1,5})");
    private static final int ANY_PORT = -1;

    private final List<Entry> entries;

    private ProxyExceptions(List<Entry> entries) {
        this.entries = entries;
    }

    /** What can't be understood covers nothing, as other programs have it. */
    public static ProxyExceptions parse(String text) {
        return new ProxyExceptions(SEPARATOR
                .splitAsStream(text.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .map(Entry::parse)
                .toList());
    }

    /** Whether a host is reached directly. */
    boolean covers(String host, int port) {
        String name = plain(host.toLowerCase(Locale.ROOT));
        Optional<InetAddress> address = address(name);
        if (name.equals("localhost")
                || name.endsWith(".localhost")
                || address.filter(InetAddress::isLoopbackAddress).isPresent()) {
            return true;
        }
        return entries.stream().anyMatch(entry -> entry.covers(name, address, port));
    }

    /** Without brackets, the dot of a complete name, and the zone of an address. */
    private static String plain(String host) {
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (name.contains(":") && name.contains("%")) {
            name = name.substring(0, name.indexOf('%'));
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** Of an address that is written out; nothing is looked up. */
    private static Optional<InetAddress> address(String name) {
        try {
            return IPV4.matcher(name).matches() || name.contains(":")
                    ? Optional.of(InetAddress.getByName(name))
                    : Optional.empty();
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    /**
     * @param domain with all below it; {@code *}: everything
     * @param network its address; null: a domain
     * @param bits of the address that count
     */
    private record Entry(String domain, @Nullable InetAddress network, int bits, int port) {
        static Entry parse(String text) {
            var withPort = PORT.matcher(text);
            boolean hasPort =
                    withPort.matches() && (text.startsWith("[") || text.indexOf(':') == text.lastIndexOf(':'));
            int port = hasPort ? Integer.parseInt(withPort.group(2)) : ANY_PORT;
            String host = hasPort ? withPort.group(1) : text;
            int slash = host.indexOf('/');
            String name = plain(slash < 0 ? host : host.substring(0, slash));
            Optional<InetAddress> network = address(name);
            if (network.isEmpty()) {
                return new Entry(name.equals("*") ? name : name.replaceFirst("^\\*?\\.", ""), null, 0, port);
            }
            int all = network.get().getAddress().length * 8;
            return new Entry(name, network.get(), slash < 0 ? all : bits(host.substring(slash + 1), all), port);
        }

        /** More than there are: none match. */
        private static int bits(String text, int all) {
            return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : all + 1;
        }

        boolean covers(String host, Optional<InetAddress> address, int requested) {
            if (port != ANY_PORT && port != requested) {
                return false;
            }
            if (network != null) {
                return address.filter(this::isInside).isPresent();
            }
            return domain.equals("*") || !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
        }

        private boolean isInside(InetAddress address) {
            byte[] own = network.getAddress();
            byte[] other = address.getAddress();
            int whole = bits / 8;
            if (own.length != other.length || bits > own.length * 8 || !Arrays.equals(own, 0, whole, other, 0, whole)) {
                return false;
            }
            int rest = bits % 8;
            return rest == 0 || (own[whole] & 0xff) >> (8 - rest) == (other[whole] & 0xff) >> (8 - rest);
        }
    }
}
