/**
 * The database: the one place that opens it, and what every store shares.
 *
 * <p>Begin with {@link com.osmtalk.server.store.Database}. A transaction begun inside another joins it, which is how
 * services compose without passing handles around. The same SQL runs on SQLite and PostgreSQL: ids and JSON are TEXT,
 * times BIGINT milliseconds since the epoch, money BIGINT paise; {@code ON CONFLICT} and {@code RETURNING} are
 * understood by both.
 *
 * <p>SQLite lets one connection write at a time, and others find the file locked and poll. So all writes run on one
 * thread, in order, urgent ones first ({@code SingleWriter}); PostgreSQL needs none of that. {@link
 * com.osmtalk.server.store.Jobs} stores work in the transaction that makes it necessary and runs it after that has
 * committed. Must not know: any table but the jobs' own.
 */
@NullMarked
package com.osmtalk.server.store;

import org.jspecify.annotations.NullMarked;
