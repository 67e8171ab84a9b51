package com.osmtalk.api;

/** What a call used of the services it is charged for. */
public record Usage(
        long promptTokens, long completionTokens, long ttsCharacters, double sttSeconds, double sipSeconds) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    public Usage plus(Usage more) {
        return new Usage(
                promptTokens + more.promptTokens,
                completionTokens + more.completionTokens,
                ttsCharacters + more.ttsCharacters,
                sttSeconds + more.sttSeconds,
                sipSeconds + more.sipSeconds);
    }
}
