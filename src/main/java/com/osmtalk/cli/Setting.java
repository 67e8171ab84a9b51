package com.osmtalk.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of the program: the one table that options, help, {@code doctor}, docs/settings.md and the code which
 * reads a value ({@link Settings}) share. To add a setting, add a constant here and read it in the class of its
 * group.
 *
 * <p>The meaning is a phrase in Markdown without a full stop. No lambdas and no streams in here: {@code osmtalk mcp}
 * loads this class before its first answer.
 */
enum Setting {
    API_KEY(
            SettingGroup.ACCOUNT,
            "OSMTALK_API_KEY",
            Form.SECRET,
            Default.NONE,
            "the API key of the account; without one, the bundled server is used"),
    API_URL(
            SettingGroup.ACCOUNT,
            "OSMTALK_API_URL",
            Form.option("--api-url", "URL"),
            Default.told("`https://api.osmtalk.com`"),
            "the API that the key is for"),
    ORGANIZATION_ID(
            SettingGroup.ACCOUNT,
            "OSMTALK_ORGANIZATION_ID",
            Form.option("--organization-id", "ID"),
            Default.told("the key's own"),
            "the organisation to act for"),

    HOME(
            SettingGroup.DATA,
            "OSMTALK_HOME",
            Form.option("--home", "FOLDER"),
            Default.of("~/.osmtalk"),
            "the folder where the bundled server keeps its data, and the guard counts calls"),
    DATABASE_URL(
            SettingGroup.DATA,
            "OSMTALK_DATABASE_URL",
            Form.option("--database-url", "URL"),
            Default.told("SQLite in the home"),
            "a PostgreSQL database instead of SQLite, as `postgresql://user:password@host/name`; use the variable where"
                    + " there is a password in it"),
    ADMIN_EMAIL(
            SettingGroup.DATA,
            "OSMTALK_ADMIN_EMAIL",
            Form.option("--admin-email", "EMAIL"),
            Default.of("admin@localhost"),
            "the e-mail address of the user that the first start creates"),
    ADMIN_PASSWORD(
            SettingGroup.DATA,
            "OSMTALK_ADMIN_PASSWORD",
            Form.SECRET,
            Default.told("made up, and printed once"),
            "the password of that first user, at least 8 characters; changes it when the server is started again"),

