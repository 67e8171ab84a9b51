package com.osmtalk.cli;

import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.mcp.OsmTalkMcp;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    @Mixin
    private ClientOptions client;

    @Mixin
    private ServerOptions server;

    @Override
    public Integer call() throws InterruptedException {
        // from here on nothing but the protocol can reach the real stdout
        System.setOut(System.err);
        try (Connection connection = Connection.open(client, server);
                OsmTalkClient api = connection.client();
                OsmTalkMcp mcp =
                        OsmTalkMcp.builder(api).apiKey(connection.apiKey()).build()) {
            mcp.stdio(System.in, new FileOutputStream(FileDescriptor.out));
        }
        return 0;
    }
}
