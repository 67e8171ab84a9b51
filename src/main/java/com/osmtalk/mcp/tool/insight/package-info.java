/**
 * The toolset {@code insight}: the history of calls and the figures of the account. One class a tool; it changes
 * nothing and knows no other toolset.
 */
@NullMarked
package com.osmtalk.mcp.tool.insight;

import org.jspecify.annotations.NullMarked;