    PUBLIC_URL(
            SettingGroup.SERVER,
            "OSMTALK_PUBLIC_URL",
            Form.option("--public-url", "URL"),
            Default.told("the address it listens on"),
            "where others reach the server, such as `https://calls.example.com` behind a proxy: links to web calls and"
                    + " recordings begin with it, and MCP answers to its host name"),
    VOICE_PORT(
            SettingGroup.SERVER,
            "OSMTALK_VOICE_PORT",
            Form.option("--voice-port", "PORT"),
            Default.told("`4003`, or any free port with `--port 0`"),
            "the port for web calls; `0` takes any free port"),
    VOICE_URL(
            SettingGroup.SERVER,
            "OSMTALK_VOICE_URL",
            Form.option("--voice-url", "URL"),
            Default.told("that port, on the host of `OSMTALK_PUBLIC_URL`"),
            "where visitors reach the port for web calls, such as `wss://voice.example.com` behind a proxy"),
    SIM_SPEED(
            SettingGroup.SERVER,
            "OSMTALK_SIM_SPEED",
            Form.option("--sim-speed", "FACTOR"),
            Default.of("1"),
            "how many times faster than real time simulated calls run, at most 1000"),
    SIMULATOR(
            SettingGroup.SERVER,
            "OSMTALK_SIMULATOR",
            Form.flag("--simulator"),
            Default.of("false"),
            "whether `POST /api/simulator/inbound` lets people of the simulated network call in"),
    RECORDING_DAYS(
            SettingGroup.SERVER,
            "OSMTALK_RECORDING_DAYS",
            Form.option("--recording-days", "N"),
            Default.of("30"),
            "how many days organisations that have not chosen keep recordings, which are in `recordings` in the home"),
    DRAIN_SECONDS(
            SettingGroup.SERVER,
            "OSMTALK_DRAIN_SECONDS",
            Form.option("--drain-seconds", "N"),
            Default.of("15"),
            "how long live calls have to end when `serve` is told to stop (`SIGTERM`, Ctrl-C); told a second time, it"
                    + " ends them"),
    CAMPAIGN_GAP_MINUTES(
            SettingGroup.SERVER,
            "OSMTALK_CAMPAIGN_GAP_MINUTES",
            Form.option("--campaign-gap-minutes", "N"),
            Default.of("60"),
            "for how many minutes a person whom one campaign has called is not called by another, at most 10080; `0`"
                    + " switches this off"),
    MAX_CALLS_PER_ORGANIZATION(
            SettingGroup.SERVER,
            "MAX_CONCURRENT_CALLS_PER_ORG",
            Form.option("--max-calls-per-organization", "N"),
            Default.of("15"),
            "the most live calls of one organisation"),
    MAX_CALLS(
            SettingGroup.SERVER,
            "MAX_CONCURRENT_CALLS",
            Form.option("--max-calls", "N"),
            Default.of("45"),
            "the most live calls of all organisations together"),
    REQUESTS_PER_MINUTE(
            SettingGroup.SERVER,
            "OSMTALK_REQUESTS_PER_MINUTE",
            Form.option("--requests-per-minute", "N"),
            Default.of("600"),
            "the most API requests of one key or person in a minute"),
    VISITOR_REQUESTS_PER_MINUTE(
            SettingGroup.SERVER,
            "OSMTALK_VISITOR_REQUESTS_PER_MINUTE",
            Form.option("--visitor-requests-per-minute", "N"),
            Default.of("30"),
            "the most API requests of one address with a browser key in a minute"),
    TRUSTED_PROXIES(
            SettingGroup.SERVER,
            "OSMTALK_TRUSTED_PROXIES",
            Form.list("--trusted-proxies", "ADDRESS"),
            Default.NONE,
            "addresses of proxies in front of the server, or networks like `10.0.0.0/8`, separated by commas: what they"
                    + " say in `X-Forwarded-For` is where requests come from, for limits that count by address, and in"
                    + " `X-Forwarded-Proto` whether they came by https"),
    WEBHOOKS_ALLOW_PRIVATE(
            SettingGroup.SERVER,
            "OSMTALK_WEBHOOKS_ALLOW_PRIVATE",
            Form.flag("--webhooks-allow-private"),
            Default.of("false"),
            "whether webhooks may go to loopback, private and link-local addresses"),

    HOST(
            SettingGroup.LISTENING,
            "OSMTALK_HOST",
            Form.option("--host", "ADDRESS"),
            Default.of("127.0.0.1"),
            "the address to listen on; the default is reached from this machine only"),
    PORT(
            SettingGroup.LISTENING,
            "OSMTALK_PORT",
            Form.option("--port", "PORT"),
            Default.of("4002"),
            "the port to listen on; `0` takes any free port"),
    ALLOWED_HOSTS(
            SettingGroup.LISTENING,
            "OSMTALK_ALLOWED_HOSTS",
            Form.list("--allowed-hosts", "NAME"),
            Default.NONE,
            "host names that MCP over HTTP answers to, beside localhost and the host of `OSMTALK_PUBLIC_URL`,"
                    + " separated by commas"),

    TRUNK_PASSWORD(
            SettingGroup.TRUNK,
            "OSMTALK_TRUNK_PASSWORD",
            Form.SECRET,
            Default.told("it is asked for"),
            "the password of the trunk that `phone add` stores"),

