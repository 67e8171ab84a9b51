/**
 * Session descriptions (SDP, RFC 8866) as text and as records. What of a description is agreed to is decided
 * elsewhere ({@code Negotiation}); here is only what it says.
 */
@NullMarked
package com.osmtalk.voice.phone.rtp.sdp;

import org.jspecify.annotations.NullMarked;
