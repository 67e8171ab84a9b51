package com.osmtalk.mcp.protocol;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * MCP over standard input and output: one message a line. Unlike the SDK's own, it answers a malformed line and reads
 * on, and answers what was asked before the input ended.
 */
public final class StdioTransport implements McpServerTransportProvider {
    private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(60);

    private final InputStream in;
    private final Output out;
    private @Nullable Peer peer;

    public StdioTransport(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = new Output(out);
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory sessions) {
        peer = new Peer(sessions, out);
    }

    /** Serves until the input ends and everything asked before is answered. */
    public void serve() throws InterruptedException {
        Peer client = peer();
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (!out.closed && readLine(line)) {
                if (line.size() > JsonRpc.MAX_BYTES) {
                    client.deliver(JsonRpc.error(
                            null,
                            ErrorCodes.INVALID_REQUEST,
                            "The message is larger than " + JsonRpc.MAX_BYTES + " bytes."));
                } else if (!line.toString(StandardCharsets.UTF_8).isBlank()) {
                    receive(client, line.toByteArray());
                }
            }
        } catch (IOException e) {
            LOG.warn("The input broke off: {}", e.toString());
        }
        if (!client.finish(LAST_ANSWERS)) {
            LOG.warn("Left with requests unanswered after {} s", LAST_ANSWERS.toSeconds());
        }
    }

    private static void receive(Peer client, byte[] line) {
        try {
            client.receive(JsonRpc.read(line), null);
        } catch (JsonRpc.Malformed e) {
            client.deliver(e.answer());
        }
    }

    /** The next line without its end; of one that is too long, just enough to see that. False at the end of input. */
    private boolean readLine(ByteArrayOutputStream line) throws IOException {
        line.reset();
        int next;
        while ((next = in.read()) != -1) {
            if (next == '\n') {
                return true;
            }
            if (line.size() <= JsonRpc.MAX_BYTES) {
                line.write(next);
            }
        }
        return line.size() > 0;
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return peer().session().sendNotification(method, params);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return peer().session().closeGracefully();
    }

    private Peer peer() {
        if (peer == null) {
            throw new IllegalStateException("no server was built on this transport");
        }
        return peer;
    }

    /** Whole lines, whoever writes at the same time. */
    private static final class Output implements Peer.Wire {
        private final OutputStream out;
        private volatile boolean closed;

        Output(OutputStream out) {
            this.out = out;
        }

        @Override
        public void send(String json) throws IOException {
            byte[] line = (json + "\n").getBytes(StandardCharsets.UTF_8);
            synchronized (out) {
                if (closed) {
                    throw new IOException("closed");
                }
                out.write(line);
                out.flush();
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
