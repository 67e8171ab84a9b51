/**
 * The routes below {@code /api/widget}: the same things that signed-in people see, for programs that hold an API key
 * and may be a web page. Prompts, tools and headers are left out, since a page can be read by anybody.
 */
@NullMarked
package com.osmtalk.server.widget;

import org.jspecify.annotations.NullMarked;
