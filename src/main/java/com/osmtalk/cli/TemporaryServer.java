package com.osmtalk.cli;

import com.osmtalk.client.OsmTalkClient;
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
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A bundled server of a command's own, on a home that is deleted with it, also when the command is interrupted. It has
 * no model, whatever is set for other runs, and listens on this machine only.
 */
final class TemporaryServer implements AutoCloseable {
    private static final int REQUESTS_PER_MINUTE = 1_000_000;

    private final Path folder;
    private final OsmTalkServer server;
    private final Thread closeAtExit = new Thread(this::stop);
    private boolean stopped;

    private TemporaryServer(Path folder, OsmTalkServer server) {
        this.folder = folder;
        this.server = server;
        Runtime.getRuntime().addShutdownHook(closeAtExit);
    }

    /** @param speed how many times as fast as in life its calls are */
    static TemporaryServer start(double speed) {
        try {
            Path folder = Files.createTempDirectory("osmtalk-");
            Home home = new Home(folder);
            return new TemporaryServer(
                    folder, OsmTalkServer.start(settings(folder, speed), home, home.lock(), List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("there is no room for temporary files: " + e.getMessage(), e);
        }
    }

    Path folder() {
        return folder;
    }

    URI url() {
        return server.url();
    }

    String localKey() {
        return server.localKey();
    }

    OsmTalkClient client() {
        return OsmTalkClient.builder().baseUrl(url()).apiKey(localKey()).build();
    }

    private static ServerSettings settings(Path folder, double speed) {
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
                RateLimits.DEFAULT.withRequestsPerMinute(REQUESTS_PER_MINUTE),
                new VoiceSettings(speed, null),
                RazorpaySettings.NONE,
                new WebhookPolicy(false),
                WhatsAppSettings.NONE,
                ChannelSettings.DEFAULT,
                ServerSettings.DEFAULT_CAMPAIGN_GAP);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException exiting) {
            // then the hook runs, and finds nothing to do
        }
        stop();
    }

    private synchronized void stop() {
        if (!stopped) {
            stopped = true;
            server.close();
            TemporaryFolder.delete(folder);
        }
    }
}
