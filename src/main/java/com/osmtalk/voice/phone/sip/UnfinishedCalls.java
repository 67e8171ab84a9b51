package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.SipTrunk;
import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sip.SipException;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What would end each live call, on disk: a CANCEL while it rings, a BYE once it is answered. A server that dies can't
 * send it; the next one does, so that no telephone is left ringing, and nobody listens to silence until a timer of the
 * trunk's ends it. Nothing in these files is secret.
 */
final class UnfinishedCalls {
    /** Keeps nothing. */
    static final UnfinishedCalls NONE = new UnfinishedCalls(null);

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedCalls.class);
    private static final String SUFFIX = ".sip";

    /** Nobody waits for the responses: a packet that is lost is made up for by sending it again. */
    private static final List<Long> SENT_AT_MILLIS = List.of(0L, 500L, 1_500L, 3_500L);

    private final java.nio.file.@Nullable Path folder;

    /** @param folder null: nothing is kept */
    UnfinishedCalls(java.nio.file.@Nullable Path folder) {
        this.folder = folder;
    }

    /** Keeps what ends a call from now on, in the place of what did before. */
    void keep(String leg, Path path, Request ending) {
        if (folder == null) {
            return;
        }
        String way = String.join(
                " ",
                path.transport().name(),
                SipNode.literal(path.peer()),
                Integer.toString(path.target().address().getPort()),
                TrunkTargets.nextHop(path.trunk()).host());
        try {
            Files.createDirectories(folder);
            java.nio.file.Path unfinished = folder.resolve(leg + ".part");
            Files.writeString(unfinished, way + "\n" + ending);
            Files.move(unfinished, folder.resolve(leg + SUFFIX), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{}: what ends it can't be kept for a server that dies: {}", leg, e.toString());
        }
    }

    void forget(String leg) {
        if (folder != null) {
            delete(folder.resolve(leg + SUFFIX));
        }
    }

    private static void delete(java.nio.file.Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} can't be deleted: {}", file, e.toString());
        }
    }

    /** Ends the calls of a server that died here. */
    void endAll(SipService service) {
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try (Stream<java.nio.file.Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(file -> end(file, service));
        } catch (IOException e) {
            LOG.warn("calls of a server that died here can't be ended: {}", e.toString());
        }
    }

    private static void end(java.nio.file.Path file, SipService service) {
        try {
            String[] parts = Files.readString(file, StandardCharsets.UTF_8).split("\n", 2);
            String[] way = parts[0].split(" ");
            Path path = new Path(
                    SipTrunk.at(way[3]).build(),
                    new Target(
                            new InetSocketAddress(InetAddress.getByName(way[1]), Integer.parseInt(way[2])),
                            Transport.valueOf(way[0])));
            service.prepare(path);
            Signalling signalling = service.open();
            Request ending = signalling.node().messages().factory().createRequest(parts[1]);
            LOG.info("{} was left by a server that died; its {} is sent", file.getFileName(), ending.getMethod());
            Mailbox mailbox = new Mailbox(signalling.threads());
            for (long millis : SENT_AT_MILLIS) {
                signalling
                        .timers()
                        .schedule(
                                () -> mailbox.execute(() -> send(signalling.node(), path, ending)),
                                millis,
                                TimeUnit.MILLISECONDS);
            }
        } catch (IOException | ParseException | SipUnavailableException | RuntimeException e) {
            LOG.warn("{}, left by a server that died, can't be ended: {}", file.getFileName(), e.toString());
        }
        delete(file);
    }

    private static void send(SipNode node, Path path, Request ending) {
        Request copy = (Request) ending.clone();
        SipNode.route(copy, path.hop());
        try {
            node.provider().sendRequest(copy);
        } catch (SipException e) {
            LOG.info("a {} could not be sent: {}", ending.getMethod(), e.getMessage());
        }
    }
}
