package com.osmtalk.cli;

import com.osmtalk.client.ApiException;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.mcp.OsmTalkMcp;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Speaks MCP over standard input and output, until the input ends. */
@Command(
        name = "mcp",
        description = {
            "Speak MCP over stdio, for an assistant's configuration.",
            "With OSMTALK_API_KEY it talks to that account; without, to a bundled server that it starts or shares."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class McpCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(McpCommand.class);
    private static final long REVIEW_PAUSE_MILLIS = 60_000;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        McpOptions options = new McpOptions(OsmTalkCommand.settings(spec));
        // opened before anything is served: an invalid setting ends the command
        ApiConnection connection = options.connection();
        serve(options, () -> connection, new FileInputStream(FileDescriptor.in), takeStandardOutput());
        return 0;
    }

    /** Standard output for the protocol alone: what anything else prints goes to standard error from here on. */
    static OutputStream takeStandardOutput() {
        System.setOut(System.err);
        return new FileOutputStream(FileDescriptor.out);
    }

    /**
     * Serves until the input ends. Beside the first answers, or after them, the connection is opened, for which all
     * other settings are read: that is most of the work of starting.
     *
     * <p>A bundled server takes longer to start than the first answers, and so starts immediately. A connection to an
     * account is opened after the first answers, so that they have the processor to themselves.
     */
    static void serve(McpOptions options, Supplier<ApiConnection> open, InputStream in, OutputStream out)
            throws InterruptedException {
        DeferredConnection deferred = new DeferredConnection(open);
        boolean openAtOnce = options.needsBundledServer();
        if (openAtOnce) {
            deferred.prepare();
        }
        try (DeferredConnection connection = deferred;
                OsmTalkClient api = connection.client();
                OsmTalkMcp mcp = OsmTalkMcp.builder(api)
                        .apiKey(connection::key)
                        .organizationId(connection::organizationId)
                        .guard(() -> {
                            // where settings are invalid, that is said before anybody asks the rules
                            connection.key();
                            return options.rules();
                        })
                        .tools(options.choiceIfValid())
                        .callsAreSimulated(options::simulatesEveryCall)
                        .toolCallsPerMinute(options.callsPerMinuteIfValid())
                        .build()) {
            Thread review = new Thread(() -> review(mcp), "osmtalk-later-calls");
            review.setDaemon(true);
            if (openAtOnce) {
                review.start();
                // the first tool waits for the server, and should not wait for the client as well
                Thread warmUp = new Thread(api::warmUp, "osmtalk-client");
                warmUp.setDaemon(true);
                warmUp.start();
            }
            mcp.stdio(
                    in,
                    openAtOnce
                            ? out
                            : new Opening(out, () -> {
                                connection.prepare();
                                review.start();
                            }));
            review.interrupt();
        }
    }

    /** Has the present settings hold for calls for later too; while the API can't be reached, again and again. */
    private static void review(OsmTalkMcp mcp) {
        try {
            while (!reviewed(mcp)) {
                Thread.sleep(REVIEW_PAUSE_MILLIS);
            }
        } catch (CancellationException | InterruptedException closed) {
            // the input has ended
        } catch (IllegalStateException e) {
            if (!Thread.currentThread().isInterrupted()) {
                throw e;
            }
        }
    }

    /** Whether there is nothing more to be done about it: an API that refuses would refuse again. */
    private static boolean reviewed(OsmTalkMcp mcp) {
        try {
            mcp.reviewLaterCalls();
            return true;
        } catch (ApiException e) {
            LOG.debug("calls for later could not be looked at", e);
            return e.code().equals("not_set_up") || e.status() >= 400 && e.status() < 500;
        }
    }

    /** Standard output, which tells when a client has its first answers: what the server is, and which tools it has. */
    private static final class Opening extends FilterOutputStream {
        private static final int ANSWERS = 2;

        private final Runnable over;
        private int answers;

        Opening(OutputStream out, Runnable over) {
            super(out);
            this.over = over;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            super.flush();
            if (++answers == ANSWERS) {
                over.run();
            }
        }
    }
}
