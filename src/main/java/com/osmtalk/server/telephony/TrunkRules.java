package com.osmtalk.server.telephony;

import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.AudioCodec;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.phone.sip.AddressBlock;
import com.osmtalk.voice.phone.sip.HostPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for the settings of a trunk, and the one form in which they are stored. */
final class TrunkRules {
    private static final int MAX_PORT = 65_535;
    private static final int USERNAME_LENGTH = 128;
    private static final int PASSWORD_LENGTH = 256;
    private static final int MIN_OPTIONS_INTERVAL = 10;
    private static final int MAX_OPTIONS_INTERVAL = 3600;
    private static final int MOST_ADDRESSES = 100;
    private static final int WIDEST_IPV4 = 16;
    private static final int WIDEST_IPV6 = 32;

    /** What stands unescaped in the user part of a SIP address (RFC 3261, 25.1). */
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_.!~*'()&=+$,;?/-]+");

    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cntrl}\"\\\\]*");
    private static final Pattern NO_CONTROL = Pattern.compile("\\P{Cntrl}*");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]+");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");

    private TrunkRules() {}

    /** The same trunk as it is stored: without blanks around what was pasted, a host in small letters. */
    static SipTrunk canonical(SipTrunk trunk) {
        return SipTrunk.at(host(trunk.host()))
                .port(trunk.port())
                .transport(trunk.transport())
                .username(stripped(trunk.username(), text -> text))
                .authUser(stripped(trunk.authUser(), text -> text))
                .password(trunk.password() == null || trunk.password().isEmpty() ? null : trunk.password())
                .register(trunk.register())
                .outboundProxy(stripped(trunk.outboundProxy(), TrunkRules::host))
                .fromDomain(stripped(trunk.fromDomain(), TrunkRules::host))
                .plus(trunk.plus())
                .codecs(trunk.codecs() == null || trunk.codecs().isEmpty() ? null : trunk.codecs())
                .srtp(trunk.srtp())
                .publicAddress(stripped(trunk.publicAddress(), text -> text))
                .optionsIntervalSeconds(trunk.optionsIntervalSeconds())
                .inboundAddresses(blocks(trunk.inboundAddresses()))
                .transfer(trunk.transfer())
                .build();
    }

    /** Those that are written so as they are stored; what is no address stays, to be refused. */
    private static @Nullable List<String> blocks(@Nullable List<String> written) {
        return written == null || written.isEmpty()
                ? null
                : written.stream()
                        .map(text -> text == null
                                ? ""
                                : AddressBlock.parse(text.strip())
                                        .map(AddressBlock::toString)
                                        .orElse(text))
                        .distinct()
                        .toList();
    }

    /** @param path before the names of fields: empty, or {@code sip.} */
    static void check(String path, SipTrunk trunk, FieldErrors errors) {
        checkHost(path + "host", trunk.host(), errors);
        if (trunk.port() != null) {
            errors.range(path + "port", trunk.port(), 1, MAX_PORT);
        }
        checkCredentials(path, trunk, errors);
        if (trunk.outboundProxy() != null
                && HostPort.parse(trunk.outboundProxy())
                        .filter(TrunkRules::isHost)
                        .isEmpty()) {
            errors.add(
                    path + "outboundProxy",
                    "must be a host name or an IP address, with a port or without one, like edge.example.com:5060");
        }
        if (trunk.fromDomain() != null) {
            checkHost(path + "fromDomain", trunk.fromDomain(), errors);
        }
        List<AudioCodec> codecs = errors.elements(path + "codecs", trunk.codecs(), AudioCodec.values().length);
        if (codecs.stream().filter(Objects::nonNull).distinct().count() != codecs.size()) {
            errors.add(path + "codecs", "must name each codec once");
        }
        if (trunk.publicAddress() != null && address(trunk.publicAddress()).isEmpty()) {
            errors.add(
                    path + "publicAddress",
                    "must be an IP address of this server, like 203.0.113.7; leave it out to have it learnt");
        }
        checkInbound(path, trunk, errors);
        Integer interval = trunk.optionsIntervalSeconds();
        if (interval != null && interval != 0) {
            if (interval < MIN_OPTIONS_INTERVAL || interval > MAX_OPTIONS_INTERVAL) {
                errors.add(path + "optionsIntervalSeconds", "must be 0, which is never, or from 10 to 3600");
            }
        }
    }

    /** A block as wide as that of a vendor; a wider one is a slip, and would let in whoever scans the network. */
    private static void checkInbound(String path, SipTrunk trunk, FieldErrors errors) {
        List<String> written = errors.elements(path + "inboundAddresses", trunk.inboundAddresses(), MOST_ADDRESSES);
        for (int i = 0; i < written.size(); i++) {
            Optional<AddressBlock> block = AddressBlock.parse(written.get(i));
            String at = path + "inboundAddresses[" + i + "]";
            if (block.isEmpty()
                    || block.get().first().isAnyLocalAddress()
                    || block.get().first().isMulticastAddress()) {
                errors.add(at, "must be an IP address or a block of them, like 203.0.113.7 or 203.0.113.0/24");
            } else if (block.get().prefix() < (block.get().isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6)) {
                errors.add(
                        at,
                        "must be a block of one vendor: at least /" + WIDEST_IPV4 + ", of IPv6 at least /"
                                + WIDEST_IPV6);
            }
        }
    }

    private static void checkCredentials(String path, SipTrunk trunk, FieldErrors errors) {
        String username = trunk.username();
        if (username != null) {
            errors.optional(path + "username", username, USERNAME_LENGTH);
            errors.matches(
                    path + "username",
                    username,
                    USERNAME,
                    "must be a user name alone, without spaces, and without @ and what stands after it");
        } else if (trunk.password() != null) {
            errors.add(path + "username", "is required with a password");
        } else if (trunk.authUser() != null) {
            errors.add(path + "username", "is required with authUser");
        } else if (Boolean.TRUE.equals(trunk.register())) {
            errors.add(path + "username", "is required to register");
        }
        if (trunk.authUser() != null) {
            errors.optional(path + "authUser", trunk.authUser(), USERNAME_LENGTH);
            errors.matches(
                    path + "authUser", trunk.authUser(), PRINTABLE, "must not have quotation marks or backslashes");
        }
        if (trunk.password() != null) {
            errors.optional(path + "password", trunk.password(), PASSWORD_LENGTH);
            errors.matches(path + "password", trunk.password(), NO_CONTROL, "must not have control characters");
        }
    }

    private static void checkHost(String path, String host, FieldErrors errors) {
        Optional<HostPort> written = HostPort.parse(host).filter(TrunkRules::isHost);
        if (written.isPresent() && written.get().port() != null) {
            errors.add(path, "must be a host alone; a port has a field of its own");
        } else if (written.isEmpty()) {
            errors.add(path, "must be a host name or an IP address, like sip.example.com, without sip: before it");
        }
    }

    /** What is all digits and dots is an IPv4 address, or a mistake. */
    private static boolean isHost(HostPort written) {
        String host = written.host();
        boolean literal = host.startsWith("[") || NUMERIC.matcher(host).matches();
        return !literal || address(host.replaceAll("[\\[\\]]", "")).isPresent();
    }

    private static Optional<InetAddress> address(String text) {
        boolean shortForm = NUMERIC.matcher(text).matches()
                && text.chars().filter(c -> c == '.').count() != 3;
        if (!LITERAL.matcher(text).matches() || shortForm) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(text);
            return address.isAnyLocalAddress() || address.isMulticastAddress()
                    ? Optional.empty()
                    : Optional.of(address);
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    private static String host(String text) {
        String host = text.strip().toLowerCase(Locale.ROOT);
        if (IPV6.matcher(host).matches()) {
            return "[" + host + "]";
        }
        return host.endsWith(".") && host.length() > 1 ? host.substring(0, host.length() - 1) : host;
    }

    private static @Nullable String stripped(@Nullable String text, UnaryOperator<String> form) {
        return text == null || text.isBlank() ? null : form.apply(text.strip());
    }
}
