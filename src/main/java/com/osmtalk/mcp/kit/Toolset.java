package com.osmtalk.mcp.kit;

import java.util.Locale;

/** Tools that are switched on and off together, in the order in which {@code tools/list} shows them. */
public enum Toolset {
    CALLS("placing calls, following, ending and reading them", false),
    INSIGHT("history of calls and statistics", false),
    MANAGE("agents, credits, numbers and transfers", true),
    CAMPAIGNS("calling many people", true);

    private final String purpose;
    private final boolean ofAccount;

    Toolset(String purpose, boolean ofAccount) {
        this.purpose = purpose;
        this.ofAccount = ofAccount;
    }

    /** The name in options and headers: {@code manage}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is for, in a few words. */
    public String purpose() {
        return purpose;
    }

    /**
     * Whether its tools need an account key (an API key with every scope and no allowed domains) or a session token.
     */
    public boolean needsAccountKey() {
        return ofAccount;
    }

    /** Whether it is on by default: the toolsets that work with every key are. */
    public boolean isStandard() {
        return !ofAccount;
    }
}
