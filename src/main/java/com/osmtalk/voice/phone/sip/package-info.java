/**
 * The signalling of telephone calls: SIP trunks, where they are found, how they are told who we are, and calls over
 * them. The SIP stack's library is for transactions and dialogs only and is imported nowhere else; of sound this
 * package knows no more than {@link com.osmtalk.voice.phone.rtp.MediaSession}.
 */
@NullMarked
package com.osmtalk.voice.phone.sip;

import org.jspecify.annotations.NullMarked;
