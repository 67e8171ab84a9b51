package com.osmtalk.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are and reads until the server closes, for what no HTTP client would send. */
final class RawSocket implements AutoCloseable {
    private final Socket socket;

    RawSocket(int port) {
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(120_000);
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

    /** Sends more, unless the server has answered or hung up; says whether it has. */
    boolean isAnsweredOrClosed(String more) {
        try {
            if (socket.getInputStream().available() > 0) {
                return true;
            }
            send(more);
            return false;
        } catch (IOException | UncheckedIOException closed) {
            return true;
        }
    }

    /** Reads an answer up to its last words. */
    void readUntil(String end) {
        StringBuilder read = new StringBuilder();
        try {
            while (!read.toString().endsWith(end)) {
                read.append((char) socket.getInputStream().read());
            }
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

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
