package com.osmtalk.api;

/** Tells the agent of a live call something. */
public record NoteRequest(String text) {}
