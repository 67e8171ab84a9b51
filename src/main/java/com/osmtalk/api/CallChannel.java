package com.osmtalk.api;

/** How agent and caller are connected. */
public enum CallChannel {
    PHONE,
    WEB,
    WHATSAPP,
    CHAT
}
