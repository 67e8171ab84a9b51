package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.voice.phone.sip.TrunkDns.Found;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/**
 * Where the requests of a trunk are sent (RFC 3263): the addresses, ports and transports that DNS names for its host,
 * in the order in which they are to be tried. What a trunk says itself, its port or transport, is not asked of DNS.
 *
 * <p>From any thread; no thread waits for DNS.
 */
public final class TrunkTargets {
    /** However many a name has: nobody waits for so many that don't answer. */
    private static final int MOST = 24;

    private static final int PORT = 5060;
    private static final int TLS_PORT = 5061;

    private final TrunkDns dns;
    private final RandomGenerator random;

    /** With the DNS servers and the hosts file of this machine. */
    public TrunkTargets() {
        // Java's usual generator is in a module that a bundle leaves out
        this(new TrunkDns(), new SecureRandom());
    }

    TrunkTargets(TrunkDns dns, RandomGenerator random) {
        this.dns = dns;
        this.random = random;
    }

    /** One to try. */
    public record Target(InetSocketAddress address, Transport transport) {
        @Override
        public String toString() {
            return address.getAddress().getHostAddress() + " port " + address.getPort() + " over " + transport;
        }
    }

    /** The host that requests are sent to, and whose name a TLS certificate must bear (RFC 5922, 7.1). */
    public static HostPort nextHop(SipTrunk trunk) {
        String proxy = trunk.outboundProxy();
        return proxy == null
                ? new HostPort(trunk.host(), trunk.port())
                : HostPort.parse(proxy).orElseThrow(() -> new IllegalArgumentException("not a host: " + proxy));
    }

    /**
     * Those of a trunk; never none.
     *
     * @return fails with an {@link UnresolvedTrunkException} when there is no address
     */
    public CompletionStage<List<Target>> find(SipTrunk trunk) {
        HostPort hop = nextHop(trunk);
        return find(hop.host(), hop.port(), trunk.transport());
    }

