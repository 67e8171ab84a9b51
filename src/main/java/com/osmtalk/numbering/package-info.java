/**
 * All that is known of a telephone number by looking at its digits: whether it exists, how it is written canonically,
 * its country, its time zones, what kind of line it is, and which kinds are never dialled.
 *
 * <p>Begin with {@link com.osmtalk.numbering.NumberingPlan}. The MCP server's guard and the bundled server's dial
 * policy both ask it, so that what one refuses by its kind the other refuses too.
 *
 * <p>This package knows Google's libphonenumber, and nothing else of the program does: its classes are loaded at the
 * first question about a number, never when an object of this package is made, because {@code osmtalk mcp} answers its
 * client long before anybody dials. It must not know accounts, agents, calls or the do-not-call list: who may call a
 * number that exists is the callers' business.
 */
@NullMarked
package com.osmtalk.numbering;

import org.jspecify.annotations.NullMarked;
