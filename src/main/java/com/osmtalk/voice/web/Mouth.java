package com.osmtalk.voice.web;

/** How the agent's sentences go out on a line; what comes of them is told to a listener, on the line's timeline. */
interface Mouth {
    void say(String sentence);

    /** What comes of a sentence. */
    interface Listener {
        /** Its first sound, or letter, has gone out. */
        void audible();

        /** It has been heard to its end. */
        void spoken();
    }

    /** Falls silent; gives what was heard of the sentence. */
    String cut();
}
