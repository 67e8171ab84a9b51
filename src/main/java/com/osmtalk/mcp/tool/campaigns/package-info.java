/**
 * The toolset {@code campaigns}: calling many people. Starting a campaign passes the guard, as every single call does;
 * what the guard is told of it is gathered by {@link com.osmtalk.mcp.tool.campaigns.CampaignPlan}. It knows no other
 * toolset.
 */
@NullMarked
package com.osmtalk.mcp.tool.campaigns;

import org.jspecify.annotations.NullMarked;
