package com.osmtalk.mcp.protocol;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MCP over standard input and output: one message a line. Unlike the SDK's own, it answers a malformed line and reads
 * on, and answers what was asked before the input ended.
 */
public final class StdioTransport {
    private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(60);

    private final InputStream in;
    private final Output out;
    private final Peer client;

    public StdioTransport(Eras eras, InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = new Output(out);
        this.client = new Peer(eras, this.out);
    }

    /** Serves until the input ends and everything asked before is answered. */
    public void serve() throws InterruptedException {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (!out.closed && readLine(line)) {
                if (line.size() > JsonRpc.MAX_BYTES) {
                    client.deliver(new JsonRpc.Malformed(
                                    null,
                                    ProtocolException.INVALID_REQUEST,
                                    "The message is larger than " + JsonRpc.MAX_BYTES + " bytes.")
                            .answer());
                } else if (!line.toString(StandardCharsets.UTF_8).isBlank()) {
                    receive(line.toByteArray());
                }
            }
        } catch (IOException e) {
            LOG.warn("The input broke off: {}", e.toString());
        }
        if (!client.finish(LAST_ANSWERS)) {
            LOG.warn("Left with requests unanswered after {} s", LAST_ANSWERS.toSeconds());
        }
    }

    private void receive(byte[] line) {
        try {
            client.receive(JsonRpc.read(line), Caller::unknown);
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
