package com.osmtalk.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Sends bytes as they are and reads until the server closes, for what no HTTP client would send. */
final class RawSocket implements AutoCloseable {
    private final Socket socket;

    RawSocket(int port) {
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(20_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawSocket send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything until the server closes; fails when it does not within 20 s. */
    String readAll() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the same again and again until the server says something, and gives that; fails after 20 s. */
    String sendUntilAnswered(String text, Duration between) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try {
            socket.setSoTimeout((int) between.toMillis());
            while (System.nanoTime() < limit) {
                send(text);
                byte[] answer = answer();
                if (answer.length > 0) {
                    return new String(answer, StandardCharsets.UTF_8);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("no answer within 20 s");
    }

    private byte[] answer() throws IOException {
        try {
            byte[] buffer = new byte[4096];
            int length = socket.getInputStream().read(buffer);
            return Arrays.copyOf(buffer, Math.max(0, length));
        } catch (SocketTimeoutException notYet) {
            return new byte[0];
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
