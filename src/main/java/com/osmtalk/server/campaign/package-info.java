/**
 * Campaigns: one agent calls many people, within calling hours, a few at a time, each person once.
 *
 * <p>Begin with {@link com.osmtalk.server.campaign.Campaigns} for what people do with a campaign, and {@link
 * com.osmtalk.server.campaign.CampaignDialler} for what the server does with it. A lead is taken and its call admitted
 * in one transaction: after a crash a lead is either untouched or has its call, so nobody is forgotten and nobody is
 * called twice. There is no dialling thread for each campaign; a job that runs every few seconds, and immediately when
 * a call of the campaign has ended, fills the free places.
 *
 * <p>Calls are admitted through {@code Calls} like any other, so that every rule on dialling holds here too. What such
 * a rule answers decides what the campaign does: it pauses without credits, waits for a free line, passes over a
 * refused number. Must not know: carriers, or how a call is conducted.
 */
@NullMarked
package com.osmtalk.server.campaign;

import org.jspecify.annotations.NullMarked;
