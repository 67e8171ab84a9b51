/**
 * Agents as YAML files, one an agent with its test cases, so that a prompt is changed, reviewed and tested like code.
 * Begin with {@link com.osmtalk.cli.agentfile.AgentFile}, what a file holds, and {@link
 * com.osmtalk.cli.agentfile.AgentFolder}, where files are. {@link com.osmtalk.cli.agentfile.ServerAgent} is the same
 * agent as the server has it, and {@link com.osmtalk.cli.agentfile.PushPlan} what stands between the two.
 *
 * <p>It knows the API and its client, and nothing of the command line: commands print, ask, and decide the exit code.
 */
@NullMarked
package com.osmtalk.cli.agentfile;

import org.jspecify.annotations.NullMarked;
