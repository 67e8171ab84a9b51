/** What decides an agent's next words: a script, or a language model with tools. */
@NullMarked
package com.osmtalk.voice.brain;

import org.jspecify.annotations.NullMarked;
