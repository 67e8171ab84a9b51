/** What a finished conversation amounts to. */
@NullMarked
package com.osmtalk.voice.analysis;

import org.jspecify.annotations.NullMarked;
