/**
 * What decides an agent's next words. {@link com.osmtalk.voice.brain.Brain} is the port; begin reading there. Behind it
 * is either a language model of an OpenAI-compatible endpoint, with the agent's HTTP tools, or a script that works
 * offline and says what it is. Both stand behind {@link com.osmtalk.voice.brain.OptOutGuard}, because a wish not to be
 * called again must not depend on what a model makes of it; how such a wish is told from words that only sound like
 * it is
 * in {@code optout}.
 *
 * <p>Brains know texts only: no line, no sound, no clock of a call. They are given the whole context each time and keep
 * nothing between two replies, so that one brain serves all calls.
 */
@NullMarked
package com.osmtalk.voice.brain;

import org.jspecify.annotations.NullMarked;
