package com.osmtalk.voice.web;

import com.osmtalk.voice.http.BoundedDraft;
import com.osmtalk.voice.speech.SpeechServices;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketServerFactory;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSockets themselves, each within its bounds of number, size and time. The library bounds none of: the number of
 * connections, the length of a handshake and the time it takes ({@link HandshakeLimitedChannel}), a message that comes
 * in pieces ({@link BoundedDraft}), and what waits to be read ({@link VisitorSocket}).
 */
final class VoiceSocketServer extends WebSocketServer {
    private static final Logger LOG = LoggerFactory.getLogger(VoiceSocketServer.class);
    private static final int DECODERS = 4;
    private static final int LONGEST_MESSAGE = 32 * 1024;
    private static final int MOST_CONNECTIONS = 2_000;
    /** What a visitor does not read waits in our queue, where it is counted; in the kernel no more than this. */
    private static final int SEND_BUFFER = 64 * 1024;

    private static final long SWEEP_MILLIS = 500;

    private final WebCallAcceptor acceptor;
    private final SpeechServices speech;
    private final WebVoice.Timeouts timeouts;
    private final CompletableFuture<Void> listening;
    private final Map<HandshakeLimitedChannel, WebSocketImpl> wires = new ConcurrentHashMap<>();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "web-voice-sweeper");
        thread.setDaemon(true);
        return thread;
    });

    /** @param listening completes when the port is ours, or exceptionally when it can't be */
    VoiceSocketServer(
            InetSocketAddress address,
            WebCallAcceptor acceptor,
            SpeechServices speech,
            WebVoice.Timeouts timeouts,
            CompletableFuture<Void> listening) {
        super(address, DECODERS, List.of(new BoundedDraft(LONGEST_MESSAGE)));
        this.acceptor = acceptor;
        this.speech = speech;
        this.timeouts = timeouts;
        this.listening = listening;
        setDaemon(true);
        setReuseAddr(true);
        setTcpNoDelay(true);
        setConnectionLostTimeout((int) Math.max(1, timeouts.silence().toSeconds()));
        setWebSocketFactory(new BoundedSockets());
    }

    @Override
    public void onStart() {
        sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        listening.complete(null);
    }

    @Override
    public void stop(int timeout, String closeMessage) throws InterruptedException {
        sweeper.shutdownNow();
        super.stop(timeout, closeMessage);
        wires.keySet().forEach(VoiceSocketServer::closeQuietly);
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
            WebSocket socket, Draft draft, ClientHandshake handshake) throws InvalidDataException {
        String path = handshake.getResourceDescriptor();
        if (!path.equals(WebVoice.PATH)) {
            throw new InvalidDataException(CloseFrame.REFUSE, "calls are held at " + WebVoice.PATH);
        }
        return super.onWebsocketHandshakeReceivedAsServer(socket, draft, handshake);
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        WebSocketImpl open = (WebSocketImpl) socket;
        if (open.getChannel() instanceof HandshakeLimitedChannel wire) {
            wire.opened();
        }
        String origin = handshake.hasFieldValue("Origin") ? handshake.getFieldValue("Origin") : null;
        WebSession session = new WebSession(new VisitorSocket(open), origin, acceptor, speech);
        socket.setAttachment(session);
        sweeper.schedule(session::refuseIfNotStarted, timeouts.start().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        session(socket).received(message);
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer message) {
        session(socket).received(message);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        WebSession session = socket.getAttachment();
        if (session != null) {
            session.disconnected();
        }
    }

    @Override
    public void onError(@Nullable WebSocket socket, Exception fault) {
        if (socket != null && fault instanceof RuntimeException) {
            LOG.error("a visitor's message could not be dealt with", fault);
        } else if (socket != null) {
            LOG.debug("a visitor's socket failed: {}", fault.toString());
        } else if (!listening.completeExceptionally(fault)) {
            LOG.error("the web voice channel failed", fault);
        }
    }

    private static WebSession session(WebSocket socket) {
        return socket.getAttachment();
    }

    /** Closes connections whose handshake has taken too long. */
    private void sweep() {
        long longAgo = System.nanoTime() - timeouts.start().toNanos();
        wires.forEach((wire, socket) -> {
            if (wire.isWaitingSince(longAgo)) {
                socket.closeConnection(CloseFrame.NEVER_CONNECTED, "the handshake did not come in time");
                closeQuietly(wire);
            }
        });
    }

    private static void closeQuietly(HandshakeLimitedChannel wire) {
        try {
            wire.close();
        } catch (IOException e) {
            LOG.debug("a connection did not close cleanly: {}", e.toString());
        }
    }

    /** Makes the library's sockets on {@link HandshakeLimitedChannel wires} of ours. */
    private final class BoundedSockets implements WebSocketServerFactory {
        @Override
        public WebSocketImpl createWebSocket(WebSocketAdapter adapter, Draft draft) {
            return new WebSocketImpl(adapter, draft);
        }

        @Override
        public WebSocketImpl createWebSocket(WebSocketAdapter adapter, List<Draft> drafts) {
            return new WebSocketImpl(adapter, drafts);
        }

        @Override
        public ByteChannel wrapChannel(SocketChannel channel, SelectionKey key) throws IOException {
            if (wires.size() >= MOST_CONNECTIONS) {
                channel.close();
                throw new IOException("there are " + MOST_CONNECTIONS + " connections already");
            }
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            HandshakeLimitedChannel wire = new HandshakeLimitedChannel(channel, wires::remove);
            wires.put(wire, (WebSocketImpl) key.attachment());
            return wire;
        }

        @Override
        public void close() {}
    }
}
