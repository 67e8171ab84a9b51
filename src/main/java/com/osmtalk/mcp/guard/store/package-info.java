/**
 * What the guard has to remember: the calls that were placed or may be, and the previews that wait for a person's
 * answer. All SQL of the guard is here, and no SQL type leaves this package: the rules in {@link com.osmtalk.mcp.guard}
 * see records and one unchecked {@link com.osmtalk.mcp.guard.store.GuardStoreException}. Begin with {@link
 * com.osmtalk.mcp.guard.store.GuardDatabase}. This package knows no rule and no limit.
 *
 * <p>It is plain JDBC on SQLite, where the bundled server has JDBI, a pool and migrations: the guard is a part of every
 * {@code osmtalk mcp}, also of one that only talks to an API elsewhere, and such a thin client must not load a database
 * framework for three small tables.
 */
@NullMarked
package com.osmtalk.mcp.guard.store;

import org.jspecify.annotations.NullMarked;
