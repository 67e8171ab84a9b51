/**
 * What stands between a tool call and a dialled phone. Everything that makes a telephone ring, spends money or starts a
 * campaign goes through {@link com.osmtalk.mcp.guard.DialGuard}: begin there. It applies, in a fixed order, the rules
 * about numbers ({@link com.osmtalk.mcp.guard.NumberRules}), the limits on calls and money ({@link
 * com.osmtalk.mcp.guard.Limits}) and the consent of a person ({@link com.osmtalk.mcp.guard.Confirmations}); a whole
 * campaign passes {@link com.osmtalk.mcp.guard.CampaignGate}. A refusal is a {@link
 * com.osmtalk.mcp.guard.DialRefusedException}, whose words may be shown to a model.
 *
 * <p>It knows nothing of tools, of the MCP SDK or of HTTP: an account is a {@link
 * com.osmtalk.mcp.guard.BillingAccount}, the person who agrees an {@link com.osmtalk.mcp.guard.Approver}. Its rules
 * know no SQL either; that is in the package {@code store} below. Apart from its settings nothing here is loaded before
 * the first tool that dials: the start of {@code osmtalk mcp} does not pay for it.
 */
@NullMarked
package com.osmtalk.mcp.guard;

import org.jspecify.annotations.NullMarked;
