package com.osmtalk.mcp.protocol.stdio;

import com.osmtalk.mcp.protocol.jsonrpc.ClientConnection;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.MalformedMessageException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import com.osmtalk.mcp.protocol.jsonrpc.WorkerPool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MCP over standard input and output: one message a line. It is ours because the SDK's own (2.1.0) ends the server
 * silently at a malformed line, and loses the answer to what was asked right before the input ended; it can go when
 * that one passes {@code StdioTransportTest}.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio">the transport</a>
 */
public final class StdioTransport {
    private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);
    /**
     * How long, after the end of the input, what was asked before may take to be answered: as long as clients wait
     * for an answer.
     */
    private static final Duration FINISH_LIMIT = Duration.ofSeconds(60);

    private final LineOutput out;
    private final ClientConnection client;
    private final LeaderFollowers reader;

    /**
     * @param opener opens the connection, once
     * @param timer it keeps belonging to the caller
     */
    public StdioTransport(
            Function<ClientConnection.Output, ClientConnection> opener,
            WorkerPool workers,
            InputStream in,
            OutputStream out,
            ScheduledExecutorService timer) {
        this.out = new LineOutput(out);
        this.client = opener.apply(this.out);
        this.reader = new LeaderFollowers(new LineInput(in), workers, timer);
    }

    /**
     * Serves until the input ends and everything asked before is answered, for a minute at most; what waits for
     * something then answers with what it has.
     */
    public void serve() throws InterruptedException {
        reader.run();
        if (!client.finish(FINISH_LIMIT)) {
            LOG.warn(
                    "The input ended, and {} s later some requests are still unanswered: stopping without",
                    FINISH_LIMIT.toSeconds());
        }
    }

    private void receive(byte[] line) {
        try {
            client.receive(JsonRpc.read(line), Requester::unknown, reader);
        } catch (MalformedMessageException e) {
            client.send(e.answer());
        }
    }

    /** The client's lines, one message each. */
    private final class LineInput implements LeaderFollowers.MessageSource {
        private final LineReader lines;

        LineInput(InputStream in) {
            this.lines = new LineReader(in, JsonRpc.MAX_BYTES);
        }

        @Override
        public boolean next() {
            try {
                byte[] line = out.closed ? null : lines.next();
                if (line == null) {
                    return false;
                }
                receive(line);
            } catch (LineReader.TooLong e) {
                client.send(new MalformedMessageException(
                                null,
                                ProtocolException.INVALID_REQUEST,
                                "The message is larger than " + JsonRpc.MAX_BYTES + " bytes.")
                        .answer());
            } catch (IOException e) {
                LOG.warn("The input could not be read any further: {}", e.toString());
                return false;
            }
            return true;
        }

        @Override
        public boolean hasMore() {
            return lines.hasMore();
        }
    }

    /** Writes whole lines, whoever writes at the same time. */
    private static final class LineOutput implements ClientConnection.Output {
        private final OutputStream out;
        private volatile boolean closed;

        LineOutput(OutputStream out) {
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
