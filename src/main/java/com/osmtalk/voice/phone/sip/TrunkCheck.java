package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.NumberHealth.Check;
import com.osmtalk.api.NumberHealth.Subject;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Encryption;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.voice.phone.rtp.NoMediaPortException;
import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;

/**
 * Looks at one trunk as a call would use it, step by step: its name, whether it is reached, its certificate, whether it
 * knows us, the address under which it reaches us, and ports for sound.
 */
final class TrunkCheck {
    private static final long REPLY_MILLIS = 5_000;

    private final SipService service;
    private final TrunkTargets targets;
    private final MediaOpener media;
    private final Function<SipTrunk, Optional<Registration>> registrations;
    private final BooleanSupplier isRegistrar;
    private final SipSettings settings;

    /**
     * @param registrations gives that of a trunk, empty when it has none; may wait for a database
     * @param isRegistrar whether it is this server that registers, of several
     */
    TrunkCheck(
            SipService service,
            TrunkTargets targets,
            MediaOpener media,
            Function<SipTrunk, Optional<Registration>> registrations,
            BooleanSupplier isRegistrar,
            SipSettings settings) {
        this.service = service;
        this.targets = targets;
        this.media = media;
        this.registrations = registrations;
        this.isRegistrar = isRegistrar;
        this.settings = settings;
    }

    /** @param trunk with its defaults */
    CompletionStage<List<Check>> run(SipTrunk trunk) {
        long began = System.nanoTime();
        return targets.find(trunk)
                .handle((found, problem) -> {
                    long took = (System.nanoTime() - began) / 1_000_000;
                    String host = TrunkTargets.nextHop(trunk).toString();
                    if (problem == null) {
                        return look(
                                trunk,
                                found,
                                Check.ok(Subject.NAME, host + " is " + written(found) + ".")
                                        .after(took));
                    }
                    Throwable cause = problem instanceof CompletionException && problem.getCause() != null
                            ? problem.getCause()
                            : problem;
                    Check wrong = cause instanceof UnresolvedTrunkException unresolved
                            ? Check.wrong(Subject.NAME, unresolved.sentence(), unresolved.whatToDo())
                            : Check.wrong(
                                    Subject.NAME,
                                    host + " can't be looked up: " + cause.getMessage() + ".",
                                    "Look at the server's log.");
                    return CompletableFuture.completedFuture(List.of(wrong.after(took)));
                })
                .thenCompose(checks -> checks);
    }

    private static String written(List<Target> found) {
        String more = found.size() == 1 ? "" : ", and " + (found.size() - 1) + " more addresses to fall back on";
        return found.get(0) + more;
    }

