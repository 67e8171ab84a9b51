/**
 * The bundled osmTalk server: the whole platform on one machine, on SQLite or PostgreSQL.
 *
 * <p>Begin with {@link com.osmtalk.server.OsmTalkServer}, which starts and stops everything, and with {@code
 * ServerWiring}, the one place that constructs the parts and hands them to each other; there is no container. Each
 * package below is one feature and is built alike: {@code XxxRoutes} reads and writes HTTP, a service ({@code Xxxs})
 * has the rules, {@code XxxStore} has the SQL. A feature uses another through its service only. Rules refuse with a
 * {@link com.osmtalk.server.problem.Problem} and know nothing of HTTP; SQL is in stores only. {@code ArchitectureTest}
 * holds this.
 *
 * <p>The server knows {@code voice}, which conducts live conversations, and the records of {@code api}. It knows
 * nothing of {@code mcp}: an assistant's tools reach it over HTTP, like any other client, so that what works here works
 * against another server too.
 */
@NullMarked
package com.osmtalk.server;

import org.jspecify.annotations.NullMarked;
