/** WhatsApp: people write to an organisation's number, and the agent of that number answers. */
@NullMarked
package com.osmtalk.server.whatsapp;

import org.jspecify.annotations.NullMarked;
