package com.osmtalk.api;

/** What a person may do in an organisation. */
public enum Role {
    /** Everything. An organisation has one at least. */
    OWNER,
    /** Calls, agents, numbers and campaigns; not people, API keys, rules, webhook and payments. */
    MEMBER
}
