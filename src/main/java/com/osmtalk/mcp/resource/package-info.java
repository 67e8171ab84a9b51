/** What can be read, watched and followed by an address of its own, {@code osmtalk://…}. */
@NullMarked
package com.osmtalk.mcp.resource;

import org.jspecify.annotations.NullMarked;
