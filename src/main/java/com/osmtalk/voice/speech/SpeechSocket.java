package com.osmtalk.voice.speech;

import com.osmtalk.voice.http.BoundedDraft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.TextFrame;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket to a speech service, from its opening to its end; it is not opened again. It tells its end once, with a
 * sentence that says what happened, and whether asking again is of any use.
 *
 * <p>It ends by itself when the handshake takes longer than the timeout, and when a ping is not answered for as long:
 * so a peer that is gone, or takes its time, is noticed while nothing is said. What waits to be written is bounded by
 * that, too, since a ping waits behind it. To send allocates what the library does for a frame: one buffer of its
 * length, the object for it, and a place in the queue of its writing thread.
 */
final class SpeechSocket {
    /** More than the sound of any message of a service: a second of 48 kHz in Base64 is 128 kB. */
    private static final int LONGEST_MESSAGE = 4 << 20;

    /** How long the other side may take to say goodbye. */
    private static final int FAREWELL_SECONDS = 2;

    private static final Pattern STATUS = Pattern.compile("status code received: (\\d{3})");
    private static final int PAYMENT_REQUIRED = 402;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;

    private final SpeechAddress address;
    private final Listener listener;
    private final long timeoutNanos;
    private final ScheduledExecutorService timer;
    private final Connection connection;
    private final AtomicBoolean over = new AtomicBoolean();
    private final long begun = System.nanoTime();
    private volatile @Nullable String fault;
    private volatile boolean opened;
    private volatile long pinged;

    SpeechSocket(SpeechAddress address, Duration timeout, ScheduledExecutorService timer, Listener listener) {
        this.address = address;
        this.timer = timer;
        this.listener = listener;
        this.timeoutNanos = timeout.toNanos();
        this.connection = new Connection(address.uri(), address.headers(), (int) timeout.toMillis());
    }

    /** Begins to connect. */
    void open() {
        connection.connect();
    }

    /** Whether a text can be sent now; whoever wants to know that it arrived listens to the answer. */
    boolean send(String text) {
        try {
            connection.send(text);
            return true;
        } catch (RuntimeException notOpen) {
            return false;
        }
    }

    /** Sends a message of bytes, which are copied before this returns. */
    boolean send(ByteBuffer bytes) {
        try {
            connection.send(bytes);
            return true;
        } catch (RuntimeException notOpen) {
            return false;
        }
    }

    /** Sends a text that is in UTF-8 already, which is copied before this returns. */
    boolean sendText(ByteBuffer utf8) {
        try {
            TextFrame frame = new TextFrame();
            frame.setPayload(utf8);
            connection.sendFrame(List.of(frame));
            return true;
        } catch (RuntimeException notOpen) {
            return false;
        }
    }

    /** To be called now and then: ends it if nothing comes from the other side in time. */
    void checkAlive() {
        long now = System.nanoTime();
        if (!opened) {
            if (now - begun > timeoutNanos) {
                end("did not accept the connection in time", false);
            }
        } else if (pinged == 0) {
            pinged = now;
            try {
                connection.sendPing();
            } catch (RuntimeException notOpen) {
                end("closed the connection", false);
            }
        } else if (now - pinged > timeoutNanos) {
            end("answers no more", false);
        }
    }

