/**
 * The toolset {@code manage}: live calls, agents, money and phone numbers. One class a tool, and the two sides of an
 * agent that three of them share: {@link com.osmtalk.mcp.tool.manage.AgentForm} reads what a model asks for, {@link
 * com.osmtalk.mcp.tool.manage.AgentView} shows what there is. These tools use the routes of the account, which take an
 * account key or a session token. It knows no other toolset.
 */
@NullMarked
package com.osmtalk.mcp.tool.manage;

import org.jspecify.annotations.NullMarked;
