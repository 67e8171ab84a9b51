package com.osmtalk.api;

/** A person with an account. */
public record User(String id, String email, String name) {}
