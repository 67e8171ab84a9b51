/**
 * The do-not-call list of each organisation: numbers that no route may dial.
 *
 * <p>A number gets onto it by hand, by an import, or when its owner opts out during a call; it is taken off only by a
 * request on an account route, never by anything that happens on a call. {@code call.DialPolicy} asks the list for
 * every call and every transfer.
 */
@NullMarked
package com.osmtalk.server.dnc;

import org.jspecify.annotations.NullMarked;
