package com.osmtalk.mcp.protocol.http;

import com.osmtalk.mcp.protocol.jsonrpc.Responder;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to one HTTP request, as server-sent events that are each written whole, whichever threads write. Nothing
 * is sent before the first of them: an answer without any goes out as plain JSON with its own status.
 */
public final class EventStream implements Responder {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final AsyncContext async;
    private final AtomicBoolean heartbeatPending = new AtomicBoolean();
    private boolean open;
    private boolean answered;
    private volatile boolean closed;

    /**
     * Takes a request over; its thread is free again when the servlet returns.
     *
     * @param whenGone run once, when the stream has ended, whoever ended it
     */
    public EventStream(AsyncContext async, Runnable whenGone) {
        this.async = async;
        async.setTimeout(0);
        async.addListener(new Ending(whenGone));
    }

    /**
     * Sends the headers, if they are not sent yet. {@code X-Accel-Buffering} keeps nginx from holding events back.
     */
    public synchronized void open() throws IOException {
        if (!open && !closed) {
            HttpServletResponse response = (HttpServletResponse) async.getResponse();
            response.setStatus(HttpServletResponse.SC_OK);
            response.setContentType(HttpMessages.EVENTS);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            response.flushBuffer();
            open = true;
        }
    }

    /**
     * Writes one event.
     *
     * @throws IOException when the client has left
     */
    void event(String name, String text) throws IOException {
        write("event: " + name + "\ndata: " + text + "\n\n");
    }

    /**
     * Writes a message with an id, which the client names when it comes back after the connection broke.
     *
     * @param json empty: the event only tells the id, and how long to wait before coming back
     */
    void numbered(String id, String json) throws IOException {
        String name = json.isEmpty() ? "retry: 1000\n" : "event: message\n";
        write("id: " + id + "\n" + name + "data: " + json + "\n\n");
    }

    /**
     * Sends a comment, which clients pass over: it keeps the connection open, and shows whether the client is there.
     * Returns immediately, as a client that does not read must not keep the others' hearts from beating.
     */
    void heartbeat() {
        if (closed || !heartbeatPending.compareAndSet(false, true)) {
            return;
        }
        boolean begun = whenFree(() -> {
            try {
                writeHeartbeat();
            } finally {
                heartbeatPending.set(false);
            }
        });
        if (!begun) {
            heartbeatPending.set(false);
        }
    }

    /** Runs what writes to the client on another thread, which may wait for it. @return false when it has ended */
    boolean whenFree(Runnable writing) {
        try {
            async.start(writing);
            return true;
        } catch (IllegalStateException justEnded) {
            return false;
        }
    }

    /**
     * Whether the client still listens, as far as a connection tells: one that was closed takes the first bytes sent
     * after that, and answers them with a reset, which the second write sees.
     */
    boolean isClientThere() {
        writeHeartbeat();
        writeHeartbeat();
        return !closed;
    }

    private void writeHeartbeat() {
        try {
            write(": still here\n\n");
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void send(String json) {
        try {
            event("message", json);
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void end(int status, @Nullable String json) {
        try {
            if (json != null) {
                last(status, json);
            }
        } catch (IOException e) {
            LOG.debug("The client is gone: {}", e.toString());
        } finally {
            close();
        }
    }

    /** Sends the answer: as plain JSON when nothing has been sent before, else as an event. */
    void last(int status, String json) throws IOException {
        synchronized (this) {
            if (open) {
                event("message", json);
            } else if (!closed) {
                answered = true;
                HttpMessages.json((HttpServletResponse) async.getResponse(), status, json);
            }
        }
        close();
    }

    /** Ends the stream: with a refusal, where nothing has been sent yet. */
    void refuse(HttpRefusedException refusal) {
        synchronized (this) {
            if (!open && !closed && !answered) {
                answered = true;
                try {
                    refusal.answer((HttpServletResponse) async.getResponse());
                } catch (IOException e) {
                    LOG.debug("The client is gone: {}", e.toString());
                }
            }
        }
        close();
    }

    /** Ends the stream. Without an answer before, as after a cancellation, nothing is in it but a 202. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (!open && !answered) {
                ((HttpServletResponse) async.getResponse()).setStatus(HttpServletResponse.SC_ACCEPTED);
            }
        }
        // not while holding the lock: it may run the listeners, and they others' code
        async.complete();
    }

    private synchronized void write(String text) throws IOException {
        if (closed) {
            throw new IOException("the client is gone");
        }
        open();
        OutputStream out = async.getResponse().getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private synchronized void gone() {
        closed = true;
    }

    private final class Ending implements AsyncListener {
        private final Runnable whenGone;

        Ending(Runnable whenGone) {
            this.whenGone = whenGone;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            gone();
            whenGone.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            close();
        }

        @Override
        public void onError(AsyncEvent event) {
            close();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // the same exchange going on
        }
    }
}
