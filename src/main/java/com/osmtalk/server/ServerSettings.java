package com.osmtalk.server;

import com.osmtalk.server.billing.RazorpaySettings;
import com.osmtalk.server.call.ConcurrencyCaps;
import com.osmtalk.server.http.RateLimits;
import com.osmtalk.server.http.TrustedProxies;
import com.osmtalk.server.webhook.WebhookPolicy;
import com.osmtalk.server.whatsapp.WhatsAppSettings;
import com.osmtalk.voice.VoiceSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a bundled server runs, as the command line has read it; see {@code docs/settings.md}.
 *
 * @param home its folder; with a database URL it holds the lock, the keys and recordings, and no data
 * @param host the address to listen on
 * @param port 0: any free one
 * @param publicUrl where others reach it, such as {@code https://calls.example.com} behind a proxy, without a slash at
 *     its end; null: as this machine does
 * @param proxies in front of it, whose word is taken for where requests come from
 * @param databaseUrl PostgreSQL; null: SQLite in {@code home}
 * @param adminEmail of the user made at the first start
 * @param adminPassword null: one is generated
 * @param campaignGap how long a person whom one campaign has called is not called by another; zero: not at all
 */
public record ServerSettings(
        Path home,
        String host,
        int port,
        @Nullable URI publicUrl,
        TrustedProxies proxies,
        @Nullable String databaseUrl,
        String adminEmail,
        @Nullable String adminPassword,
        ConcurrencyCaps caps,
        RateLimits limits,
        VoiceSettings voice,
        RazorpaySettings razorpay,
        WebhookPolicy webhooks,
        WhatsAppSettings whatsApp,
        ChannelSettings channels,
        Duration campaignGap) {
    public static final Duration DEFAULT_CAMPAIGN_GAP = Duration.ofHours(1);

    /** Without password and database credentials, so that they never reach a log. */
    @Override
    public String toString() {
        return "ServerSettings[" + home + ", " + host + ":" + port + ", " + caps + ", " + voice + "]";
    }
}
