package com.osmtalk.voice.analysis;

/** What a conversation came to, as far as words show. */
enum ConversationOutcome {
    OPTED_OUT,
    NOT_INTERESTED,
    CALLBACK,
    WANTS_HUMAN,
    AGREED,
    DECLINED,
    /** The call broke off before there was an answer to everything. */
    CUT_SHORT,
    /** A voicemail picked up. */
    MACHINE,
    NOBODY_SPOKE
}
