package com.osmtalk.api;

/** What kind of value a {@link WantedAnswer} is; a date is text in the form 2026-11-28. */
public enum AnswerType {
    STRING,
    NUMBER,
    INTEGER,
    BOOLEAN,
    DATE
}
