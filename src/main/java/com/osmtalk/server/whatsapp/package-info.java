/**
 * WhatsApp: people write to an organisation's number, and the agent of that number answers.
 *
 * <p>WhatsApp wants an answer to its own request within seconds and repeats what it is not sure of, while a model may
 * take longer. So messages are stored, once each by WhatsApp's id, and answered by a job. Begin with {@link
 * com.osmtalk.server.whatsapp.WhatsApp}; a conversation is a {@code Chats} one, of the channel whatsapp.
 */
@NullMarked
package com.osmtalk.server.whatsapp;

import org.jspecify.annotations.NullMarked;
