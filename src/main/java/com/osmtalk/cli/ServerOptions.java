package com.osmtalk.cli;

import com.osmtalk.server.ChannelSettings;
import com.osmtalk.server.ServerSettings;
import com.osmtalk.server.call.ConcurrencyCaps;
import com.osmtalk.server.http.RateLimits;
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

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:OSMTALK_HOME:-${sys:user.home}/.osmtalk}",
            description = "Where the bundled server keeps its data (OSMTALK_HOME; default: ~/.osmtalk).")
    Path home;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "${env:OSMTALK_DATABASE_URL}",
            description = "PostgreSQL instead of SQLite in the home (OSMTALK_DATABASE_URL).")
    @Nullable
    String databaseUrl;

    @Option(
            names = "--admin-email",
            paramLabel = "EMAIL",
            defaultValue = "${env:OSMTALK_ADMIN_EMAIL:-admin@localhost}",
            description = "The user made at the first start (OSMTALK_ADMIN_EMAIL; default: admin@localhost).")
    String adminEmail;

    @Option(
            names = "--max-calls-per-organization",
            paramLabel = "N",
            defaultValue = "${env:MAX_CONCURRENT_CALLS_PER_ORG:-15}",
            description = "Live calls of one organisation (MAX_CONCURRENT_CALLS_PER_ORG; default: 15).")
    int maxCallsPerOrganization;

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            defaultValue = "${env:MAX_CONCURRENT_CALLS:-45}",
            description = "Live calls of all organisations (MAX_CONCURRENT_CALLS; default: 45).")
    int maxCalls;

    @Option(
            names = "--requests-per-minute",
            paramLabel = "N",
            defaultValue = "${env:OSMTALK_REQUESTS_PER_MINUTE:-600}",
            description = "Requests of one key or person a minute (OSMTALK_REQUESTS_PER_MINUTE; default: 600).")
    int requestsPerMinute;

    @Option(
            names = "--sim-speed",
            paramLabel = "FACTOR",
            defaultValue = "${env:OSMTALK_SIM_SPEED:-1}",
            description = "How many times as fast as in life simulated calls run (OSMTALK_SIM_SPEED; default: 1).")
    double simulationSpeed;

    @Option(
            names = "--voice-port",
            paramLabel = "PORT",
            defaultValue = "${env:OSMTALK_VOICE_PORT}",
            description = {
                "The port web calls are held on, 0 for any free one (OSMTALK_VOICE_PORT; default: 4003,",
                "or any free one with --port 0)."
            })
    @Nullable
    Integer voicePort;

    @Option(
            names = "--voice-url",
            paramLabel = "URL",
            defaultValue = "${env:OSMTALK_VOICE_URL}",
            description = "Where visitors reach that port, if through a proxy: wss://… (OSMTALK_VOICE_URL).")
    @Nullable
    URI voiceUrl;

    @Option(
            names = "--simulator",
            paramLabel = "BOOLEAN",
            arity = "0..1",
            fallbackValue = "true",
            defaultValue = "${env:OSMTALK_SIMULATOR:-false}",
            description = "Lets people of the simulated network call in (OSMTALK_SIMULATOR; default: false).")
    boolean simulator;

    /** Only from the environment: the command line of a process can be read by every user of the machine. */
    private static @Nullable String environment(String name) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? null : value;
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
        requireAtLeastOne("--max-calls-per-organization", maxCallsPerOrganization);
        requireAtLeastOne("--max-calls", maxCalls);
        requireAtLeastOne("--requests-per-minute", requestsPerMinute);
        if (!(simulationSpeed > 0 && simulationSpeed <= 1000)) {
            throw new UsageException("--sim-speed (OSMTALK_SIM_SPEED) must be more than 0 and at most 1000");
        }
        return new ServerSettings(
                home,
                host,
                port,
                databaseUrl == null || databaseUrl.isBlank() ? null : databaseUrl,
                adminEmail,
                environment("OSMTALK_ADMIN_PASSWORD"),
                new ConcurrencyCaps(maxCallsPerOrganization, maxCalls),
                RateLimits.DEFAULT.withRequestsPerMinute(requestsPerMinute),
                new VoiceSettings(simulationSpeed, model()),
                new ChannelSettings(webVoicePort, voiceUrl(), simulator, speech()));
    }

    /** A real model speaks when a key or an endpoint is set; without them the scripted brain does. */
    private static VoiceSettings.@Nullable Model model() {
        String baseUrl = environment("OPENAI_BASE_URL");
        String apiKey = environment("OPENAI_API_KEY");
        if (baseUrl == null && apiKey == null) {
            return null;
        }
        String name = environment("OPENAI_MODEL");
        return new VoiceSettings.Model(
                URI.create(baseUrl == null ? OPENAI : baseUrl), apiKey, name == null ? "gpt-4.1-mini" : name);
    }

    /** By the variables OSMTALK_STT_… and OSMTALK_TTS_…; where they leave out URL or key, the model's are taken. */
    private static SpeechSettings speech() {
        String voice = environment("OSMTALK_TTS_VOICE");
        String path = environment("PATH");
        return new SpeechSettings(
                speechService("OSMTALK_STT"),
                speechService("OSMTALK_TTS"),
                voice == null ? SpeechSettings.NONE.voice() : voice,
                path == null ? "" : path);
    }

    private static SpeechSettings.@Nullable Service speechService(String prefix) {
        String model = environment(prefix + "_MODEL");
        if (model == null) {
            return null;
        }
        String ownUrl = environment(prefix + "_URL");
        String baseUrl = ownUrl == null ? environment("OPENAI_BASE_URL") : ownUrl;
        String ownKey = environment(prefix + "_KEY");
        // a key goes to no other service than it was given for
        String apiKey = ownKey == null && ownUrl == null ? environment("OPENAI_API_KEY") : ownKey;
        return new SpeechSettings.Service(URI.create(baseUrl == null ? OPENAI : baseUrl), apiKey, model);
    }

    private @Nullable URI voiceUrl() {
        if (voiceUrl == null || voiceUrl.toString().isBlank()) {
            return null;
        }
        if (voiceUrl.getHost() == null || !("ws".equals(voiceUrl.getScheme()) || "wss".equals(voiceUrl.getScheme()))) {
            throw new UsageException("--voice-url (OSMTALK_VOICE_URL) must be a ws:// or wss:// address");
        }
        return voiceUrl;
    }

    private static void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw new UsageException(option + " must be at least 1");
        }
    }
}
