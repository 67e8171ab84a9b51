package com.osmtalk.api;

/** Why a call failed, with what a person needs to act on it; served whole at {@code GET /api/calls/failure-reasons}. */
public enum FailureReason {
    NO_ANSWER(
            "No answer",
            "The phone rang and nobody picked up.",
            Blame.CALLER,
            "Call again at another time of day.",
            true),
    BUSY("Busy", "The line was engaged.", Blame.CALLER, "Call again in a few minutes.", true),
    REJECTED(
            "Rejected",
            "The person declined the call.",
            Blame.CALLER,
            "Do not call again unless they asked for it; send a message instead.",
            false),
    VOICEMAIL(
            "Voicemail",
            "A machine answered instead of a person.",
            Blame.CALLER,
            "Call again at another time of day.",
            true),
    INVALID_NUMBER(
            "Invalid number",
            "The network does not know this number.",
            Blame.ENVIRONMENT,
            "Check the number, including its country code.",
            false),
    CANCELED(
            "Canceled",
            "The call was ended, or cancelled, before anybody answered.",
            Blame.ENVIRONMENT,
            "Start a new call if it is still wanted.",
            false),
    CARRIER_DENIED(
            "Carrier denied",
            "The carrier refused the call: the trunk's user name or password, or the destination.",
            Blame.CARRIER,
            "Check the trunk's user name, password and allowed destinations. The call's failure detail says"
                    + " which of them the carrier's answer tells of.",
            false),
    CARRIER_UNAVAILABLE(
            "Carrier unavailable",
            "The carrier did not respond or had an internal fault.",
            Blame.CARRIER,
            "Call again in a few minutes; if it goes on, check the carrier's status.",
            true),
    MEDIA_NOT_ACCEPTED(
            "Media not accepted",
            "The two ends had no sound in common: no codec, or no encryption that both can do.",
            Blame.CARRIER,
            "Check the trunk's codecs and its SRTP setting against what the carrier offers.",
            false),
    NO_AUDIO_OUTPUT(
            "No audio output",
            "The call was connected but the agent could not speak.",
            Blame.PLATFORM,
            "Call again; check the agent's voice settings if it goes on.",
            true),
    NO_AUDIO_INPUT(
            "No audio input",
            "The call was answered but no sound came from the far end.",
            Blame.CALLER,
            "On the phone, look whether sound gets through: NAT and the UDP ports for sound (docs/telephony.md); on"
                    + " the web, at the microphone.",
            false),
    LLM_ERROR(
            "Language model error",
            "The agent's language model did not answer.",
            Blame.PLATFORM,
            "Call again; check the model's key, name and quota if it goes on.",
            true),
    SPEECH_ERROR(
            "Speech service error",
            "The service that recognises speech did not answer, or refused.",
            Blame.PLATFORM,
            "Call again; check the service's key, model and quota if it goes on.",
            true),
    INSUFFICIENT_CREDITS(
            "Insufficient credits",
            "The organisation's balance was below the minimum for a call.",
            Blame.ENVIRONMENT,
            "Top up the balance, then call again.",
            false),
    MISSED_SCHEDULE(
            "Missed schedule",
            "The call could not be dialled within ten minutes of its time: this server was not running, its database"
                    + " was away, or no line was free. Nobody was rung.",
            Blame.PLATFORM,
            "Ask whether the call is still wanted, and start it again for a new time.",
            false),
    DNC_BLOCKED(
            "On the do-not-call list",
            "The number was on the do-not-call list when its time came. Nobody was rung.",
            Blame.ENVIRONMENT,
            "Do not call it. Only a person of the organisation can take a number off that list.",
            false),
    DESTINATION_NOT_ALLOWED(
            "Destination not allowed",
            "The organisation's rules did not allow this destination when its time came. Nobody was rung.",
            Blame.ENVIRONMENT,
            "Look at the allowed countries in the compliance settings.",
            false),
    OUTSIDE_CALLING_WINDOW(
            "Outside the calling window",
            "When its time came, the calling window of the organisation, or the one the call was asked for with, was"
                    + " closed where the number is. Nobody was rung.",
            Blame.ENVIRONMENT,
            "Schedule the call for a time within the calling window.",
            false),
    CONSENT_EXPIRED(
            "Consent expired",
            "The time for which the call was agreed to (dialWindow.minutes) had passed before it could be dialled."
                    + " Nobody was rung.",
            Blame.ENVIRONMENT,
            "Ask whether the call is still wanted, and start it again for a new time.",
            false),
    KEY_REVOKED(
            "Key revoked",
            "The API key that had asked for the call was disabled or deleted, or had lost its right to place calls,"
                    + " when its time came. Nobody was rung.",
            Blame.ENVIRONMENT,
            "Start the call again with a key that is enabled, if it is still wanted.",
            false),
    ASSISTANT_LIMIT(
            "Assistant's limit",
            "The connected assistant that had asked for the call had used up its calls or its spending of the day, or"
                    + " might not call from the number any more. When its time came nobody was rung; a conversation"
                    + " that goes on is ended when the spending of the day is about to reach the limit.",
            Blame.ENVIRONMENT,
            "A person can raise the limit under Settings, Connected assistants. Then start the call again, if it is"
                    + " still wanted.",
            false),
    GUARD_REFUSED(
            "Refused by the guard",
            "When its time came, the guard of the MCP server that had asked for the call did not allow it any more: its"
                    + " settings have changed since. The call's failure detail says which rule. Nobody was rung.",
            Blame.ENVIRONMENT,
            "Look at the guard's settings (docs/why/guard.md), and start the call again, if it is still wanted.",
            false),
    NO_CONSENT(
            "No consent",
            "The organisation demanded a recorded consent when its time came, and the call had none. Nobody was rung.",
            Blame.ENVIRONMENT,
            "Start the call again with the consent of the person: its basis, source and time.",
            false),
    AGENT_OR_NUMBER_CHANGED(
            "Agent or number changed",
            "When its time came, the agent or the number to call from was gone or not active, or the number, simulated"
                    + " when the call was asked for, rang real phones. Nobody was rung.",
            Blame.ENVIRONMENT,
            "Look at the agent and the number, and start the call again.",
            false),
    NO_CARRIER(
            "No carrier",
            "When its time came, no carrier could make calls from the number. Nobody was rung.",
            Blame.ENVIRONMENT,
            "Give the number its trunk, and start the call again.",
            false),
    INTERRUPTED(
            "Interrupted",
            "The server stopped while the call was live.",
            Blame.PLATFORM,
            "Read the transcript to see how far the call came, then call again if needed.",
            true);

    /** Where the cause most likely lies. */
    public enum Blame {
        PLATFORM,
        CALLER,
        CARRIER,
        ENVIRONMENT
    }

    private final String title;
    private final String cause;
    private final Blame likelyBlame;
    private final String whatToTry;
    private final boolean retryable;

    FailureReason(String title, String cause, Blame likelyBlame, String whatToTry, boolean retryable) {
        this.title = title;
        this.cause = cause;
        this.likelyBlame = likelyBlame;
        this.whatToTry = whatToTry;
        this.retryable = retryable;
    }

    public String title() {
        return title;
    }

    public String cause() {
        return cause;
    }

    public Blame likelyBlame() {
        return likelyBlame;
    }

    public String whatToTry() {
        return whatToTry;
    }

    public boolean retryable() {
        return retryable;
    }

    /** This reason as the API serves it. */
    public FailureReasonGuide guide() {
        return new FailureReasonGuide(this, title, cause, likelyBlame, whatToTry, retryable);
    }
}
