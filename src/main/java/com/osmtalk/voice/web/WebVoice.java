package com.osmtalk.voice.web;

import com.osmtalk.voice.speech.SpeechServices;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The server of the web voice channel: a port of its own, on which visitors open WebSockets. It is apart from the API's
 * port because the library that carries WebSockets here is a server of its own.
 */
public final class WebVoice implements AutoCloseable {
    /** Where calls are held; the number is the protocol's version. */
    public static final String PATH = "/v" + WebVoiceEvents.VERSION;

    private static final long START_LIMIT_SECONDS = 10;
    private static final int STOP_LIMIT_MILLIS = 2_000;

    private final VoiceSocketServer sockets;

    private WebVoice(VoiceSocketServer sockets) {
        this.sockets = sockets;
    }

    /**
     * A server that answers.
     *
     * @param port 0: any free one
     * @param speech what sound is dealt with by
     * @throws IllegalStateException when the port is taken or not ours to take
     */
    public static WebVoice start(String host, int port, WebCallAcceptor acceptor, SpeechServices speech) {
        return start(host, port, acceptor, speech, Timeouts.DEFAULT);
    }

    static WebVoice start(String host, int port, WebCallAcceptor acceptor, SpeechServices speech, Timeouts timeouts) {
        CompletableFuture<Void> listening = new CompletableFuture<>();
        VoiceSocketServer sockets =
                new VoiceSocketServer(new InetSocketAddress(host, port), acceptor, speech, timeouts, listening);
        sockets.start();
        try {
            listening.get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            String why =
                    e.getCause() instanceof IOException ? ": " + e.getCause().getMessage() : "";
            throw new IllegalStateException(
                    "can't listen for web calls on port " + port + " (OSMTALK_VOICE_PORT)" + why, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while starting to listen for web calls", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("listening for web calls did not start in time", e);
        }
        return new WebVoice(sockets);
    }

    /** The port it listens on: the one that was found free, if it was to find one. */
    public int port() {
        return sockets.getPort();
    }

    /** Closes every socket and listens no more. */
    @Override
    public void close() {
        try {
            sockets.stop(STOP_LIMIT_MILLIS, "the server stops");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * How long visitors are waited for.
     *
     * @param start to finish the handshake, and then to show a token
     * @param silence between pings; a visitor who answers none for one and a half times as long is gone
     */
    record Timeouts(Duration start, Duration silence) {
        static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }
}
