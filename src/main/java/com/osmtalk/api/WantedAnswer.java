package com.osmtalk.api;

/**
 * Something that a call is to find out, and a field of its analysis.
 *
 * @param name of the field: 1 to 40 letters, digits and _
 * @param question as the agent asks it, at most 300 characters
 */
public record WantedAnswer(String name, AnswerType type, String question) {}
