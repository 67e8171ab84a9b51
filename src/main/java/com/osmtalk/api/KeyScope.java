package com.osmtalk.api;

/** What an API key may do: chat covers chat, voice covers connecting and calling out; reading takes either. */
public enum KeyScope {
    CHAT,
    VOICE
}
