/**
 * How people ask never to be called again, as grammar: what is wished (that something cease, or not be done), which
 * kind
 * of contact, and whose. {@link com.osmtalk.voice.brain.optout.OptOutGrammar} is where to begin reading; each
 * language is
 * a file.
 *
 * <p>There are no lists of whole sentences here. A word alone never counts, as people say "stop", "remove" and "don't
 * call" about many things; and a wish that is limited to a time, that is somebody else's, or that is only talked about
 * is none. How well it does is measured by {@code opt-out-sentences.tsv} of the tests.
 */
@NullMarked
package com.osmtalk.voice.brain.optout;

import org.jspecify.annotations.NullMarked;
