package com.osmtalk.api;

/** Outbound: the agent called. Inbound: the agent was called. */
public enum CallDirection {
    OUTBOUND,
    INBOUND
}
