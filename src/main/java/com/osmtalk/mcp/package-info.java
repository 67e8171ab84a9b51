/** The MCP server: osmTalk's tools on stdio and HTTP. Begin with {@link com.osmtalk.mcp.OsmTalkMcp}. */
@NullMarked
package com.osmtalk.mcp;

import org.jspecify.annotations.NullMarked;
