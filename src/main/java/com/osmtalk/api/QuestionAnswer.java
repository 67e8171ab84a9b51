package com.osmtalk.api;

/** Answers what an agent has asked. */
public record QuestionAnswer(String answer) {}
