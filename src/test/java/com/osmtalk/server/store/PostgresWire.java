package com.osmtalk.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * The way to a PostgreSQL database, which can be cut, as when PostgreSQL restarts, and frozen, as when its machine has
 * stopped.
 */
public final class PostgresWire implements AutoCloseable {
    private final String url;
    private final URI target;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile CountDownLatch frozen = new CountDownLatch(0);

    /** @param url of the database, as JDBC has it */
    public PostgresWire(String url) {
        this.url = url;
        this.target = URI.create(url.substring("jdbc:".length()));
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** The URL of the same database, by this way. */
    public String url() {
        return url.replaceFirst("//[^/]+/", "//127.0.0.1:" + listening.getLocalPort() + "/");
    }

    /** Breaks all connections; there are no new ones. */
    public void cut() {
        cut = true;
        open.forEach(PostgresWire::close);
    }

    /** Nothing comes through any more, and nobody is told. */
    public void freeze() {
        frozen = new CountDownLatch(1);
    }

    public void mend() {
        cut = false;
        frozen.countDown();
    }

    @Override
    public void close() {
        cut();
        mend();
        close(listening);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                if (cut) {
                    close(client);
                    continue;
                }
                Socket server = new Socket(target.getHost(), target.getPort());
                open.add(server);
                start(() -> forward(client, server));
                start(() -> forward(server, client));
            } catch (IOException broken) {
                // one connection did not come about; the next may
            }
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                frozen.await();
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException broken) {
            // the other end is told below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "postgres-wire");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
