/** Recordings of calls: made while they are held, kept for some days, fetched by links that expire. */
@NullMarked
package com.osmtalk.server.recording;

import org.jspecify.annotations.NullMarked;
