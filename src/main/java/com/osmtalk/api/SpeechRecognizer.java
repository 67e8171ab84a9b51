package com.osmtalk.api;

/** What turns a caller's sound into text. */
public record SpeechRecognizer(String provider, String model) {}
