/**
 * Telephone calls by SIP (RFC 3261): dialling out, calls that come in, and what happens on them. JAIN-SIP does
 * transactions and dialogs, and is imported nowhere else; digest, DNS, session timers and everything that decides is
 * ours.
 *
 * <p>Begin with {@link com.osmtalk.voice.phone.sip.SipCarrier}, which the rest of the program sees. {@link
 * com.osmtalk.voice.phone.sip.SipNode} is this server's end of the network; a {@link com.osmtalk.voice.phone.sip.Leg}
 * is the signalling of one call, made by us ({@link com.osmtalk.voice.phone.sip.OutgoingLeg}) or by others ({@link
 * com.osmtalk.voice.phone.sip.IncomingLeg}); a {@link com.osmtalk.voice.phone.sip.SipLine} puts the agent's speech on
 * it. What the sound is belongs to {@link com.osmtalk.voice.phone.rtp}: SDP goes through here as text.
 *
 * <p>Threads: the stack's own threads never wait. They put what arrives into the {@link
 * com.osmtalk.voice.phone.sip.Mailbox} of the leg it belongs to, where one thing happens at a time, so that a leg needs
 * no lock although the network, the conversation and timers all reach it.
 */
@NullMarked
package com.osmtalk.voice.phone.sip;

import org.jspecify.annotations.NullMarked;
