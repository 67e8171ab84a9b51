package com.osmtalk.voice.web;

/** The visitor's end of a socket. None of its methods waits or fails: what can't be delivered any more is dropped. */
interface Peer {
    /** The visitor did what was agreed, or the call is over. */
    int NORMAL = 1000;

    /** The server stops. */
    int GOING_AWAY = 1001;

    /** The visitor broke the rules: no token, a wrong page, too much, too fast. */
    int POLICY = 1008;

    void send(String event);

    /** Sends a frame of sound. */
    void send(byte[] frame);

    /** Says goodbye with a code of RFC 6455 once all that was sent before has gone out. */
    void close(int code, String reason);
}