    OPENAI_BASE_URL(
            SettingGroup.MODEL,
            "OPENAI_BASE_URL",
            Form.VARIABLE,
            Default.told("`https://api.openai.com/v1` with a key"),
            "the API of the model that speaks for the agents"),
    OPENAI_API_KEY(SettingGroup.MODEL, "OPENAI_API_KEY", Form.SECRET, Default.NONE, "the key for the model's API"),
    OPENAI_MODEL(
            SettingGroup.MODEL,
            "OPENAI_MODEL",
            Form.VARIABLE,
            Default.of("gpt-4.1-mini"),
            "the name of the model that speaks for the agents"),
    STT_PROVIDER(
            SettingGroup.MODEL,
            "OSMTALK_STT_PROVIDER",
            Form.VARIABLE,
            Default.told("`openai` with `OSMTALK_STT_MODEL`, else `deepgram` with `DEEPGRAM_API_KEY`"),
            "the service that hears: `openai` (whole utterances; any compatible server), `openai-realtime` (while it"
                    + " is spoken) or `deepgram`"),
    STT_MODEL(
            SettingGroup.MODEL,
            "OSMTALK_STT_MODEL",
            Form.VARIABLE,
            Default.told("the provider's usual one; without a provider none: what is said is not heard"),
            "the model that turns the speech of calls into text"),
    STT_URL(
            SettingGroup.MODEL,
            "OSMTALK_STT_URL",
            Form.VARIABLE,
            Default.told("the provider's; `OPENAI_BASE_URL` with OpenAI's protocols"),
            "the API of the model that hears"),
    STT_KEY(
            SettingGroup.MODEL,
            "OSMTALK_STT_KEY",
            Form.SECRET,
            Default.told("the provider's own key, if `OSMTALK_STT_URL` is not set"),
            "the key for the API of the model that hears"),
    TTS_PROVIDER(
            SettingGroup.MODEL,
            "OSMTALK_TTS_PROVIDER",
            Form.VARIABLE,
            Default.told("`openai` with `OSMTALK_TTS_MODEL`, else `elevenlabs` or `deepgram` with its key"),
            "the service that speaks: `openai` (any compatible server), `elevenlabs`, `deepgram` or `espeak-ng`"),
    TTS_MODEL(
            SettingGroup.MODEL,
            "OSMTALK_TTS_MODEL",
            Form.VARIABLE,
            Default.told("the provider's usual one; without a provider none: `espeak-ng` speaks where it is installed"),
            "the model that speaks in calls"),
    TTS_URL(
            SettingGroup.MODEL,
            "OSMTALK_TTS_URL",
            Form.VARIABLE,
            Default.told("the provider's; `OPENAI_BASE_URL` with OpenAI's protocols"),
            "the API of the model that speaks"),
    TTS_KEY(
            SettingGroup.MODEL,
            "OSMTALK_TTS_KEY",
            Form.SECRET,
            Default.told("the provider's own key, if `OSMTALK_TTS_URL` is not set"),
            "the key for the API of the model that speaks"),
    TTS_VOICE(
            SettingGroup.MODEL,
            "OSMTALK_TTS_VOICE",
            Form.VARIABLE,
            Default.told("`alloy`, `rachel` or `thalia`, by the provider"),
            "the voice that the model speaks with, by name or by the service's id"),
    DEEPGRAM_API_KEY(
            SettingGroup.MODEL,
            "DEEPGRAM_API_KEY",
            Form.SECRET,
            Default.NONE,
            "a key of Deepgram's: callers can be heard, and agents can speak, by its models"),
    DEEPGRAM_BASE_URL(
            SettingGroup.MODEL,
            "DEEPGRAM_BASE_URL",
            Form.VARIABLE,
            Default.told("`https://api.deepgram.com`"),
            "where Deepgram is, such as one that you host yourself"),
    ELEVENLABS_API_KEY(
            SettingGroup.MODEL,
            "ELEVENLABS_API_KEY",
            Form.SECRET,
            Default.NONE,
            "a key of ElevenLabs': agents can speak with its voices"),
    ELEVENLABS_BASE_URL(
            SettingGroup.MODEL,
            "ELEVENLABS_BASE_URL",
            Form.VARIABLE,
            Default.told("`https://api.elevenlabs.io`"),
            "where ElevenLabs is, such as `https://api.eu.residency.elevenlabs.io`"),

