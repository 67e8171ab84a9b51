/** The database: one place that opens it, and the small rules every store shares. */
@NullMarked
package com.osmtalk.server.store;

import org.jspecify.annotations.NullMarked;
