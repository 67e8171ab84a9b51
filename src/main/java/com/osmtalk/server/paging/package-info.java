/**
 * Lists in pages, by key ("keyset paging").
 *
 * <p>A cursor is the key of the last row shown, and the next page asks for rows below it. A page therefore costs the
 * same anywhere in the list, and rows that are added meanwhile neither repeat nor hide others. Paging by {@code offset}
 * is there for clients that need it; the database has to walk over the rows before it. See {@link
 * com.osmtalk.server.paging.Keyset}.
 */
@NullMarked
package com.osmtalk.server.paging;

import org.jspecify.annotations.NullMarked;
