/**
 * How calls, transcripts and figures look in an answer, wherever they are shown: several toolsets and the resources use
 * the same views, so that a call has the same fields everywhere. Begin with {@link com.osmtalk.mcp.view.CallView}.
 * Nothing here asks the API for anything, and nothing here knows a tool.
 */
@NullMarked
package com.osmtalk.mcp.view;

import org.jspecify.annotations.NullMarked;
