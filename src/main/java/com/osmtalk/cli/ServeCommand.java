package com.osmtalk.cli;

import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.mcp.OsmTalkMcp;
import com.osmtalk.mcp.guard.GuardSettings;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.server.Home;
import com.osmtalk.server.OsmTalkServer;
import com.osmtalk.server.ServerSettings;
import com.osmtalk.server.http.ServletMount;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the bundled server, with MCP on the same port, until it is told to stop. */
@Command(
        name = "serve",
        description = "Run the bundled osmTalk server: the API, and MCP at /mcp and /sse.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ExecutionException {
        Settings given = OsmTalkCommand.settings(spec);
        new NetworkOptions(given).install();
        ToolOptions tools = new ToolOptions(given);
        ToolChoice choice = tools.choice();
        Duration drainFor = Duration.ofSeconds(given.integer(Setting.DRAIN_SECONDS, 0));
        int callsPerMinute = tools.callsPerMinute();
        ServerOptions options = new ServerOptions(given);
        List<String> allowedHosts = options.allowedHosts();
        ServerSettings settings = options.onChosenPorts();
        GuardSettings rules = new GuardOptions(given).rules(settings.home());
        Home home = new Home(settings.home());
        Home.Lock lock = home.tryLock()
                .orElseThrow(() -> new IllegalStateException("a server runs on " + home.folder() + " already"
                        + home.serverUrl().map(url -> ", at " + url).orElse("")
                        + ". Stop it, or choose another --home."));
        BooleanSupplier simulated = () -> Home.simulatesEveryCall(home.folder(), settings.databaseUrl());
        // the first tool may be called before the server has told where it is
        CompletableFuture<OsmTalkServer> self = new CompletableFuture<>();
        OsmTalkClient client = OsmTalkClient.builder()
                .baseUrl(() -> self.join().url())
                .deadline(ApiConnection.DEADLINE)
                .build();
        OsmTalkMcp mcp = OsmTalkMcp.builder(client)
                .allowedHosts(allowedHosts)
                .publicUrl(settings.publicUrl())
                .keyCheck(new ServedKeyCheck(self))
                .guard(rules)
                .toolCallsPerMinute(callsPerMinute)
                .tools(choice)
                .callsAreSimulated(simulated)
                .build();
        GuardVeto veto = new GuardVeto(() -> rules);
        OsmTalkServer running = OsmTalkServer.start(settings, home, lock, mounts(mcp), veto, url -> {});
        self.complete(running);
        Thread stop = new Thread(() -> {
            mcp.close();
            running.close();
            veto.close();
            client.close();
        });
        Runtime.getRuntime().addShutdownHook(stop);
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        try {
            running.whenDamaged(sentence -> {
                spec.commandLine().getErr().println("osmtalk: " + sentence);
                spec.commandLine().getErr().flush();
                exitCode.complete(1);
            });
            StopSignal.handle((times, bySignal) -> {
                if (times > 1) {
                    running.stopDraining();
                } else {
                    running.drain(drainFor);
                    exitCode.complete(bySignal);
                }
            });
            announce(running, home, settings.adminEmail());
            return exitCode.get();
        } catch (InterruptedException e) {
            // who runs it inside another program stops it so
            return 0;
        } finally {
            stop(stop);
        }
    }

    private static void stop(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // Java ends already, and runs it
            return;
        }
        hook.run();
    }

    private static List<ServletMount> mounts(OsmTalkMcp mcp) {
        return mcp.endpoints().stream()
                .map(endpoint -> new ServletMount(endpoint.servlet(), endpoint.pathSpec()))
                .toList();
    }

    private void announce(OsmTalkServer running, Home home, String adminEmail) {
        PrintWriter out = spec.commandLine().getOut();
        URI url = running.url();
        Optional<String> madeUp = home.adminPassword();
        madeUp.ifPresent(password -> {
            out.println(Ansi.AUTO.string("@|bold First start.|@ These are shown this once:"));
            out.println("  admin     " + adminEmail);
            out.println("  password  " + password);
            out.println("  API key   " + running.localKey());
            out.flush();
            home.deleteAdminPassword();
        });
        out.println(Ansi.AUTO.string("@|bold osmTalk|@ at " + url));
        out.println("  dashboard " + url + "/ in a browser");
        out.println("  API       " + url + "/api (described at " + url + "/openapi.yaml)");
        out.println("  MCP       " + url + "/mcp (Streamable HTTP), " + url + "/sse (HTTP+SSE), with "
                + (madeUp.isPresent() ? "the API key" : "an API key: osmtalk keys create --name NAME"));
        if (!running.publicUrl().equals(url)) {
            out.println("  others    " + running.publicUrl());
        }
        out.println("  web calls " + running.voiceUrl());
        out.println("  phone     " + phoneLine(running.numbersOnTrunks()));
        out.println("  data      " + home.folder());
        out.flush();
    }

    static String phoneLine(int numbersOnTrunks) {
        return switch (numbersOnTrunks) {
            case 0 -> "calls are simulated, nobody's phone rings, until a number has a SIP trunk: osmtalk phone add";
            case 1 -> "calls from 1 number ring real phones";
            default -> "calls from " + numbersOnTrunks + " numbers ring real phones";
        };
    }
}
