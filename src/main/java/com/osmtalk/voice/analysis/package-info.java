/**
 * Looks back at a finished conversation and gives what the agent's {@code postCallAnalysis} asks for: declared fields,
 * a summary, the sentiment, whether it was a success. Begin reading at {@link com.osmtalk.voice.analysis.Analyst}. A
 * language model does it where there is one, and rules over the words do it otherwise, and whenever the model gives no
 * usable answer.
 *
 * <p>It is given a transcript and knows nothing of calls, lines or where the result is stored.
 */
@NullMarked
package com.osmtalk.voice.analysis;

import org.jspecify.annotations.NullMarked;
