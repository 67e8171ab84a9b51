package com.osmtalk.cli;

import java.util.List;

/**
 * Settings that belong together, and the commands that they matter to: the help of those commands lists them, and so
 * does a chapter of docs/settings.md. The doctor checks all of them, wherever they are given.
 */
enum SettingGroup {
    ACCOUNT(
            "Your osmTalk account",
            "Without a key, `mcp`, `doctor`, `phone` and `agents` use the bundled server of `OSMTALK_HOME`.",
            "mcp",
            "doctor",
            "phone",
            "agents"),
    DATA(
            "The bundled server's data",
            "`mcp`, `doctor`, `phone` and `agents` read them when they start the bundled server, without a key.",
            "serve",
            "mcp",
            "doctor",
            "phone",
            "agents",
            "keys"),
    SERVER("The bundled server", "`mcp` reads them when it starts the bundled server.", Commands.WITH_SERVER),
    LISTENING("Where the server listens", "", "serve"),
    TRUNK("Adding a telephone number", "", "phone"),
    MODEL(
            "Model and speech",
            "A model that speaks the OpenAI API can talk for the agents; services hear and speak"
                    + " ([web calls](web-voice.md#sound)). Without a model the agents follow a script.",
            Commands.WITH_SERVER),
    TELEPHONE("Telephone", "Its ports are opened when a number has a SIP trunk.", Commands.WITH_SERVER),
    PAYMENTS(
            "Payments",
            "Credits are bought at Razorpay where the server has a merchant's key, and are test orders otherwise.",
            Commands.WITH_SERVER),
    WHATSAPP("WhatsApp", "", Commands.WITH_SERVER),
    GUARD(
            "The guard",
            "The rules that every call which a tool places is held to" + " ([the guard](why/guard.md)).",
            "serve",
            "mcp"),
    TOOLS(
            "Tools",
            "Which tools an assistant has ([choosing](tools.md#choosing)), and how often it may call them.",
            "serve",
            "mcp",
            "manifest"),
    NETWORK(
            "Proxy and certificates",
            "They hold for the API, models, speech, payments, WhatsApp, webhooks and agents' tools. This machine itself"
                    + " is always reached without a proxy. The names of proxies may be in small letters.",
            "serve",
            "mcp",
            "doctor",
            "phone",
            "agents"),
    LOG("Log", "Logs go to standard error; standard output is for answers and the protocol only."),
    LAUNCHER("Java", "The launcher `./osmtalk` reads these before there is a Java.");

    private final String title;
    private final String note;
    private final List<String> commands;

    SettingGroup(String title, String note, String... commands) {
        this.title = title;
        this.note = note;
        this.commands = List.of(commands);
    }

    /** The heading of its chapter. */
    String title() {
        return title;
    }

    /** What the chapter begins with, in Markdown; may be empty. */
    String note() {
        return note;
    }

    /** The commands that read these settings, by name; empty: every command. */
    List<String> commands() {
        return commands;
    }

    /** Whether a command of this name reads them, or has them in its help because what starts every command does. */
    boolean isReadBy(String command) {
        return commands.isEmpty() || commands.contains(command);
    }

    private static final class Commands {
        private static final String[] WITH_SERVER = {"serve", "mcp"};
    }
}