    CompletionStage<List<Target>> find(String host, @Nullable Integer port, @Nullable Transport transport) {
        Transport usual = transport == null ? Transport.UDP : transport;
        int usualPort = port == null ? defaultPort(usual) : port;
        List<InetAddress> literal = TrunkDns.literal(host);
        if (!literal.isEmpty()) {
            return usable(host, at(literal, usualPort, usual));
        }
        Name name;
        try {
            name = TrunkDns.name(host);
        } catch (UnresolvedTrunkException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletionStage<List<Target>> services;
        if (port != null) {
            services = CompletableFuture.completedFuture(List.of());
        } else if (transport != null) {
            services = service(serviceName(name, transport), transport);
        } else {
            services = named(name);
        }
        return services.thenCompose(found -> found.isEmpty()
                ? addresses(name).thenCompose(addresses -> usable(host, at(addresses, usualPort, usual)))
                : CompletableFuture.completedFuture(found));
    }

    private static CompletionStage<List<Target>> usable(String host, List<Target> targets) {
        return targets.isEmpty()
                ? CompletableFuture.failedFuture(
                        UnresolvedTrunkException.mistaken(host + " has no address that a trunk can have."))
                : CompletableFuture.completedFuture(targets);
    }

    /** By NAPTR records; where there are none, by the SRV records of each transport, UDP first. */
    private CompletionStage<List<Target>> named(Name name) {
        return dns.records(name, Type.NAPTR, NAPTRRecord.class).thenCompose(answer -> {
            List<NAPTRRecord> usable = answer.records().stream()
                    .filter(record -> record.getFlags().equalsIgnoreCase("s") && transport(record) != null)
                    .sorted(Comparator.comparing(NAPTRRecord::getOrder).thenComparing(NAPTRRecord::getPreference))
                    .limit(MOST)
                    .toList();
            return usable.isEmpty()
                    ? inOrder(
                            List.of(Transport.values()), transport -> service(serviceName(name, transport), transport))
                    : inOrder(usable, record -> service(record.getReplacement(), transport(record)));
        });
    }

    private static @Nullable Transport transport(NAPTRRecord record) {
        return switch (record.getService().toUpperCase(Locale.ROOT)) {
            case "SIP+D2U" -> Transport.UDP;
            case "SIP+D2T" -> Transport.TCP;
            case "SIPS+D2T" -> Transport.TLS;
            default -> null;
        };
    }

    /** What the SRV records of a name say; none where it has none, or where its servers have no address. */
    private CompletionStage<List<Target>> service(Name name, Transport transport) {
        return dns.records(name, Type.SRV, SRVRecord.class)
                .thenCompose(answer -> inOrder(
                        ordered(answer.records()),
                        record -> dns.addresses(record.getTarget())
                                .thenApply(found -> at(found.records(), record.getPort(), transport))));
    }

    private CompletionStage<List<InetAddress>> addresses(Name name) {
        return dns.addresses(name)
                .thenCompose(found -> found.records().isEmpty()
                        ? CompletableFuture.failedFuture(unresolved(name, found))
                        : CompletableFuture.completedFuture(found.records()));
    }

    private static UnresolvedTrunkException unresolved(Name name, Found<InetAddress> found) {
        String host = name.toString(true);
        return switch (found.outcome()) {
            case NO_SUCH_NAME -> UnresolvedTrunkException.mistaken("There is no host " + host + ".");
            case NO_RECORDS -> UnresolvedTrunkException.mistaken(host + " has no address.");
            case NO_ANSWER ->
                new UnresolvedTrunkException(
                        "DNS gave no answer about " + host + ".",
                        "Look at this machine's network and its DNS servers.");
        };
    }

    /** By priority, and at random by weight within one (RFC 2782). A target of {@code .} means that there is none. */
    private List<SRVRecord> ordered(List<SRVRecord> records) {
        List<SRVRecord> left = new ArrayList<>(records.stream()
                .filter(record -> !record.getTarget().equals(Name.root))
                .sorted(Comparator.comparing(SRVRecord::getPriority).thenComparing(SRVRecord::getWeight))
                .limit(MOST)
                .toList());
        List<SRVRecord> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            int priority = left.get(0).getPriority();
            List<SRVRecord> same = left.stream()
                    .filter(record -> record.getPriority() == priority)
                    .toList();
            int drawn =
                    random.nextInt(same.stream().mapToInt(SRVRecord::getWeight).sum() + 1);
            SRVRecord next = same.get(0);
            int sum = 0;
            for (SRVRecord record : same) {
                sum += record.getWeight();
                if (sum >= drawn) {
                    next = record;
                    break;
                }
            }
            ordered.add(next);
            left.remove(next);
        }
        return ordered;
    }

    /** Asks of all at the same time; what comes of them stands in their order. */
    private static <T> CompletionStage<List<Target>> inOrder(
            List<T> all, Function<T, CompletionStage<List<Target>>> targets) {
        List<CompletableFuture<List<Target>>> asked = all.stream()
                .map(each -> targets.apply(each).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> asked.stream()
                        .flatMap(each -> each.join().stream())
                        .distinct()
                        .limit(MOST)
                        .toList());
    }

    private static List<Target> at(List<InetAddress> addresses, int port, Transport transport) {
        return addresses.stream()
                .filter(TrunkTargets::canBeATrunk)
                .map(address -> new Target(new InetSocketAddress(address, port), transport))
                .toList();
    }

    /** Link-local addresses are no trunk's; in clouds one of them gives away secrets of the machine. */
    private static boolean canBeATrunk(InetAddress address) {
        return !address.isAnyLocalAddress() && !address.isMulticastAddress() && !address.isLinkLocalAddress();
    }

    private static Name serviceName(Name host, Transport transport) {
        String service = switch (transport) {
            case UDP -> "_sip._udp";
            case TCP -> "_sip._tcp";
            case TLS -> "_sips._tcp";
        };
        return TrunkDns.below(service, host);
    }

    private static int defaultPort(Transport transport) {
        return transport == Transport.TLS ? TLS_PORT : PORT;
    }
}
