package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.Waiting;
import com.osmtalk.server.billing.RazorpaySettings;
import com.osmtalk.server.call.ConcurrencyCaps;
import com.osmtalk.server.call.DialVeto;
import com.osmtalk.server.http.RateLimits;
import com.osmtalk.server.http.TestHttpServer;
import com.osmtalk.server.http.TrustedProxies;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.webhook.WebhookPolicy;
import com.osmtalk.server.whatsapp.WhatsAppSettings;
import com.osmtalk.voice.VoiceSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that can't be started leaves nothing running: what embeds it goes on without it. */
class FailedStartTest {
    @TempDir
    Path folder;

    @Test
    void oneThatFailsWhenItHasJoinedTheOthersIsHeardOfNoMoreAndLeavesItsHome() {
        TestDatabase.copySqlite(folder.resolve("osmtalk.db"));
        Set<Thread> before = heartbeats();

        assertThatThrownBy(() -> start(url -> {
                    assertThat(heartbeats()).hasSizeGreaterThan(before.size());
                    throw new IllegalStateException("the terminal is gone");
                }))
                .hasMessage("the terminal is gone");

        Waiting.untilTrue(Duration.ofMinutes(1), () -> before.containsAll(heartbeats()));
        start(url -> {}).close();
    }

    private OsmTalkServer start(Consumer<URI> onReady) {
        ServerSettings settings = new ServerSettings(
                folder,
                "127.0.0.1",
                0,
                null,
                TrustedProxies.NONE,
                null,
                "admin@example.com",
                TestServer.ADMIN_PASSWORD,
                new ConcurrencyCaps(10, 10),
                RateLimits.DEFAULT,
                new VoiceSettings(1, null),
                RazorpaySettings.NONE,
                new WebhookPolicy(true),
                WhatsAppSettings.NONE,
                ChannelSettings.DEFAULT,
                Duration.ZERO);
        Home home = new Home(folder);
        return OsmTalkServer.start(
                settings,
                home,
                home.lock(),
                List.of(),
                DialVeto.NONE,
                onReady,
                Clock.systemUTC(),
                TestHttpServer.PASSWORDS);
    }

    private static Set<Thread> heartbeats() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("heartbeat"))
                .collect(Collectors.toSet());
    }
}
