package com.osmtalk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A real HTTP proxy: makes tunnels, and passes requests on. Wherever it is asked to go, it goes to one port of this
 * machine, so that servers on the internet can be played.
 */
public final class TestProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final int destination;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private @Nullable String credentials;
    private UnaryOperator<String> refusal = target -> "";

    /** @param destination the port that everything goes to */
    public TestProxy(int destination) throws IOException {
        this.destination = destination;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run(() -> {
            while (!listening.isClosed()) {
                Socket client = listening.accept();
                open.add(client);
                run(() -> serve(client));
            }
        });
    }

    /** From now on only who says this is let through. @param user {@code name:password} */
    public void requireUser(String user) {
        credentials = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /** From now on nobody is let through. @param status such as {@code 403 Forbidden} */
    public void refuse(String status) {
        refusal = target -> status;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** What it was asked for: {@code CONNECT host:port}, {@code GET http://…}. */
    public List<String> asked() {
        return asked;
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                String[] line = head.split(" ", 3);
                boolean knows = credentials == null || head.contains("Proxy-Authorization: " + credentials);
                String refused = knows ? refusal.apply(line[1]) : "407 Proxy Authentication Required";
                asked.add(line[0] + " " + line[1]);
                if (!refused.isEmpty()) {
                    out.write(("HTTP/1.1 " + refused + "\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                                    + "Content-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
                    continue;
                }
                try (Socket server = new Socket(InetAddress.getLoopbackAddress(), destination)) {
                    open.add(server);
                    if (line[0].equals("CONNECT")) {
                        out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    } else {
                        URI uri = URI.create(line[1]);
                        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
                        server.getOutputStream()
                                .write(head.replaceFirst(" \\S+ ", " " + path + " ")
                                        .replaceFirst("\r\n", "\r\nConnection: close\r\n")
                                        .getBytes(StandardCharsets.ISO_8859_1));
                    }
                    run(() -> in.transferTo(server.getOutputStream()));
                    server.getInputStream().transferTo(out);
                    return;
                }
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                return "";
            }
            head.append((char) read);
        }
        return head.toString();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // one of both sides has gone
                    }
                },
                "test-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
