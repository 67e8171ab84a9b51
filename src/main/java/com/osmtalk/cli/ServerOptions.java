package com.osmtalk.cli;

import com.osmtalk.server.ChannelSettings;
import com.osmtalk.server.ServerSettings;
import com.osmtalk.server.billing.RazorpaySettings;
import com.osmtalk.server.call.ConcurrencyCaps;
import com.osmtalk.server.http.RateLimits;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.webhook.WebhookPolicy;
import com.osmtalk.server.whatsapp.WhatsAppSettings;
import com.osmtalk.voice.VoiceSettings;
import com.osmtalk.voice.speech.SpeechSettings;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the bundled server runs; each option is an environment variable too. */
final class ServerOptions {
    private static final int DEFAULT_VOICE_PORT = 4003;
    private static final String OPENAI = "https://api.openai.com/v1";
    private static final int MIN_PASSWORD_LENGTH = 8;
    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "~/.osmtalk",
            description =
                    "Where the bundled server keeps its data, and calls are counted (OSMTALK_HOME; default: ~/.osmtalk).")
    String home;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "PostgreSQL instead of SQLite in the home (OSMTALK_DATABASE_URL).")
    @Nullable
    String databaseUrl;

    @Option(
            names = "--admin-email",
            paramLabel = "EMAIL",
            defaultValue = "admin@localhost",
            description = "The user made at the first start (OSMTALK_ADMIN_EMAIL; default: admin@localhost).")
    String adminEmail;

    @Option(
            names = "--max-calls-per-organization",
            paramLabel = "N",
            defaultValue = "15",
            description = "Live calls of one organisation (MAX_CONCURRENT_CALLS_PER_ORG; default: 15).")
    int maxCallsPerOrganization;

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            defaultValue = "45",
            description = "Live calls of all organisations (MAX_CONCURRENT_CALLS; default: 45).")
    int maxCalls;

    @Option(
            names = "--requests-per-minute",
            paramLabel = "N",
            defaultValue = "600",
            description = "Requests of one key or person a minute (OSMTALK_REQUESTS_PER_MINUTE; default: 600).")
    int requestsPerMinute;

    @Option(
            names = "--sim-speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "How many times as fast as in life simulated calls run (OSMTALK_SIM_SPEED; default: 1).")
    double simulationSpeed;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description =
                    "Where others reach the server, if through a proxy: https://… Links begin with it (OSMTALK_PUBLIC_URL).")
    @Nullable
    String publicUrl;

    @Option(
            names = "--voice-port",
            paramLabel = "PORT",
            description = "The port of web calls, 0: any (OSMTALK_VOICE_PORT; default: 4003, or any with --port 0).")
    @Nullable
    Integer voicePort;

    @Option(
            names = "--voice-url",
            paramLabel = "URL",
            description = "Where visitors reach that port, if through a proxy: wss://… (OSMTALK_VOICE_URL).")
    @Nullable
    URI voiceUrl;

    @Option(
            names = "--simulator",
            paramLabel = "BOOLEAN",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "false",
            description = "Lets people of the simulated network call in (OSMTALK_SIMULATOR; default: false).")
    boolean simulator;

    @Option(
            names = "--recording-days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long recordings of calls are kept (OSMTALK_RECORDING_DAYS; default: 30).")
    int recordingDays;

    @Option(
            names = "--webhooks-allow-private",
            arity = "0..1",
            paramLabel = "BOOLEAN",
            fallbackValue = "true",
            defaultValue = "false",
            description =
                    "Let webhooks go to loopback and private addresses (OSMTALK_WEBHOOKS_ALLOW_PRIVATE; default: false).")
    boolean webhooksAllowPrivate;

    /** Only from the environment: the command line of a process can be read by every user of the machine. */
    private static @Nullable String secret(String variable) {
        return Environment.value(variable).orElse(null);
    }

    String adminEmail() {
        return adminEmail;
    }

    /** For a server that shares the machine with others: on loopback, on any free ports. */
    ServerSettings anywhere() {
        return settings("127.0.0.1", 0, 0);
    }

    ServerSettings settings(String host, int port) {
        int webVoicePort = voicePort != null ? voicePort : port == 0 ? 0 : DEFAULT_VOICE_PORT;
        return settings(host, port, webVoicePort);
    }

    private ServerSettings settings(String host, int port, int webVoicePort) {
        requireAtLeastOne("--max-calls-per-organization (MAX_CONCURRENT_CALLS_PER_ORG)", maxCallsPerOrganization);
        requireAtLeastOne("--max-calls (MAX_CONCURRENT_CALLS)", maxCalls);
        requireAtLeastOne("--requests-per-minute (OSMTALK_REQUESTS_PER_MINUTE)", requestsPerMinute);
        requireAtLeastOne("--recording-days (OSMTALK_RECORDING_DAYS)", recordingDays);
        if (!adminEmail.contains("@")) {
            throw new UsageException("--admin-email (OSMTALK_ADMIN_EMAIL) must be an e-mail address");
        }
        String adminPassword = secret("OSMTALK_ADMIN_PASSWORD");
        if (adminPassword != null && adminPassword.length() < MIN_PASSWORD_LENGTH) {
            throw new UsageException(
                    "OSMTALK_ADMIN_PASSWORD must have at least " + MIN_PASSWORD_LENGTH + " characters");
        }
        requireDatabaseUrl();
        if (port < 0 || port > MAX_PORT) {
            throw new UsageException("--port (OSMTALK_PORT) must be 0 to " + MAX_PORT);
        }
        if (webVoicePort < 0 || webVoicePort > MAX_PORT) {
            throw new UsageException("--voice-port (OSMTALK_VOICE_PORT) must be 0 to " + MAX_PORT);
        }
        if (!(simulationSpeed > 0 && simulationSpeed <= 1000)) {
            throw new UsageException("--sim-speed (OSMTALK_SIM_SPEED) must be more than 0 and at most 1000");
        }
        return new ServerSettings(
                homeFolder(),
                host,
                port,
                publicUrl(),
                databaseUrl,
                adminEmail,
                adminPassword,
                new ConcurrencyCaps(maxCallsPerOrganization, maxCalls),
                RateLimits.DEFAULT.withRequestsPerMinute(requestsPerMinute),
                new VoiceSettings(simulationSpeed, model()),
                razorpay(),
                new WebhookPolicy(webhooksAllowPrivate),
                whatsApp(),
                new ChannelSettings(webVoicePort, voiceUrl(), simulator, speech(), recordingDays));
    }

    private void requireDatabaseUrl() {
        try {
            if (databaseUrl != null) {
                Database.requireUrl(databaseUrl);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** The tilde is the user's own folder also where no shell has replaced it. */
    Path homeFolder() {
        if (!home.startsWith("~/")) {
            return Path.of(home);
        }
        String user = Environment.value("HOME").orElse(System.getProperty("user.home"));
        return Path.of(user).resolve(home.substring(2));
    }

    /** Orders are made at Razorpay when both halves of a key are set, and here otherwise. */
    private static RazorpaySettings razorpay() {
        String keyId = secret("RAZORPAY_KEY_ID");
        String keySecret = secret("RAZORPAY_KEY_SECRET");
        if ((keyId == null) != (keySecret == null)) {
            throw new UsageException("RAZORPAY_KEY_ID and RAZORPAY_KEY_SECRET go together; set both or none");
        }
        return new RazorpaySettings(
                razorpayUrl(),
                keyId == null || keySecret == null ? null : new RazorpaySettings.Account(keyId, keySecret),
                secret("RAZORPAY_WEBHOOK_SECRET"));
    }

    private static URI razorpayUrl() {
        String url = secret("RAZORPAY_BASE_URL");
        return url == null ? RazorpaySettings.PRODUCTION : WebAddress.of("RAZORPAY_BASE_URL", url);
    }

    /** A real model speaks when a key or an endpoint is set; without them the scripted brain does. */
    private static VoiceSettings.@Nullable Model model() {
        String baseUrl = secret("OPENAI_BASE_URL");
        String apiKey = secret("OPENAI_API_KEY");
        if (baseUrl == null && apiKey == null) {
            return null;
        }
        String name = secret("OPENAI_MODEL");
        return new VoiceSettings.Model(
                WebAddress.of("OPENAI_BASE_URL", baseUrl == null ? OPENAI : baseUrl),
                apiKey,
                name == null ? "gpt-4.1-mini" : name);
    }

    /** By the variables OSMTALK_STT_… and OSMTALK_TTS_…; where they leave out URL or key, the model's are taken. */
    private static SpeechSettings speech() {
        String voice = secret("OSMTALK_TTS_VOICE");
        String path = secret("PATH");
        return new SpeechSettings(
                speechService("OSMTALK_STT"),
                speechService("OSMTALK_TTS"),
                voice == null ? SpeechSettings.NONE.voice() : voice,
                path == null ? "" : path);
    }

    private static SpeechSettings.@Nullable Service speechService(String prefix) {
        String model = secret(prefix + "_MODEL");
        if (model == null) {
            return null;
        }
        String ownUrl = secret(prefix + "_URL");
        String baseUrl = ownUrl == null ? secret("OPENAI_BASE_URL") : ownUrl;
        String ownKey = secret(prefix + "_KEY");
        // a key goes to no other service than it was given for
        String apiKey = ownKey == null && ownUrl == null ? secret("OPENAI_API_KEY") : ownKey;
        return new SpeechSettings.Service(
                WebAddress.of(prefix + "_URL", baseUrl == null ? OPENAI : baseUrl), apiKey, model);
    }

    private @Nullable URI publicUrl() {
        return publicUrl == null
                ? null
                : WebAddress.of("--public-url (OSMTALK_PUBLIC_URL)", publicUrl.replaceAll("/+$", ""));
    }

    private @Nullable URI voiceUrl() {
        if (voiceUrl == null) {
            return null;
        }
        if (voiceUrl.getHost() == null || !("ws".equals(voiceUrl.getScheme()) || "wss".equals(voiceUrl.getScheme()))) {
            throw new UsageException("--voice-url (OSMTALK_VOICE_URL) must be a ws:// or wss:// address");
        }
        return voiceUrl;
    }

    private static WhatsAppSettings whatsApp() {
        String graphUrl = secret("WHATSAPP_GRAPH_URL");
        return new WhatsAppSettings(
                secret("WHATSAPP_VERIFY_TOKEN"),
                secret("WHATSAPP_APP_SECRET"),
                secret("WHATSAPP_ACCESS_TOKEN"),
                graphUrl == null
                        ? WhatsAppSettings.GRAPH
                        : WebAddress.of("WHATSAPP_GRAPH_URL", graphUrl.replaceAll("/+$", "")));
    }

    static void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw new UsageException(option + " must be at least 1");
        }
    }
}
