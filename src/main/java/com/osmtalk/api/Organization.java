package com.osmtalk.api;

/** Who agents, numbers, calls and money belong to. */
public record Organization(String id, String name, String timeZone) {}
