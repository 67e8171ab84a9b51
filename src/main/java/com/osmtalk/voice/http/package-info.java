/** Requests to hosts that people name: what may be reached, and clients that do nothing by themselves. */
@NullMarked
package com.osmtalk.voice.http;

import org.jspecify.annotations.NullMarked;
