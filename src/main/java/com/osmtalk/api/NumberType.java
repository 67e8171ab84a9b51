package com.osmtalk.api;

/** What a telephone number is, by its country's numbering plan. */
public enum NumberType {
    LOCAL,
    MOBILE,
    TOLLFREE
}
