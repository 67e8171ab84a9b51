/**
 * The sound of telephone calls: RTP packets, what is agreed about them, and their encryption. Begin with {@link
 * com.osmtalk.voice.phone.rtp.MediaSession}. It knows nothing of SIP: whoever sets up a call brings the far end's SDP
 * here and takes ours away.
 */
@NullMarked
package com.osmtalk.voice.phone.rtp;

import org.jspecify.annotations.NullMarked;
