/**
 * Encryption of sound (SRTP, RFC 3711) with keys that are exchanged in session descriptions (RFC 4568). Begin at {@link
 * com.osmtalk.voice.phone.rtp.srtp.SrtpKeys}. It knows packets as bytes only.
 */
@NullMarked
package com.osmtalk.voice.phone.rtp.srtp;

import org.jspecify.annotations.NullMarked;
