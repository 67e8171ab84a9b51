package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.SipTrunk.Transport;
import com.osmtalk.voice.phone.sip.TrunkTargets.Target;
import gov.nist.javax.sip.DialogTimeoutEvent;
import gov.nist.javax.sip.ResponseEventExt;
import gov.nist.javax.sip.SipListenerExt;
import gov.nist.javax.sip.message.SIPMessage;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.ConcurrentModificationException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.Hop;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server's end of the SIP network: its ports, and whom what arrives there is for. Requests in a dialog go to the
 * {@link Leg} whose dialog it is, responses to the {@link ResponseHandler} of their request, and the rest to whoever
 * takes calls.
 */
final class SipNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipNode.class);
    private static final int TRIES_FOR_PORTS = 50;
    private static final int TRIES_TO_STOP = 10;

    private final SipSettings settings;
    private final JainStack stack;
    private final NetworkGate network;
    private final SipProvider provider;
    private final int port;
    private final Set<Transport> listening = EnumSet.noneOf(Transport.class);
    private final StrayAnswers strays = new StrayAnswers();
    private final SipMessages messages = new SipMessages(this);
    /** What trunks say in their responses about where our requests came from. */
    private final Map<InetAddress, ReflexiveAddress> seenBy = new ConcurrentHashMap<>();

    /**
     * Listens for UDP and TCP.
     *
     * @param newcomers is given each request that belongs to no dialog of a leg, on a thread of the stack
     * @throws SipUnavailableException when the ports are taken, or the address is not this machine's
     */
    SipNode(
            SipSettings settings,
            Peers peers,
            SSLSocketFactory tls,
            CallTraces traces,
            Consumer<RequestEvent> newcomers)
            throws SipUnavailableException {
        this.settings = settings;
        this.network = new NetworkGate(peers, tls);
        JainStack opened = null;
        try {
            this.port = settings.port() == 0 ? freePorts(settings.host()) : settings.port();
            opened = new JainStack(network, traces, List.of(new FarEndContact(messages), strays));
            this.stack = opened;
            this.provider = stack.createSipProvider(stack.createListeningPoint(settings.host(), port, "udp"));
            listening.add(Transport.UDP);
            provider.addSipListener(new Dispatcher(newcomers));
            listen(Transport.TCP);
            stack.start();
        } catch (Exception e) {
            if (opened != null) {
                // it may listen already to one of the ports
                opened.stop();
            }
            throw new SipUnavailableException(
                    "SIP can't listen on port " + settings.port() + " of " + settings.host() + ": " + e.getMessage()
                            + ". Free the port, or set OSMTALK_SIP_PORT to another",
                    e);
        }
        LOG.info("SIP listens on port {} of {}, UDP and TCP", port, settings.host());
    }

    /** Two that follow each other, both for UDP and TCP. */
    private static int freePorts(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        for (int i = 0; ; i++) {
            try (DatagramSocket udp = new DatagramSocket(0, address)) {
                int port = udp.getLocalPort();
                new ServerSocket(port, 1, address).close();
                new ServerSocket(port + 1, 1, address).close();
                return port;
            } catch (IOException | IllegalArgumentException taken) {
                if (i == TRIES_FOR_PORTS) {
                    throw taken;
                }
            }
        }
    }

    private synchronized void listen(Transport transport) throws Exception {
        if (listening.add(transport)) {
            provider.addListeningPoint(stack.createListeningPoint(settings.host(), port(transport), name(transport)));
        }
    }

    static Transport transport(String name) {
        return Transport.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static String name(Transport transport) {
        return transport.name().toLowerCase(Locale.ROOT);
    }

    SipSettings settings() {
        return settings;
    }

    StrayAnswers strays() {
        return strays;
    }

    SipMessages messages() {
        return messages;
    }

    int port(Transport transport) {
        return transport == Transport.TLS ? port + 1 : port;
    }

    private record ReflexiveAddress(InetAddress address, int port) {}

    /** Takes from a response over UDP how the trunk sees us, behind NAT (RFC 3581). */
    void learn(Path path, Response response) {
        ViaHeader via = (ViaHeader) response.getHeader(ViaHeader.NAME);
        if (path.transport() != Transport.UDP || via == null || via.getReceived() == null) {
            return;
        }
        resolved(via.getReceived()).ifPresent(received -> {
            int seenPort = via.getRPort() > 0 ? via.getRPort() : port(Transport.UDP);
            if (received.equals(addressToward(path.peer())) && seenPort == port(Transport.UDP)) {
                seenBy.remove(path.peer());
            } else {
                seenBy.put(path.peer(), new ReflexiveAddress(received, seenPort));
            }
        });
    }

    /** Makes sure that a transport can be used; TLS costs nothing where no trunk uses it. */
    void require(Transport transport) throws SipUnavailableException {
        try {
            listen(transport);
        } catch (Exception e) {
            throw new SipUnavailableException(
                    "SIP can't listen on port " + port(transport) + " for " + transport + ": " + e.getMessage(), e);
        }
    }

    /** Whose certificate a server is to show. */
    void expectCertificate(InetAddress address, int atPort, String host) {
        network.expect(new InetSocketAddress(address, atPort), host);
    }

    /** Our own address as a trunk reaches it: the one that is set, the one that it says it sees, or the local one. */
    String hostToward(Path path) {
        return publicAddress(path).map(SipNode::literal).orElseGet(() -> literal(addressToward(path.peer())));
    }

    /** The port that belongs to it. */
    int portToward(Path path) {
        ReflexiveAddress seen = path.transport() == Transport.UDP && !isPublicAddressSet(path) ? seen(path) : null;
        return seen == null ? port(path.transport()) : seen.port();
    }

    /** Our address where it is not this machine's own; empty where none is known. */
    Optional<InetAddress> publicAddress(Path path) {
        String set = path.trunk().publicAddress() == null
                ? settings.publicAddress()
                : path.trunk().publicAddress();
        if (set != null) {
            return Optional.of(set).flatMap(SipNode::resolved);
        }
        return Optional.ofNullable(seen(path)).map(ReflexiveAddress::address);
    }

    private boolean isPublicAddressSet(Path path) {
        return path.trunk().publicAddress() != null || settings.publicAddress() != null;
    }

    private @Nullable ReflexiveAddress seen(Path path) {
        return seenBy.get(path.peer());
    }

    private static Optional<InetAddress> resolved(String host) {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (IOException e) {
            LOG.warn("the public address {} can't be resolved; this machine's own is told to trunks", host);
            return Optional.empty();
        }
    }

    /** The address of this machine that the way to a peer leads from. */
    InetAddress addressToward(InetAddress peer) {
        try {
            InetAddress bound = InetAddress.getByName(settings.host());
            if (!bound.isAnyLocalAddress()) {
                return bound;
            }
            try (DatagramSocket probe = new DatagramSocket()) {
                // sends nothing: it has the system look up the way
                probe.connect(peer, port);
                return probe.getLocalAddress();
            }
        } catch (IOException e) {
            LOG.warn("no way leads to {}: {}", peer, e.toString());
            return InetAddress.getLoopbackAddress();
        }
    }

    /** Whether what is sent there comes to this server itself. */
    boolean isOurs(Target target) {
        InetAddress address = target.address().getAddress();
        if (target.address().getPort() != port(target.transport())) {
            return false;
        }
        try {
            InetAddress bound = InetAddress.getByName(settings.host());
            return bound.isAnyLocalAddress()
                    ? address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null
                    : address.equals(bound);
        } catch (IOException e) {
            LOG.debug("whether {} is this machine's can't be told: {}", address, e.toString());
            return false;
        }
    }

    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        return plain.indexOf(':') < 0 ? plain : "[" + plain + "]";
    }

    SipProvider provider() {
        return provider;
    }

    /** At random and without a host: the stack's own would end with the address that it listens on, 0.0.0.0 mostly. */
    static String newCallId() {
        return UUID.randomUUID().toString();
    }

    /**
     * Sends a request that begins something, or is repeated with credentials.
     *
     * @param hop where to; null: as the request itself says
     * @throws SipException when it can't be sent; then the handler is told nothing
     */
    ClientTransaction send(Request request, @Nullable Hop hop, ResponseHandler handler) throws SipException {
        ClientTransaction transaction = transaction(request, hop, handler);
        transaction.sendRequest();
        return transaction;
    }

    /** The same in a dialog, which numbers its requests. */
    ClientTransaction send(Request request, @Nullable Hop hop, Dialog dialog, ResponseHandler handler)
            throws SipException {
        ClientTransaction transaction = transaction(request, hop, handler);
        dialog.sendRequest(transaction);
        return transaction;
    }

    /** Of a request that is still to be sent. */
    ClientTransaction transaction(Request request, @Nullable Hop hop, ResponseHandler handler) throws SipException {
        route(request, hop);
        ClientTransaction transaction = provider.getNewClientTransaction(request);
        transaction.setApplicationData(handler);
        return transaction;
    }

    /** Says where a request is to go, whatever stands in it. */
    static void route(Request request, @Nullable Hop hop) {
        if (hop != null) {
            ((SIPMessage) request).setApplicationData(hop);
        }
    }

    @Override
    public void close() {
        for (int i = 1; ; i++) {
            try {
                stack.stop();
                return;
            } catch (ConcurrentModificationException e) {
                // it goes through its UDP threads without a lock, while the last of them may still be starting
                if (i == TRIES_TO_STOP) {
                    LOG.warn("the SIP ports could not be closed", e);
                    return;
                }
            }
        }
    }

    /** Sorts what the stack brings. It must not throw: the stack would lose more than that event. */
    private static final class Dispatcher implements SipListenerExt {
        private final Consumer<RequestEvent> newcomers;

        Dispatcher(Consumer<RequestEvent> newcomers) {
            this.newcomers = newcomers;
        }

        @Override
        public void processRequest(RequestEvent event) {
            try {
                Dialog dialog = event.getDialog();
                if (dialog != null && dialog.getApplicationData() instanceof DialogOwner owner) {
                    owner.received(event);
                } else {
                    newcomers.accept(event);
                }
            } catch (RuntimeException e) {
                LOG.warn("a SIP request could not be dealt with: {}", e.toString());
            }
        }

        @Override
        public void processResponse(ResponseEvent event) {
            try {
                ClientTransaction transaction = event.getClientTransaction();
                if (transaction == null && event instanceof ResponseEventExt forked) {
                    transaction = forked.getOriginalTransaction();
                }
                if (transaction != null && transaction.getApplicationData() instanceof ResponseHandler handler) {
                    handler.response(event.getResponse(), event.getDialog());
                }
            } catch (RuntimeException e) {
                LOG.warn("a SIP response could not be dealt with: {}", e.toString());
            }
        }

        @Override
        public void processTimeout(TimeoutEvent event) {
            if (!event.isServerTransaction()
                    && event.getClientTransaction().getApplicationData() instanceof ResponseHandler handler) {
                handler.timeout();
            }
        }

        @Override
        public void processIOException(IOExceptionEvent event) {
            if (event.getSource() instanceof ClientTransaction transaction
                    && transaction.getApplicationData() instanceof ResponseHandler handler) {
                handler.timeout();
            }
        }

        @Override
        public void processDialogTimeout(DialogTimeoutEvent event) {
            if (event.getDialog().getApplicationData() instanceof DialogOwner owner) {
                owner.dialogTimeout(event.getReason());
            }
        }

        @Override
        public void processTransactionTerminated(TransactionTerminatedEvent event) {}

        @Override
        public void processDialogTerminated(DialogTerminatedEvent event) {}
    }

    /** Where the stack listens for a transport. */
    ListeningPoint listeningPoint(Transport transport) {
        return provider.getListeningPoint(name(transport));
    }
}
