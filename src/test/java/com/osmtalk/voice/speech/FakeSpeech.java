package com.osmtalk.voice.speech;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A speech service on a real socket, as well- or ill-behaved as the test wants. */
final class FakeSpeech implements AutoCloseable {
    interface Answer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    final List<String> heads = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Answer answer;

    FakeSpeech(Answer answer) throws IOException {
        this.answer = answer;
        Thread acceptor = new Thread(this::accept, "fake-speech");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    static Answer with(int status, byte[] body) {
        return out -> {
            out.write(("HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
        };
    }

    static Answer with(int status, String body) {
        return with(status, body.getBytes(StandardCharsets.UTF_8));
    }

    SpeechSettings.Service service(Duration patience) {
        return new SpeechSettings.Service(
                URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1"), "sk-secret", "model-1", patience);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread thread = new Thread(() -> serve(socket), "fake-speech-peer");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.read());
            }
            heads.add(head.toString());
            int length = head.toString()
                    .lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .map(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            bodies.add(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
            answer.write(socket.getOutputStream());
        } catch (IOException gone) {
            // the client went away, which some tests want
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
