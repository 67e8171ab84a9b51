/** A live conversation, with no knowledge of HTTP or SQL. */
@NullMarked
package com.osmtalk.voice;

import org.jspecify.annotations.NullMarked;
