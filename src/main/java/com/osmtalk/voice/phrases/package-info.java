/**
 * What agents say of their own accord, by language. Begin with {@link
 * com.osmtalk.voice.phrases.StandardPhrases}. It knows neither agents nor calls.
 */
@NullMarked
package com.osmtalk.voice.phrases;

import org.jspecify.annotations.NullMarked;
