package com.osmtalk.voice.rehearsal;

/**
 * What a simulated person does when the agent has spoken.
 *
 * @param words empty: nothing
 * @param hangsUp after the words
 */
public record PersonTurn(String words, boolean hangsUp) {}
