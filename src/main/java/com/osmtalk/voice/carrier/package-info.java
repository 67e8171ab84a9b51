/** The telephone network as a conversation sees it, and one that lives in the process. */
@NullMarked
package com.osmtalk.voice.carrier;

import org.jspecify.annotations.NullMarked;