    SIP_HOST(
            SettingGroup.TELEPHONE,
            "OSMTALK_SIP_HOST",
            Form.option("--sip-host", "ADDRESS"),
            Default.of("0.0.0.0"),
            "the address of this machine for SIP and sound; the default is all of them"),
    SIP_PORT(
            SettingGroup.TELEPHONE,
            "OSMTALK_SIP_PORT",
            Form.option("--sip-port", "PORT"),
            Default.of("5060"),
            "the port for SIP over UDP and TCP; TLS is on the next one; `0` takes any free ones"),
    SIP_PUBLIC_ADDRESS(
            SettingGroup.TELEPHONE,
            "OSMTALK_SIP_PUBLIC_ADDRESS",
            Form.option("--sip-public-address", "ADDRESS"),
            Default.told("what each trunk says that it sees"),
            "the address under which trunks reach this server, where it is behind NAT"),
    SIP_RTP_PORTS(
            SettingGroup.TELEPHONE,
            "OSMTALK_SIP_RTP_PORTS",
            Form.option("--sip-rtp-ports", "FROM-TO"),
            Default.of("10000-19999"),
            "the UDP ports for sound, two for each call"),
    SIP_TRACE(
            SettingGroup.TELEPHONE,
            "OSMTALK_SIP_TRACE",
            Form.option("--sip-trace", "FOLDER"),
            Default.NONE,
            "a folder where the SIP messages of each call are kept, without passwords"),

    RAZORPAY_KEY_ID(
            SettingGroup.PAYMENTS,
            "RAZORPAY_KEY_ID",
            Form.VARIABLE,
            Default.NONE,
            "the id of the merchant's key at Razorpay; set it together with its secret"),
    RAZORPAY_KEY_SECRET(
            SettingGroup.PAYMENTS,
            "RAZORPAY_KEY_SECRET",
            Form.SECRET,
            Default.NONE,
            "the secret of the merchant's key"),
    RAZORPAY_WEBHOOK_SECRET(
            SettingGroup.PAYMENTS,
            "RAZORPAY_WEBHOOK_SECRET",
            Form.SECRET,
            Default.NONE,
            "the secret that signs payment events at `/api/webhooks/razorpay`; without it every event is refused"),
    RAZORPAY_BASE_URL(
            SettingGroup.PAYMENTS,
            "RAZORPAY_BASE_URL",
            Form.VARIABLE,
            Default.of("https://api.razorpay.com"),
            "the API that orders are made at"),

    WHATSAPP_VERIFY_TOKEN(
            SettingGroup.WHATSAPP,
            "WHATSAPP_VERIFY_TOKEN",
            Form.SECRET,
            Default.NONE,
            "the token that WhatsApp sends when it verifies `/api/webhooks/whatsapp`; without it, that is refused"),
    WHATSAPP_APP_SECRET(
            SettingGroup.WHATSAPP,
            "WHATSAPP_APP_SECRET",
            Form.SECRET,
            Default.NONE,
            "the secret that WhatsApp signs messages with; without it, every message is refused"),
    WHATSAPP_ACCESS_TOKEN(
            SettingGroup.WHATSAPP,
            "WHATSAPP_ACCESS_TOKEN",
            Form.SECRET,
            Default.NONE,
            "the token that sends agents' answers; without it, messages stay unanswered"),
    WHATSAPP_GRAPH_URL(
            SettingGroup.WHATSAPP,
            "WHATSAPP_GRAPH_URL",
            Form.VARIABLE,
            Default.of("https://graph.facebook.com/v23.0"),
            "the Graph API that answers are sent through"),

