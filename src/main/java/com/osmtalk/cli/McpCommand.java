package com.osmtalk.cli;

import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.mcp.OsmTalkMcp;
import com.osmtalk.mcp.guard.GuardSettings;
import com.osmtalk.mcp.tool.ToolChoice;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        McpOptions options = new McpOptions(OsmTalkCommand.settings(spec));
        // opened before anything is served: what is wrong on the command line ends the command
        GuardSettings rules = options.rules();
        Connection connection = options.connection();
        serve(() -> connection, () -> rules, options.choice(), options.callsPerMinute(), true);
        return 0;
    }

    /**
     * Serves before the other settings are read, which is most of the work of starting.
     *
     * @param openAtOnce whether the connection is opened beside the first answers: a bundled server takes the longer of the
     *     two to start. Otherwise it is opened after them, so that they have the processor for themselves
     */
    static void serve(
            Supplier<Connection> open,
            Supplier<GuardSettings> rules,
            ToolChoice tools,
            int callsPerMinute,
            boolean openAtOnce)
            throws InterruptedException {
        // from here on nothing but the protocol can reach the real stdout
        System.setOut(System.err);
        LateConnection late = new LateConnection(open);
        if (openAtOnce) {
            late.prepare();
        }
        try (LateConnection connection = late;
                OsmTalkClient api = connection.client();
                OsmTalkMcp mcp = OsmTalkMcp.builder(api)
                        .apiKey(connection::key)
                        .organizationId(connection::organizationId)
                        .guard(() -> {
                            // with settings that can't be, it says so before anybody asks the rules
                            connection.key();
                            return rules.get();
                        })
                        .tools(tools)
                        .toolCallsPerMinute(callsPerMinute)
                        .build()) {
            mcp.stdio(
                    new FileInputStream(FileDescriptor.in),
                    openAtOnce
                            ? new FileOutputStream(FileDescriptor.out)
                            : new Opening(new FileOutputStream(FileDescriptor.out), connection::prepare));
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
