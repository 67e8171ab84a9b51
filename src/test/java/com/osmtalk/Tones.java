package com.osmtalk;

import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.Wave;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A speech service that says a second of one tone, whatever the sentence. */
public final class Tones implements AutoCloseable {
    /** The value of every sample of it. */
    public static final int VOICE = 1_000;

    private final HttpServer server;

    public Tones() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] sound = of(VOICE, 1_000 * Pcm.BYTES_PER_MILLISECOND);
        byte[] file = ByteBuffer.allocate(Wave.HEADER_BYTES + sound.length)
                .put(Wave.header(1, sound.length))
                .put(sound)
                .array();
        server.createContext("/v1/audio/speech", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
        server.start();
    }

    /** Sound whose samples are all the same. */
    public static byte[] of(int value, int length) {
        ByteBuffer tone = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (tone.hasRemaining()) {
            tone.putShort((short) value);
        }
        return tone.array();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
