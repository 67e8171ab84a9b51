/**
 * Figures over calls: how an organisation, or one agent of it, has been doing.
 *
 * <p>Finished calls are counted when they end ({@code call.CallCounterStore}), by slots of a quarter of an hour, an
 * hour and a day. A period is covered by as few slots as possible, and only the calls at its edges and those that are
 * live are counted one by one, so that a dashboard costs the same with a million calls as with a thousand;
 * docs/performance.md has the figures. Quarters are the smallest slot because every time zone in use is whole quarters
 * of an hour from UTC.
 *
 * <p>Begin with {@link com.osmtalk.server.dashboard.CallFigures}. It only reads.
 */
@NullMarked
package com.osmtalk.server.dashboard;

import org.jspecify.annotations.NullMarked;
