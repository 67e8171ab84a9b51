package com.osmtalk.api;

/** Who may hold an API key: programs, which keep it secret, or web pages, where anybody can read it. */
public enum KeyKind {
    SECRET,
    BROWSER
}
