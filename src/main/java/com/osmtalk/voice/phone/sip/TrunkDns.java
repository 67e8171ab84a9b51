package com.osmtalk.voice.phone.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * DNS as trunks need it: SRV and NAPTR records, which Java has no lookup for, with a limit of time and a cache (for as
 * long as each answer says). A lookup never fails: that there is nothing, or no answer, is what it gives.
 */
final class TrunkDns {
    private static final Logger LOG = LoggerFactory.getLogger(TrunkDns.class);

    /** A question that is lost is asked again; the first answer to a name nobody asked for takes its time. */
    private static final Duration TRY = Duration.ofSeconds(1);

    private static final int TRIES = 3;
    private static final Duration LIMIT = Duration.ofMillis(3500);

    private final Supplier<LookupSession> sessions;
    private final Duration limit;

    /** Null until somebody asks, and again when nobody answered: the machine may be in another network then. */
    private volatile @Nullable LookupSession session;

    /** With the DNS servers and the hosts file of this machine. */
    TrunkDns() {
        this(TrunkDns::ofThisMachine, LIMIT);
    }

    /** @param limit of one lookup */
    TrunkDns(Supplier<LookupSession> sessions, Duration limit) {
        this.sessions = sessions;
        this.limit = limit;
    }

    enum Outcome {
        NO_SUCH_NAME,
        /** There is such a name, and it has no such record, or it has some. */
        NO_RECORDS,
        NO_ANSWER
    }

    /** @param outcome of what the records are when there are none */
    record Found<T>(List<T> records, Outcome outcome) {}

    private static LookupSession ofThisMachine() {
        ResolverConfig.refresh();
        ResolverConfig config = ResolverConfig.getCurrentConfig();
        return session(config.servers())
                .searchPath(config.searchPath())
                .ndots(config.ndots())
                .defaultHostsFileParser()
                .build();
    }

    static LookupSession.LookupSessionBuilder session(List<InetSocketAddress> servers) {
        List<Resolver> each = servers.stream().<Resolver>map(TrunkDns::server).toList();
        ExtendedResolver resolver = new ExtendedResolver(each);
        resolver.setRetries(TRIES);
        resolver.setTimeout(LIMIT);
        return LookupSession.builder().resolver(resolver).cache(new Cache(DClass.IN));
    }

    private static SimpleResolver server(InetSocketAddress address) {
        SimpleResolver server = new SimpleResolver(address);
        server.setTimeout(TRY);
        return server;
    }

    /** What an IP address, in brackets or without them, and {@code localhost} mean without DNS; empty: it is a name. */
    static List<InetAddress> literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            // RFC 6761, 6.3: no DNS server is asked for it
            return bare.equalsIgnoreCase("localhost")
                    ? List.of(InetAddress.getByAddress(bare, new byte[] {127, 0, 0, 1}))
                    : List.of(Address.getByAddress(bare));
        } catch (UnknownHostException e) {
            LOG.trace("{} is a name", host);
            return List.of();
        }
    }

    /** A name with a dot in it is complete; one without may be completed as this machine does it. */
    static Name name(String host) throws UnresolvedTrunkException {
        try {
            return host.contains(".") ? Name.fromString(host, Name.root) : Name.fromString(host);
        } catch (TextParseException e) {
            LOG.debug("{} is no name", host, e);
            throw UnresolvedTrunkException.mistaken(host + " is not a host name.");
        }
    }

    static Name below(String service, Name host) {
        try {
            return Name.concatenate(Name.fromConstantString(service), host);
        } catch (NameTooLongException e) {
            LOG.debug("{} is too long a name for {} below it", host, service, e);
            return host;
        }
    }

    <T extends Record> CompletionStage<Found<T>> records(Name name, int type, Class<T> of) {
        LookupSession asked = session;
        if (asked == null) {
            asked = sessions.get();
            session = asked;
        }
        return asked.lookupAsync(name, type)
                .toCompletableFuture()
                .copy()
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> failure == null
                        ? new Found<>(
                                answer.getRecords().stream()
                                        .filter(of::isInstance)
                                        .map(of::cast)
                                        .toList(),
                                Outcome.NO_RECORDS)
                        : new Found<>(List.of(), outcome(name, type, failure)));
    }

    /** IPv4 first: a machine without a way out for IPv6 would lose time otherwise. */
    CompletionStage<Found<InetAddress>> addresses(Name name) {
        CompletableFuture<Found<AAAARecord>> version6 =
                records(name, Type.AAAA, AAAARecord.class).toCompletableFuture();
        return records(name, Type.A, ARecord.class)
                .thenCombine(
                        version6,
                        (v4, v6) -> new Found<>(
                                Stream.concat(
                                                v4.records().stream().map(ARecord::getAddress),
                                                v6.records().stream().map(AAAARecord::getAddress))
                                        .toList(),
                                v4.outcome()));
    }

    private Outcome outcome(Name name, int type, Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof NoSuchDomainException) {
            return Outcome.NO_SUCH_NAME;
        }
        if (cause instanceof NoSuchRRSetException) {
            return Outcome.NO_RECORDS;
        }
        session = null;
        LOG.debug("no answer about the {} records of {}", Type.string(type), name, cause);
        return Outcome.NO_ANSWER;
    }
}
