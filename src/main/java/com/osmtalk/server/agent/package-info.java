/**
 * Voice agents: what they may be, their versions, and where they are kept.
 *
 * <p>An agent is edited freely and published from time to time; a published version never changes, so that a campaign
 * or a call can be bound to one. A deleted agent keeps its row for the calls it made, and can't be deleted while
 * something ({@link com.osmtalk.server.agent.AgentUse}) is going to use it.
 *
 * <p>Begin with {@link com.osmtalk.server.agent.Agents}; {@code AgentRules}, {@code ToolRules} and {@code
 * AnalysisRules} hold every limit of the contract. Must not know: calls, except how many are live; {@code voice}
 * conducts them.
 */
@NullMarked
package com.osmtalk.server.agent;

import org.jspecify.annotations.NullMarked;
