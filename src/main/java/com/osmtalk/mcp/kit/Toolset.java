package com.osmtalk.mcp.kit;

import java.util.Locale;

/** Tools that belong together and are switched on and off together, in the order in which a model meets them. */
public enum Toolset {
    CALLS("placing calls, following them and reading them", false),
    INSIGHT("what happened: history and figures", false),
    MANAGE("live calls, agents, money and numbers", true),
    CAMPAIGNS("calling many people", true);

    private final String purpose;
    private final boolean ofAccount;

    Toolset(String purpose, boolean ofAccount) {
        this.purpose = purpose;
        this.ofAccount = ofAccount;
    }

    /** As people write it: {@code manage}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is for, in a few words. */
    public String purpose() {
        return purpose;
    }

    /** Whether it takes a session token or an account key: an API key with every scope and no allowed domains. */
    public boolean isOfAccount() {
        return ofAccount;
    }

    /** Whether it is on unless somebody chooses: what every key opens is. */
    public boolean isStandard() {
        return !ofAccount;
    }
}