    READ_ONLY(
            SettingGroup.GUARD,
            "OSMTALK_READ_ONLY",
            Form.flag("--read-only"),
            Default.of("false"),
            "whether assistants have only tools that place no calls and change nothing"),
    CONFIRM(
            SettingGroup.GUARD,
            "OSMTALK_CONFIRM",
            Form.option("--confirm", "WHEN"),
            Default.of("auto"),
            "whether a person agrees to each call first: `auto`, `always` or `never`"),
    ALLOWED_NUMBERS(
            SettingGroup.GUARD,
            "OSMTALK_ALLOWED_NUMBERS",
            Form.list("--allowed-numbers", "ENTRY"),
            Default.told("any"),
            "which numbers may be called: countries (`IN`), prefixes (`+91`) or complete numbers, separated by commas"),
    CALLS_PER_HOUR(
            SettingGroup.GUARD,
            "OSMTALK_CALLS_PER_HOUR",
            Form.option("--calls-per-hour", "N"),
            Default.of("30"),
            "the most calls in any 60 minutes, or `none` for no limit"),
    CALLS_PER_DAY(
            SettingGroup.GUARD,
            "OSMTALK_CALLS_PER_DAY",
            Form.option("--calls-per-day", "N"),
            Default.of("100"),
            "the most calls in any 24 hours, or `none` for no limit"),
    QUIET_HOURS(
            SettingGroup.GUARD,
            "OSMTALK_QUIET_HOURS",
            Form.option("--quiet-hours", "FROM-TO"),
            Default.told("`21:00-08:00`, for calls that are not simulated"),
            "when nobody is called, by the clock where the person called is, or `none`"),
    DUPLICATE_MINUTES(
            SettingGroup.GUARD,
            "OSMTALK_DUPLICATE_MINUTES",
            Form.option("--duplicate-minutes", "N"),
            Default.of("10"),
            "for how many minutes the same call is not placed again, at most 1440; `0` switches this off"),
    MAX_SPEND_PER_DAY(
            SettingGroup.GUARD,
            "OSMTALK_MAX_SPEND_PER_DAY",
            Form.option("--max-spend-per-day", "RUPEES"),
            Default.of("none"),
            "the most rupees that the account may spend in a day; a call that could exceed it is not placed"),

    TOOLSETS(
            SettingGroup.TOOLS,
            "OSMTALK_TOOLSETS",
            Form.option("--toolsets", "NAMES"),
            Default.told("`calls,insight`"),
            "the toolsets that assistants have: `calls`, `insight`, `manage` and `campaigns`, separated by commas,"
                    + " or `all`"),
    TOOLS(
            SettingGroup.TOOLS,
            "OSMTALK_TOOLS",
            Form.option("--tools", "NAMES"),
            Default.NONE,
            "tools beside those of the toolsets, separated by commas; without `OSMTALK_TOOLSETS`, these alone"),
    EXCLUDE_TOOLS(
            SettingGroup.TOOLS,
            "OSMTALK_EXCLUDE_TOOLS",
            Form.option("--exclude-tools", "NAMES"),
            Default.NONE,
            "tools that are switched off, separated by commas"),
    TOOL_CALLS_PER_MINUTE(
            SettingGroup.TOOLS,
            "OSMTALK_TOOL_CALLS_PER_MINUTE",
            Form.option("--tool-calls-per-minute", "N"),
            Default.of("300"),
            "the most tool calls of one key in a minute; requests about tasks count too, and resources, prompts and"
                    + " completions do not, the API's own limit holds for them"),

