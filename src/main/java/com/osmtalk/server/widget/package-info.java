/**
 * The routes below {@code /api/widget}: the same things that signed-in people see, for programs that hold an API key.
 * Web pages, which hold a browser key, see the agents that it names alone. Prompts, tools and headers are left out,
 * since a page can be read by anybody.
 */
@NullMarked
package com.osmtalk.server.widget;

import org.jspecify.annotations.NullMarked;
