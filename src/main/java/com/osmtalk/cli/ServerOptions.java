package com.osmtalk.cli;

import com.osmtalk.server.ChannelSettings;
import com.osmtalk.server.ServerSettings;
import com.osmtalk.server.billing.RazorpaySettings;
import com.osmtalk.server.call.ConcurrencyCaps;
import com.osmtalk.server.http.RateLimits;
import com.osmtalk.server.http.TrustedProxies;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.webhook.WebhookPolicy;
import com.osmtalk.server.whatsapp.WhatsAppSettings;
import com.osmtalk.voice.VoiceSettings;
import com.osmtalk.voice.speech.SpeechProvider;
import com.osmtalk.voice.speech.SpeechSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the bundled server runs. */
final class ServerOptions {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int DEFAULT_VOICE_PORT = 4003;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_SPEED = 1000;
    private static final int MAX_GAP = 7 * 24 * 60;
    private static final int MIN_PASSWORD_LENGTH = 8;

    private static final Pattern HOST = Pattern.compile(
            "(?!-)[\\p{L}\\p{N}_-]{1,63}(\\.[\\p{L}\\p{N}_-]{1,63})*\\.?|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]+\\]?");

    private final Settings settings;

    ServerOptions(Settings settings) {
        this.settings = settings;
    }

    Path home() {
        return settings.path(Setting.HOME).orElseThrow();
    }

    String adminEmail() {
        return settings.parsed(Setting.ADMIN_EMAIL, email -> {
                    if (!email.contains("@")) {
                        throw new IllegalArgumentException("must be an e-mail address");
                    }
                    return email;
                })
                .orElseThrow();
    }

    /** For a server that shares the machine with others: on loopback, on any free ports. */
    ServerSettings onAnyPorts() {
        voicePort();
        return server(LOOPBACK, 0, 0);
    }

    /** For a server that is reached where {@code --host} and {@code --port} say. */
    ServerSettings onChosenPorts() {
        int port = settings.integer(Setting.PORT, 0, MAX_PORT).orElseThrow();
        return server(settings.text(Setting.HOST), port, voicePort().orElse(port == 0 ? 0 : DEFAULT_VOICE_PORT));
    }

    private Optional<Integer> voicePort() {
        return settings.integer(Setting.VOICE_PORT, 0, MAX_PORT);
    }

    private ServerSettings server(String host, int port, int voicePort) {
        return new ServerSettings(
                home(),
                host,
                port,
                settings.webAddress(Setting.PUBLIC_URL).orElse(null),
                trustedProxies(),
                databaseUrl(),
                adminEmail(),
                adminPassword(),
                new ConcurrencyCaps(
                        settings.integer(Setting.MAX_CALLS_PER_ORGANIZATION, 1),
                        settings.integer(Setting.MAX_CALLS, 1)),
                RateLimits.DEFAULT
                        .withRequestsPerMinute(settings.integer(Setting.REQUESTS_PER_MINUTE, 1))
                        .withVisitorRequestsPerMinute(settings.integer(Setting.VISITOR_REQUESTS_PER_MINUTE, 1)),
                new VoiceSettings(simulationSpeed(), model()),
                razorpay(),
                new WebhookPolicy(settings.isTrue(Setting.WEBHOOKS_ALLOW_PRIVATE)),
                whatsApp(),
                new ChannelSettings(
                        voicePort,
                        voiceUrl(),
                        settings.isTrue(Setting.SIMULATOR),
                        speech(),
                        new SipOptions(settings).sip(),
                        settings.integer(Setting.RECORDING_DAYS, 1)),
                Duration.ofMinutes(settings.integer(Setting.CAMPAIGN_GAP_MINUTES, 0, MAX_GAP)
                        .orElseThrow()));
    }

    private TrustedProxies trustedProxies() {
        return settings.parsed(
                        Setting.TRUSTED_PROXIES,
                        text -> TrustedProxies.of(Arrays.stream(text.split(","))
                                .map(String::strip)
                                .toList()))
                .orElse(TrustedProxies.NONE);
    }

    /** Without saying what is invalid: reading all settings does that later. */
    @Nullable
    String databaseUrlIfValid() {
        return settings.find(Setting.DATABASE_URL).orElse(null);
    }

