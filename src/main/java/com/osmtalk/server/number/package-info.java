/**
 * The telephone numbers that organisations hold: taking one, giving it an agent, giving it up, and whose a number is
 * that is called. Begin with {@link com.osmtalk.server.number.Numbers}.
 *
 * <p>A number is held by one organisation at a time; a partial unique index of the database sees to that, so that two
 * who ask at once are told apart without a lock. A released number keeps its row for the calls it made.
 *
 * <p>What a number costs, where it was bought and which trunk carries it is not known here but in {@code
 * server.telephony}.
 */
@NullMarked
package com.osmtalk.server.number;

import org.jspecify.annotations.NullMarked;
