package com.osmtalk.api;

/** What an agent sounds like. */
public record SpeechVoice(String provider, String model, String voice) {}