    private @Nullable String databaseUrl() {
        Optional<String> url = settings.find(Setting.DATABASE_URL);
        try {
            url.ifPresent(Database::requireUrl);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
        return url.orElse(null);
    }

    private @Nullable String adminPassword() {
        return settings.parsed(Setting.ADMIN_PASSWORD, password -> {
                    if (password.length() < MIN_PASSWORD_LENGTH) {
                        throw new IllegalArgumentException("must have at least " + MIN_PASSWORD_LENGTH + " characters");
                    }
                    return password;
                })
                .orElse(null);
    }

    private double simulationSpeed() {
        return settings.parsed(Setting.SIM_SPEED, text -> {
                    try {
                        double speed = Double.parseDouble(text);
                        if (speed > 0 && speed <= MAX_SPEED) {
                            return speed;
                        }
                    } catch (NumberFormatException notANumber) {
                        // refused like one outside the range
                    }
                    throw new IllegalArgumentException(
                            "must be a number more than 0 and at most " + MAX_SPEED + ", not \"" + text + "\"");
                })
                .orElseThrow();
    }

    /** The address is not repeated where it is refused: its query may carry a key. */
    private @Nullable URI voiceUrl() {
        return settings.parsed(Setting.VOICE_URL, text -> {
                    try {
                        URI url = URI.create(text);
                        if (url.getHost() != null && ("ws".equals(url.getScheme()) || "wss".equals(url.getScheme()))) {
                            return url;
                        }
                    } catch (IllegalArgumentException notAnAddress) {
                        // refused like one with another scheme
                    }
                    throw new IllegalArgumentException("must be a ws:// or wss:// address");
                })
                .orElse(null);
    }

    /** The names that MCP over HTTP answers to, beside those of this machine and of its public address. */
    List<String> allowedHosts() {
        return settings.parsed(Setting.ALLOWED_HOSTS, text -> {
                    List<String> hosts = Arrays.stream(text.split(","))
                            .map(String::strip)
                            .filter(host -> !host.isEmpty())
                            .toList();
                    for (String host : hosts) {
                        if (!HOST.matcher(host).matches()) {
                            throw new IllegalArgumentException("must be host names separated by commas, without scheme,"
                                    + " port or path, like calls.example.com; this is none: \"" + host + "\"");
                        }
                    }
                    return hosts;
                })
                .orElse(List.of());
    }

    /** A real model speaks when a key or an address is set; without them the scripted brain does. */
    private VoiceSettings.@Nullable Model model() {
        Optional<URI> baseUrl = settings.webAddress(Setting.OPENAI_BASE_URL);
        Optional<String> apiKey = settings.find(Setting.OPENAI_API_KEY);
        return baseUrl.isEmpty() && apiKey.isEmpty()
                ? null
                : new VoiceSettings.Model(
                        baseUrl.orElse(SpeechProvider.OPENAI.address()),
                        apiKey.orElse(null),
                        settings.text(Setting.OPENAI_MODEL));
    }

    private SpeechSettings speech() {
        return new SpeechOptions(settings).speech();
    }

    /** Orders are made at Razorpay when both halves of a key are set, and on this server otherwise. */
    private RazorpaySettings razorpay() {
        Optional<String> keyId = settings.find(Setting.RAZORPAY_KEY_ID);
        Optional<String> keySecret = settings.find(Setting.RAZORPAY_KEY_SECRET);
        if (keyId.isPresent() != keySecret.isPresent()) {
            throw new UsageException("RAZORPAY_KEY_ID and RAZORPAY_KEY_SECRET go together; set both or none");
        }
        return new RazorpaySettings(
                settings.webAddress(Setting.RAZORPAY_BASE_URL).orElseThrow(),
                keyId.isEmpty() ? null : new RazorpaySettings.Account(keyId.get(), keySecret.orElseThrow()),
                settings.find(Setting.RAZORPAY_WEBHOOK_SECRET).orElse(null));
    }

    private WhatsAppSettings whatsApp() {
        return new WhatsAppSettings(
                settings.find(Setting.WHATSAPP_VERIFY_TOKEN).orElse(null),
                settings.find(Setting.WHATSAPP_APP_SECRET).orElse(null),
                settings.find(Setting.WHATSAPP_ACCESS_TOKEN).orElse(null),
                settings.webAddress(Setting.WHATSAPP_GRAPH_URL).orElseThrow());
    }
}
