package com.osmtalk.voice.phone.sip;

import com.osmtalk.Waiting;
import com.osmtalk.api.SipTrunk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * A telephone, or the trunk before it, over real sockets: signalling over UDP, TCP or TLS and sound over RTP. What it
 * does with a call that comes is said beforehand, call by call; on a call that is up, the test does what it likes
 * ({@link SipPhoneCall}). Written by hand, without the stack that it tests.
 */
public final class SipPhone implements AutoCloseable {
    public static final Duration LIMIT = Duration.ofMinutes(2);

    private final PhoneWire wire;
    private final Deque<Consumer<SipPhoneCall>> scripts = new ArrayDeque<>();
    private final Map<String, SipPhoneCall> calls = new ConcurrentHashMap<>();
    private final List<SipPhoneCall> inOrder = new CopyOnWriteArrayList<>();
    private final List<SipText> received = new CopyOnWriteArrayList<>();
    private volatile Consumer<SipPhoneCall> otherwise = SipPhoneCall::answer;
    private volatile boolean deaf;

    public SipPhone() {
        this("127.0.0.1");
    }

    /** At another address of this machine, over UDP. */
    public SipPhone(String address) {
        this(new PhoneWire.Datagrams(address));
    }

    /** Over TCP. */
    public static SipPhone overTcp() {
        try {
            return new SipPhone(
                    new PhoneWire.Streams("TCP", new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over TLS, with the certificate of that context. */
    public static SipPhone overTls(SSLContext context) {
        try {
            return new SipPhone(new PhoneWire.Streams(
                    "TLS",
                    context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SipPhone(PhoneWire wire) {
        this.wire = wire;
        Thread reader = new Thread(() -> wire.read(this::take), "sip-phone");
        reader.setDaemon(true);
        reader.start();
    }

    /** What it does with each INVITE that nothing else was said about; answers, unless this says otherwise. */
    public SipPhone always(Consumer<SipPhoneCall> script) {
        otherwise = script;
        return this;
    }

    /** What it does with the next INVITE, before what it always does: one with credentials is another one. */
    public SipPhone will(Consumer<SipPhoneCall> next) {
        synchronized (scripts) {
            scripts.add(next);
        }
        return this;
    }

    /** Neither hears nor says anything from now on, as one whose power fails. */
    public void vanish() {
        deaf = true;
        inOrder.forEach(SipPhoneCall::closeSound);
    }

    /** All connections that were made to it break; it takes new ones. */
    public void loseConnections() {
        wire.loseConnections();
    }

    public int port() {
        return wire.port();
    }

    public String address() {
        return wire.address();
    }

    /** As the trunk of a number: at a fixed address, without credentials. */
    public SipTrunk.Builder trunk() {
        return SipTrunk.at(address()).port(port()).transport(SipTrunk.Transport.valueOf(transport()));
    }

    /** The same as the API is told it. */
    public String trunkJson() {
        return "{\"host\": \"%s\", \"port\": %d, \"transport\": \"udp\"}".formatted(address(), port());
    }

    /** The next call that has come, in the order of their first INVITE. */
    public SipPhoneCall call(int index) {
        return Waiting.until(LIMIT, () -> index < inOrder.size() ? Optional.of(inOrder.get(index)) : Optional.empty());
    }

    public int calls() {
        return inOrder.size();
    }

    /** All that has come so far. */
    public List<SipText> received() {
        return received;
    }

    /** The first message that is such, whenever it comes. */
    public SipText await(Predicate<SipText> such) {
        return Waiting.until(LIMIT, () -> received.stream().filter(such).findFirst());
    }

    public SipText awaitRequest(String method) {
        return await(message -> message.isRequest() && message.method().equals(method));
    }

    /** Rings somebody, as a trunk does with a call that comes in. */
    public SipPhoneCall invite(InetSocketAddress there, String to, String from, String... headers) {
        SipPhoneCall call = new SipPhoneCall(this, there);
        calls.put(call.callId(), call);
        inOrder.add(call);
        call.invite(to, from, headers);
        return call;
    }

    String transport() {
        return wire.transport();
    }

    void send(String text, SocketAddress to) {
        if (!deaf) {
            try {
                wire.send(text.getBytes(StandardCharsets.UTF_8), to);
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    private void take(String text, SocketAddress from) {
        if (!deaf && !text.isBlank()) {
            take(SipText.parse(text), from);
        }
    }

    private void take(SipText message, SocketAddress from) {
        if (message.isRequest() && !message.header("Via").contains(";branch=z9hG4bK")) {
            // phones drop what has no valid branch, RFC 3261, 8.1.1.7
            return;
        }
        boolean repeated = received.contains(message);
        received.add(message);
        SipPhoneCall call = calls.computeIfAbsent(message.header("Call-ID"), id -> {
            SipPhoneCall made = new SipPhoneCall(this, from);
            if (message.method().equals("INVITE")) {
                inOrder.add(made);
            }
            return made;
        });
        if (repeated) {
            call.again(message);
        } else if (!message.isRequest()) {
            call.response(message);
        } else if (message.method().equals("INVITE")
                && SipText.tag(message.header("To")).isEmpty()) {
            call.invited(message);
            script().accept(call);
        } else {
            call.request(message);
        }
    }

    private Consumer<SipPhoneCall> script() {
        synchronized (scripts) {
            Consumer<SipPhoneCall> next = scripts.poll();
            return next == null ? otherwise : next;
        }
    }

    @Override
    public void close() {
        wire.close();
        inOrder.forEach(SipPhoneCall::closeSound);
    }
}
