/** Line time: each call's own clock and queue of events. */
@NullMarked
package com.osmtalk.voice.time;

import org.jspecify.annotations.NullMarked;
