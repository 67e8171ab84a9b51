/**
 * The registry of tools: {@link com.osmtalk.mcp.tool.Tools} lists all of them, {@link com.osmtalk.mcp.tool.Toolbox}
 * decides which of them a caller has. The tools themselves are in one package for each toolset below this one, and know
 * nothing of the registry or of each other's toolset; what they are made of is in {@link com.osmtalk.mcp.kit}.
 */
@NullMarked
package com.osmtalk.mcp.tool;

import org.jspecify.annotations.NullMarked;
