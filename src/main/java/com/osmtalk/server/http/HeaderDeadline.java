package com.osmtalk.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which no request is under way and none has been received completely for a time. An idle timeout
 * alone is begun anew with each byte, so that a client that sends a header byte by byte could hold a connection for
 * ever (the "slowloris" attack).
 */
final class HeaderDeadline extends Handler.Wrapper implements Connection.Listener {
    private final Duration limit;
    private final Map<Connection, Watch> watches = new ConcurrentHashMap<>();

    HeaderDeadline(Duration limit) {
        this.limit = limit;
    }

    @Override
    public void onOpened(Connection connection) {
        watches.computeIfAbsent(connection, Watch::new).open();
    }

    @Override
    public void onClosed(Connection connection) {
        Watch watch = watches.remove(connection);
        if (watch != null) {
            watch.stop();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Watch watch = watches.get(request.getConnectionMetaData().getConnection());
        if (watch != null) {
            watch.begun();
            Request.addCompletionListener(request, failure -> watch.completed());
        }
        return super.handle(request, response, callback);
    }

    /** One connection. It is looked at when it might have to be closed, not with every request. */
    private final class Watch {
        private final Connection connection;
        private int underWay;
        private long quietSince;
        private Scheduler.@Nullable Task look;
        private boolean over;

        Watch(Connection connection) {
            this.connection = connection;
        }

        synchronized void open() {
            quietSince = System.nanoTime();
            lookAfter(limit.toNanos());
        }

        synchronized void begun() {
            underWay++;
        }

        synchronized void completed() {
            underWay--;
            quietSince = System.nanoTime();
        }

        synchronized void stop() {
            over = true;
            if (look != null) {
                look.cancel();
            }
        }

        private void lookAfter(long nanos) {
            look = getServer().getScheduler().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }

        private synchronized void look() {
            if (over) {
                return;
            }
            long left = underWay > 0 ? limit.toNanos() : quietSince + limit.toNanos() - System.nanoTime();
            if (left > 0) {
                lookAfter(left);
            } else {
                connection.getEndPoint().close();
            }
        }
    }
}