    private CompletableFuture<List<Check>> look(SipTrunk trunk, List<Target> found, Check name) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            List<Check> checks = new ArrayList<>(List.of(name));
                            Optional<Check> ourselves = ourselves(found);
                            if (ourselves.isPresent()) {
                                checks.add(ourselves.get());
                                return checks;
                            }
                            String host = TrunkTargets.nextHop(trunk).host();
                            checks.addAll(TrunkConnection.check(
                                    host, found.get(0), (SSLSocketFactory) SSLSocketFactory.getDefault()));
                            return checks;
                        },
                        service.threads())
                .thenCompose(checks -> checks.stream().allMatch(Check::ok)
                        ? signalling(trunk, found).thenApply(more -> {
                            checks.addAll(more);
                            return checks;
                        })
                        : CompletableFuture.completedFuture(checks));
    }

    /** Calls would go from us to us: two agents would talk with each other. */
    private Optional<Check> ourselves(List<Target> found) {
        try {
            SipNode node = service.open().node();
            return found.stream()
                    .filter(node::isOurs)
                    .findFirst()
                    .map(target -> Check.wrong(
                            Subject.CONNECTION,
                            target + " is this server itself.",
                            "Give the number the host and port of its vendor or PBX. If that runs on this machine too,"
                                    + " set OSMTALK_SIP_PORT to a port of this server's own."));
        } catch (SipUnavailableException e) {
            // told with what belongs to signalling
            return Optional.empty();
        }
    }

    private CompletableFuture<List<Check>> signalling(SipTrunk trunk, List<Target> found) {
        Path path = new Path(trunk, found.get(0));
        Signalling signalling;
        try {
            signalling = service.open();
            for (Target target : found) {
                service.prepare(new Path(trunk, target));
            }
        } catch (SipUnavailableException e) {
            return CompletableFuture.completedFuture(List.of(Check.wrong(
                    Subject.SIGNALLING,
                    e.getMessage() + ".",
                    "See what else listens there, another server of this program for instance.")));
        }
        return answer(trunk, signalling, path).thenApply(check -> {
            List<Check> checks = new ArrayList<>(List.of(check));
            if (check.ok()) {
                checks.add(publicAddress(signalling.node(), path));
                checks.add(mediaPorts(signalling.node(), path));
                checks.add(transfer(trunk));
            }
            return checks;
        });
    }

    private CompletableFuture<Check> answer(SipTrunk trunk, Signalling signalling, Path path) {
        if (Boolean.TRUE.equals(trunk.register())) {
            Optional<Registration> registration = registrations.apply(trunk);
            if (registration.isPresent()) {
                return registration.get().refresh();
            }
            if (isRegistrar.getAsBoolean()) {
                return CompletableFuture.completedFuture(
                        Check.wrong(Subject.SIGNALLING, "It is not registered.", "Look again in a few seconds."));
            }
            return options(trunk, signalling, path)
                    .thenApply(check -> check.ok()
                            ? Check.ok(
                                            Subject.SIGNALLING,
                                            check.sentence() + " Another server on this database registers there, and"
                                                    + " answers the calls that come in.")
                                    .after(check.millis() == null ? 0 : check.millis())
                            : check);
        }
        return options(trunk, signalling, path);
    }

    private static CompletableFuture<Check> options(SipTrunk trunk, Signalling signalling, Path path) {
        TrunkRequestWriter writer = new TrunkRequestWriter(signalling.node(), trunk);
        return new TrunkRequest(signalling, path, () -> writer.options(path), SipCarrier.credentials(trunk))
                .send(REPLY_MILLIS)
                .thenApply(reply -> TrunkAnswers.toOptions(trunk, reply));
    }

    private Check publicAddress(SipNode node, Path path) {
        InetAddress local = node.addressToward(path.peer());
        Optional<InetAddress> told = node.publicAddress(path);
        if (told.isPresent()) {
            boolean set = path.trunk().publicAddress() != null || settings.publicAddress() != null;
            return Check.ok(
                    Subject.PUBLIC_ADDRESS,
                    "The trunk is told to send to " + told.get().getHostAddress()
                            + (set ? ", as it is set." : ", which it sees itself: there is NAT between."));
        }
        if (isPrivate(local) && !isPrivate(path.peer())) {
            return Check.wrong(
                    Subject.PUBLIC_ADDRESS,
                    "The trunk is told to send to " + local.getHostAddress() + ", which it can't reach from outside.",
                    "Set the address that your router has outside: OSMTALK_SIP_PUBLIC_ADDRESS, or publicAddress of the"
                            + " trunk; and have the router send SIP and the ports for sound here.");
        }
        return Check.ok(
                Subject.PUBLIC_ADDRESS,
                "The trunk is told to send to " + local.getHostAddress() + ", this machine's own address.");
    }

    private static boolean isPrivate(InetAddress address) {
        byte first = address.getAddress()[0];
        boolean uniqueLocal = address.getAddress().length == 16 && (first & 0xFE) == 0xFC;
        return address.isSiteLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || uniqueLocal;
    }

    /** Whether a trunk does what it is asked is known only once it has been asked. */
    private static Check transfer(SipTrunk trunk) {
        return Check.ok(
                Subject.TRANSFER,
                trunk.transfer() == SipTrunk.Transfer.REFER
                        ? "Calls are handed over by the trunk (REFER); where it refuses, this server connects the two"
                                + " telephones."
                        : "Calls are handed over by this server, which stays between the two telephones.");
    }

    private Check mediaPorts(SipNode node, Path path) {
        String range = "UDP ports " + settings.firstMediaPort() + " to " + settings.lastMediaPort();
        try {
            media.open(node, path).close();
        } catch (NoMediaPortException e) {
            return Check.wrong(
                    Subject.MEDIA_PORTS,
                    "No ports for sound are free (" + range + "): " + e.getMessage(),
                    "End what uses them, or set OSMTALK_SIP_RTP_PORTS to another range.");
        }
        boolean keysInClear = path.trunk().srtp() != Encryption.OFF && path.transport() != Transport.TLS;
        return Check.ok(
                Subject.MEDIA_PORTS,
                "Ports for sound are free (" + range + "); a firewall must let them in."
                        + (keysInClear
                                ? " The keys of the encrypted sound are sent in clear over " + path.transport()
                                        + ": use TLS."
                                : ""));
    }
}
