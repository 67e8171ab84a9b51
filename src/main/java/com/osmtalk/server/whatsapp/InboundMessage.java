package com.osmtalk.server.whatsapp;

import com.osmtalk.api.PhoneNumber;

/**
 * A text somebody has written.
 *
 * @param id as WhatsApp names it
 * @param senderId WhatsApp's own id of our number
 * @param from the person's number
 * @param to our number
 */
record InboundMessage(String id, String senderId, PhoneNumber from, PhoneNumber to, String text) {}
