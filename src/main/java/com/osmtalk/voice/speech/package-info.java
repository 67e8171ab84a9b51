/** Sound to words and words to sound: PCM of 16 bits, 16 kHz, one channel, throughout. */
@NullMarked
package com.osmtalk.voice.speech;

import org.jspecify.annotations.NullMarked;
