/**
 * The command line: {@code demo}, {@code serve}, {@code mcp}, {@code doctor}, {@code phone}, {@code agents}, {@code
 * keys}, {@code manifest} and {@code bundle}. A class named …Command is one of them.
 *
 * <p>{@link com.osmtalk.cli.Launch} decides how a run starts. {@code osmtalk mcp} without options, as assistants
 * start it, goes past picocli, because an assistant waits for its first answer; everything else goes through {@link
 * com.osmtalk.cli.OsmTalkCommand}. Both read settings from {@link com.osmtalk.cli.Setting}, the one table of them,
 * through {@link com.osmtalk.cli.Settings}; the classes named …Options turn them into what the server and the MCP
 * side take. {@link com.osmtalk.cli.BundledServer} is the server that assistants on one machine share.
 *
 * <p>Only this package knows both the server and the MCP side, reads the environment, and writes to standard output.
 * It holds no rule of either side. Begin with {@code Launch}, then {@code McpCommand} or {@code ServeCommand}.
 */
@NullMarked
package com.osmtalk.cli;

import org.jspecify.annotations.NullMarked;
