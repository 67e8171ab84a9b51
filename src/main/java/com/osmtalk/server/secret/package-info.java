/** Keys that are made here and never leave this machine, and what is sealed with them. */
@NullMarked
package com.osmtalk.server.secret;

import org.jspecify.annotations.NullMarked;
