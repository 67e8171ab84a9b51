package com.osmtalk.voice.phone.rtp;

/**
 * What came of a stream, as a report says it (RFC 3550, 6.4.1).
 *
 * @param fractionLost since the last report, of 256
 * @param lost since the beginning
 * @param highestSequence with the number of times it began anew above it
 * @param jitter in units of the stream's timestamps
 */
record ReceptionReport(int fractionLost, int lost, int highestSequence, int jitter) {}
