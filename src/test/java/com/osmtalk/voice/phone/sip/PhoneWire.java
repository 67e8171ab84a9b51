package com.osmtalk.voice.phone.sip;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** How the messages of a {@link SipPhone} travel. */
interface PhoneWire {
    /** Of the Via and of URIs: {@code UDP}, {@code TCP} or {@code TLS}. */
    String transport();

    int port();

    String address();

    void send(byte[] message, SocketAddress to) throws IOException;

    void read(BiConsumer<String, SocketAddress> taken);

    /** Breaks what connections there are. */
    default void loseConnections() {}

    void close();

    /** Messages in datagrams. */
    final class Datagrams implements PhoneWire {
        private final DatagramSocket socket;

        Datagrams(String address) {
            try {
                socket = new DatagramSocket(0, InetAddress.getByName(address));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String transport() {
            return "UDP";
        }

        @Override
        public int port() {
            return socket.getLocalPort();
        }

        @Override
        public String address() {
            return SipNode.literal(socket.getLocalAddress());
        }

        @Override
        public void send(byte[] message, SocketAddress to) throws IOException {
            socket.send(new DatagramPacket(message, message.length, to));
        }

        @Override
        public void read(BiConsumer<String, SocketAddress> taken) {
            byte[] bytes = new byte[65_536];
            while (!socket.isClosed()) {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                try {
                    socket.receive(packet);
                } catch (IOException closed) {
                    return;
                }
                taken.accept(
                        new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8), packet.getSocketAddress());
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** Messages one after the other on the connections that come, over TCP or TLS. */
    final class Streams implements PhoneWire {
        private final String transport;
        private final ServerSocket server;
        private final Map<SocketAddress, Socket> connections = new ConcurrentHashMap<>();

        Streams(String transport, ServerSocket server) {
            this.transport = transport;
            this.server = server;
        }

        @Override
        public String transport() {
            return transport;
        }

        @Override
        public int port() {
            return server.getLocalPort();
        }

        @Override
        public String address() {
            return SipNode.literal(server.getInetAddress());
        }

        @Override
        public void send(byte[] message, SocketAddress to) throws IOException {
            Socket connection = connections.get(to);
            synchronized (connection) {
                connection.getOutputStream().write(message);
                connection.getOutputStream().flush();
            }
        }

        @Override
        public void read(BiConsumer<String, SocketAddress> taken) {
            while (!server.isClosed()) {
                try {
                    Socket connection = server.accept();
                    connections.put(connection.getRemoteSocketAddress(), connection);
                    Thread reader = new Thread(() -> read(connection, taken), "sip-phone-connection");
                    reader.setDaemon(true);
                    reader.start();
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private static void read(Socket connection, BiConsumer<String, SocketAddress> taken) {
            try (InputStream in = new BufferedInputStream(connection.getInputStream())) {
                while (true) {
                    ByteArrayOutputStream head = new ByteArrayOutputStream();
                    while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                        int next = in.read();
                        if (next < 0) {
                            return;
                        }
                        head.write(next);
                    }
                    String text = head.toString(StandardCharsets.UTF_8);
                    if (!text.isBlank()) {
                        int length = Integer.parseInt(SipText.parse(text).header("Content-Length"));
                        taken.accept(
                                text + new String(in.readNBytes(length), StandardCharsets.UTF_8),
                                connection.getRemoteSocketAddress());
                    }
                }
            } catch (IOException broken) {
                // the other side has gone
            }
        }

        @Override
        public void loseConnections() {
            try {
                for (Socket connection : connections.values()) {
                    connection.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            loseConnections();
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
