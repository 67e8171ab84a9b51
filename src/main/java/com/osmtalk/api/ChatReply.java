package com.osmtalk.api;

/** @param ended true when the agent has closed the conversation */
public record ChatReply(String sessionId, String reply, String callId, boolean ended) {}
