/** The world's telephone numbering plan: which numbers can exist, and where. */
@NullMarked
package com.osmtalk.server.numbering;

import org.jspecify.annotations.NullMarked;
