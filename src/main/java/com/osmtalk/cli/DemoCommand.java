package com.osmtalk.cli;

import com.osmtalk.server.ChannelSettings;
import com.osmtalk.server.Home;
import com.osmtalk.server.OsmTalkServer;
import com.osmtalk.server.ServerSettings;
import com.osmtalk.server.billing.RazorpaySettings;
import com.osmtalk.server.call.ConcurrencyCaps;
import com.osmtalk.server.http.RateLimits;
import com.osmtalk.server.http.TrustedProxies;
import com.osmtalk.server.webhook.WebhookPolicy;
import com.osmtalk.server.whatsapp.WhatsAppSettings;
import com.osmtalk.voice.VoiceSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the product doing its main job: an assistant places calls through MCP, on a bundled server of its own. */
@Command(
        name = "demo",
        description =
                "Place a simulated call as an assistant would, over MCP, and read what was said. Needs no account.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "6",
            description = "How many times as fast as in life the call runs (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Override
    public Integer call() throws IOException {
        if (!(speed > 0 && speed <= 1000)) {
            throw new UsageException("--speed must be more than 0 and at most 1000");
        }
        Path folder = Files.createTempDirectory("osmtalk-demo");
        Home home = new Home(folder);
        OsmTalkServer server = OsmTalkServer.start(settings(folder), home, home.lock(), List.of());
        // also when it is interrupted, nothing is left behind
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            TemporaryFolder.delete(folder);
        }));
        PrintWriter out = spec.commandLine().getOut();
        try (DemoAssistant assistant = DemoAssistant.connect(ownCommand("mcp"), environment(server, folder), out)) {
            new DemoWalk(assistant, out).run();
        }
        return 0;
    }

    private ServerSettings settings(Path folder) {
        return new ServerSettings(
                folder,
                "127.0.0.1",
                0,
                null,
                TrustedProxies.NONE,
                null,
                "admin@localhost",
                null,
                ConcurrencyCaps.DEFAULT,
                RateLimits.DEFAULT,
                new VoiceSettings(speed, null),
                RazorpaySettings.NONE,
                new WebhookPolicy(false),
                WhatsAppSettings.NONE,
                ChannelSettings.DEFAULT,
                ServerSettings.DEFAULT_CAMPAIGN_GAP);
    }

    /** What the assistant's child is told; whatever is set for other runs of this program is not for this one. */
    private static Map<String, String> environment(OsmTalkServer server, Path folder) {
        Map<String, String> environment = new HashMap<>();
        for (Setting setting : Setting.values()) {
            if (setting.group() != SettingGroup.LAUNCHER) {
                environment.put(setting.variable(), "");
            }
        }
        environment.put(Setting.API_URL.variable(), server.url().toString());
        environment.put(Setting.API_KEY.variable(), server.localKey());
        environment.put(Setting.HOME.variable(), folder.toString());
        return environment;
    }

    /** This very program, with other arguments. */
    private static List<String> ownCommand(String argument) {
        String java = ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return List.of(java, "-cp", System.getProperty("java.class.path"), "com.osmtalk.Main", argument);
    }
}
