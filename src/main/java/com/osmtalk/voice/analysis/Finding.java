package com.osmtalk.voice.analysis;

/**
 * Something that was said.
 *
 * @param line the index of the transcript's line that gives it
 */
record Finding<T>(T value, int line) {}