    HTTPS_PROXY(
            SettingGroup.NETWORK,
            "HTTPS_PROXY",
            Form.SECRET,
            Default.NONE,
            "the proxy for `https` addresses, as `http://user:password@proxy.example.com:3128`"),
    HTTP_PROXY(
            SettingGroup.NETWORK,
            "HTTP_PROXY",
            Form.SECRET,
            Default.NONE,
            "the proxy for `http` addresses, in the same form"),
    NO_PROXY(
            SettingGroup.NETWORK,
            "NO_PROXY",
            Form.VARIABLE,
            Default.NONE,
            "what is reached without a proxy, separated by commas: domains with all below them (`example.com`),"
                    + " addresses, ranges of addresses (`10.0.0.0/8`), each with a port or without, or `*`"),
    CA_FILE(
            SettingGroup.NETWORK,
            "OSMTALK_CA_FILE",
            Form.VARIABLE,
            Default.told("`NODE_EXTRA_CA_CERTS`, or else `SSL_CERT_FILE`"),
            "a file in PEM with certificate authorities, such as a company's own, that are trusted beside Java's"),
    NODE_EXTRA_CA_CERTS(
            SettingGroup.NETWORK,
            "NODE_EXTRA_CA_CERTS",
            Form.VARIABLE,
            Default.NONE,
            "the same file, as programs on Node.js are told it; one that can't be read is passed over"),
    SSL_CERT_FILE(
            SettingGroup.NETWORK,
            "SSL_CERT_FILE",
            Form.VARIABLE,
            Default.NONE,
            "the same file, as programs with OpenSSL are told it; one that can't be read is passed over"),

    LOG_LEVEL(
            SettingGroup.LOG,
            "OSMTALK_LOG_LEVEL",
            Form.VARIABLE,
            Default.told("`INFO` for `serve` and `mcp`, `WARN` for the others"),
            "how much is logged: `ERROR`, `WARN`, `INFO`, `DEBUG` or `TRACE`"),

    JAVA_OPTS(
            SettingGroup.LAUNCHER,
            "OSMTALK_JAVA_OPTS",
            Form.VARIABLE,
            Default.NONE,
            "further options for Java, separated by spaces"),
    JAVA_HOME(
            SettingGroup.LAUNCHER,
            "JAVA_HOME",
            Form.VARIABLE,
            Default.told("one that is found"),
            "the Java to use, 17 or newer");

    private final SettingGroup group;
    private final String variable;
    private final Form form;
    private final Default standard;
    private final String meaning;

    Setting(SettingGroup group, String variable, Form form, Default standard, String meaning) {
        this.group = group;
        this.variable = variable;
        this.form = form;
        this.standard = standard;
        this.meaning = meaning;
    }

    SettingGroup group() {
        return group;
    }

    /** The environment variable. */
    String variable() {
        return variable;
    }

    /** How it can be given, beside its variable. */
    Form form() {
        return form;
    }

    /** What it is for: a phrase in Markdown. */
    String meaning() {
        return meaning;
    }

    /** The value that counts when none is given; empty when there is none, or it depends on other settings. */
    Optional<String> defaultValue() {
        return Optional.ofNullable(standard.value);
    }

    /** What happens when none is given, in Markdown; empty: nothing worth a word. */
    String defaultInWords() {
        return standard.told;
    }

    static Optional<Setting> ofVariable(String variable) {
        for (Setting setting : values()) {
            if (setting.variable.equals(variable)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    /** As a sentence names it: {@code --port (OSMTALK_PORT)}, or the variable alone. */
    @Override
    public String toString() {
        return form.option == null ? variable : form.option + " (" + variable + ")";
    }

    /**
     * How a setting can be given.
     *
     * @param option on the command line, with its dashes; null: by the variable only
     * @param label of the option's value, for help
     * @param flag whether the option alone means true
     * @param list whether the option may be given more than once
     * @param secret whether it may be repeated nowhere. A secret has no option: every user of a machine can read the
     *     command lines of its processes
     */
    record Form(@Nullable String option, String label, boolean flag, boolean list, boolean secret) {
        static final Form VARIABLE = new Form(null, "", false, false, false);
        static final Form SECRET = new Form(null, "", false, false, true);

        static Form option(String name, String label) {
            return new Form(name, label, false, false, false);
        }

        static Form flag(String name) {
            return new Form(name, "BOOLEAN", true, false, false);
        }

        static Form list(String name, String label) {
            return new Form(name, label, false, true, false);
        }
    }

    private record Default(@Nullable String value, String told) {
        static final Default NONE = new Default(null, "");

        static Default of(String value) {
            return new Default(value, "`" + value + "`");
        }

        static Default told(String words) {
            return new Default(null, words);
        }
    }
}