    /** Ends it; the listener is told nothing more. */
    void close() {
        over.set(true);
        apart(connection::close);
        try {
            timer.schedule(() -> apart(connection::cut), FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException stopping) {
            apart(connection::cut);
        }
    }

    /**
     * Closes on a thread of its own: the library holds its lock while it tells of a close, and whoever is told takes
     * the lock of the call, which may be held here.
     */
    private static void apart(Runnable close) {
        Thread thread = new Thread(close, "voice-speech-closing");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends it and tells why. @param what such as "answers no more" */
    void end(String what, boolean refused) {
        if (over.compareAndSet(false, true)) {
            apart(() -> {
                connection.cut();
                connection.closeConnection(CloseFrame.ABNORMAL_CLOSE, what);
            });
            String stop = what.endsWith(".") ? "" : ".";
            String sentence = address.service() + " " + what + stop;
            listener.closed(refused ? SpeechException.lasting(sentence) : new SpeechException(sentence), refused);
        }
    }

    /** Is told what comes, from the socket's thread; {@code closed} is the last. */
    interface Listener {
        void opened();

        void text(String message);

        /** @param bytes lent until this returns */
        void sound(ByteBuffer bytes);

        /** @param refused asking again is of no use: the service does not accept the key, or what is asked for */
        void closed(SpeechException why, boolean refused);
    }

    private void closed(int code, String reason) {
        Matcher status = STATUS.matcher(reason);
        if (status.find()) {
            int number = Integer.parseInt(status.group(1));
            end(refusal(number), number < 500 && number >= 400 && number != TOO_MANY && number != TIMEOUT);
        } else if (!opened) {
            String cause = fault;
            end("could not be reached" + (cause == null ? "" : ": " + cause), false);
        } else {
            end("closed the connection (" + code + (reason.isBlank() ? "" : ", " + shortened(reason)) + ")", false);
        }
    }

    private String refusal(int status) {
        return switch (status) {
            case 401, 403 -> "refused the key (" + status + "). Check " + address.keySetting();
            case PAYMENT_REQUIRED -> "wants to be paid first (402). Check the account there";
            case 404 -> "has nothing at this address (404). Check its URL, and the names of model and voice";
            case TOO_MANY -> "takes no more connections now (429). Check the limits of the account there";
            default ->
                "refused the connection (" + status + ")"
                        + (status < 500 ? ". Check the names of model, voice and language" : "");
        };
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200);
    }

    private final class Connection extends WebSocketClient {
        Connection(URI uri, Map<String, String> headers, int timeoutMillis) {
            super(uri, new BoundedDraft(LONGEST_MESSAGE), headers, timeoutMillis);
            setConnectionLostTimeout(0); // it would start a thread for each socket
            setTcpNoDelay(true);
            setDaemon(true);
            boolean secure = "wss".equals(uri.getScheme());
            if (secure) {
                setSocketFactory(defaultContext().getSocketFactory());
            }
            ProxySelector proxies = ProxySelector.getDefault();
            if (proxies != null) {
                URI asked = URI.create((secure ? "https://" : "http://") + uri.getRawAuthority());
                proxies.select(asked).stream()
                        .filter(proxy -> proxy.type() != Proxy.Type.DIRECT)
                        .findFirst()
                        .ifPresent(this::setProxy);
            }
        }

        private static SSLContext defaultContext() {
            try {
                return SSLContext.getDefault();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java has no TLS", e);
            }
        }

        /**
         * Shakes hands here, after the library has asked for the host's name to be checked. Left to itself it does so
         * in two threads at once, and which of them tells of a certificate that is not trusted is chance.
         */
        @Override
        protected void onSetSSLParameters(SSLParameters parameters) {
            super.onSetSSLParameters(parameters);
            if (getSocket() instanceof SSLSocket secure) {
                secure.setSSLParameters(parameters);
                try {
                    secure.startHandshake();
                } catch (IOException e) {
                    onError(e);
                    throw new UncheckedIOException(e);
                }
            }
        }

        /** Closes what is below it, which also frees a thread that waits to write. */
        void cut() {
            Socket raw = getSocket();
            if (raw != null) {
                try {
                    raw.close();
                } catch (IOException e) {
                    fault = e.getMessage();
                }
            }
        }

        @Override
        public void onOpen(ServerHandshake handshake) {
            opened = true;
            if (over.get()) {
                close(); // it was given up while it was being opened, when the library has nothing to close
            } else {
                listener.opened();
            }
        }

        @Override
        public void onMessage(String message) {
            if (!over.get()) {
                listener.text(message);
            }
        }

        @Override
        public void onMessage(ByteBuffer bytes) {
            if (!over.get()) {
                listener.sound(bytes);
            }
        }

        @Override
        public void onWebsocketPong(org.java_websocket.WebSocket socket, Framedata frame) {
            pinged = 0;
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {
            closed(code, reason == null ? "" : reason);
        }

        @Override
        public void onError(Exception e) {
            String message = e.getMessage();
            if (fault == null) {
                fault = e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
            }
        }
    }
}
