/** The telephone numbers that organisations hold. */
@NullMarked
package com.osmtalk.server.number;

import org.jspecify.annotations.NullMarked;
