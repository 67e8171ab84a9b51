package com.osmtalk.server.call;

import com.osmtalk.voice.audio.AudioTap;

/** Who records calls. Implemented by the package that keeps recordings, which depends on this one. */
@FunctionalInterface
public interface CallRecorder {
    /** Begins to record a call; give it the sound of both sides. No file is made before there is any. */
    AudioTap begin(String callId);
}
