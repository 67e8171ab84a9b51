package com.osmtalk.voice.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names to addresses of the public internet only, so that nobody reaches this machine's own network through
 * a URL. The connection is made to the address that was checked.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA special-purpose IPv4 addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA special-purpose IPv6 addresses</a>
 */
public final class PublicAddressResolver implements DnsResolver {
    /** Endings that are never delegated in the public DNS, or stand for a network of one's own. */
    private static final Pattern PRIVATE_NAME = Pattern.compile(
            ".*\\.(localhost|localdomain|local|internal|intranet|lan|home|corp|private|svc|home\\.arpa)");

    /** The last label is a number, so that a host is read as an address. */
    private static final Pattern NUMERIC =
            Pattern.compile("(0x[0-9a-f]{0,8}|[0-9]{1,11})(\\.(0x[0-9a-f]{0,8}|[0-9]{1,11})){0,3}");

    /** Names of the public DNS that all mean the machine itself. */
    private static final Pattern OWN_MACHINE =
            Pattern.compile("(.*\\.)?(localtest\\.me|lvh\\.me|vcap\\.me|lacolhost\\.com|localho\\.st)");

    /** Services that resolve a name to the IPv4 address in it, with dots, hyphens or as eight hexadecimal digits. */
    private static final Pattern ADDRESS_IN_NAME =
            Pattern.compile("(?:.*[.-])?(?:([0-9]{1,3})[.-]([0-9]{1,3})[.-]([0-9]{1,3})[.-]([0-9]{1,3})|([0-9a-f]{8}))"
                    + "\\.(?:nip\\.io|sslip\\.io|xip\\.io|traefik\\.me)");

    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9]+(\\.[0-9]+){0,3}");

    /** @throws NotPublicException when any of the name's addresses is not public */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new NotPublicException(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    /**
     * Whether a URL's host tells by itself that it is not public: an address that is written out, in any of the ways
     * that programs read one or within a name that services like nip.io resolve to it; or a name that only a network
     * of one's own can have.
     */
    public static boolean isPlainlyPrivate(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.+$", "");
        if (name.startsWith("[")) {
            return isPrivateLiteral(name);
        }
        if (NUMERIC.matcher(name).matches()) {
            return isPrivateLiteral(name) || isPrivateNumber(name);
        }
        return !name.contains(".")
                || PRIVATE_NAME.matcher(name).matches()
                || OWN_MACHINE.matcher(name).matches()
                || isPrivateInName(name);
    }

    private static boolean isPrivateInName(String name) {
        Matcher address = ADDRESS_IN_NAME.matcher(name);
        if (!address.matches()) {
            return false;
        }
        String hexadecimal = address.group(5);
        return isPrivateNumber(
                hexadecimal != null
                        ? "0x" + hexadecimal
                        : IntStream.rangeClosed(1, 4)
                                // as these services read them: decimal, also with a zero before them
                                .mapToObj(part -> Integer.toString(Integer.parseInt(address.group(part))))
                                .collect(Collectors.joining(".")));
    }

    private static boolean isPrivateLiteral(String address) {
        try {
            // an address is not looked up anywhere
            return ADDRESS.matcher(address).matches() && !isPublic(InetAddress.getByName(address));
        } catch (UnknownHostException none) {
            return false;
        }
    }

    /** One to four numbers, decimal, octal or hexadecimal; the last fills what is left, as inet_aton has it. */
    private static boolean isPrivateNumber(String address) {
        String[] parts = address.split("\\.");
        byte[] bytes = new byte[4];
        try {
            for (int i = 0; i < parts.length - 1; i++) {
                bytes[i] = (byte) number(parts[i]);
            }
            long last = number(parts[parts.length - 1]);
            for (int i = 3; i >= parts.length - 1; i--) {
                bytes[i] = (byte) last;
                last >>= 8;
            }
            return !isPublic4(bytes);
        } catch (NumberFormatException noNumber) {
            return true;
        }
    }

    private static long number(String part) {
        if (part.startsWith("0x")) {
            return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
        }
        return Long.parseLong(part, part.startsWith("0") ? 8 : 10);
    }

    /** Whether this is an address of the public internet. */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublic4(bytes);
        }
        if (address instanceof Inet6Address) {
            return isPublic6(bytes);
        }
        return false;
    }

    private static boolean isPublic4(byte[] bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        boolean special = a == 0
                || a == 10
                || a == 127
                || a >= 224
                || a == 100 && b >= 64 && b < 128
                || a == 169 && b == 254
                || a == 172 && b >= 16 && b < 32
                || a == 192 && b == 168
                || a == 192 && b == 0 && (c == 0 || c == 2)
                || a == 192 && b == 88 && c == 99
                || a == 198 && (b == 18 || b == 19)
                || a == 198 && b == 51 && c == 100
                || a == 203 && b == 0 && c == 113
                // the metadata address of one large provider is in public space
                || a == 168 && b == 63 && c == 129 && (bytes[3] & 0xff) == 16;
        return !special;
    }

    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        if (first == 0x64 && second == 0xff9b) {
            return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (first == 0x2002) {
            return isPublic4(Arrays.copyOfRange(bytes, 2, 6));
        }
        boolean globalUnicast = (first & 0xe000) == 0x2000;
        boolean special = first == 0x2001 && (second < 0x200 || second == 0xdb8) || first == 0x3fff && second < 0x1000;
        return globalUnicast && !special;
    }
}
