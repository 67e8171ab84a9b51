package com.osmtalk.voice.phrases;

/** A situation in which every agent says the same, and what is to be filled in then. */
public enum Phrase {
    /** The caller has said nothing for a while. */
    STILL_THERE,
    /** Nor after that. */
    NOTHING_HEARD,
    /** The model has failed once. */
    MOMENT_PLEASE,
    /** And again. */
    TECHNICAL_PROBLEM,
    /** The agent asks a service of its owner's for something. */
    LOOKING_UP,
    /** That gave nothing. */
    NOT_FOUND_OUT,
    /** Another agent goes on. */
    HANDING_OVER,
    /** A person is to take over. */
    HOLD_ON,
    /** Meanwhile, every few seconds. */
    WAITING,
    /** Nobody took over. */
    NOBODY_REACHED,
    /** Nobody is there who could. */
    NO_TRANSFER,
    /** The person behind the call is asked something. */
    ASKING_OWNER,
    /** Meanwhile, every few seconds. */
    OWNER_WAITING,
    /** They have not answered in time. */
    OWNER_NOT_REACHED,
    GOODBYE,
    /** First on a call we have made; {@code company}. */
    AI_CALLS,
    /** Whom an agent calls for where nobody is named, as {@code company} of these phrases. */
    SOMEBODY,
    /** For whom, where it was said already that an AI calls; {@code company}. */
    CALLS_FOR,
    /** First on a call that came in; {@code company}. */
    AI_ANSWERS,
    /** After it, where the call is recorded. */
    RECORDED,
    /** "Are you a robot?" */
    IS_AI,
    /** To the person who is to take over. */
    TRANSFER_OFFER,
    /** {@code summary} */
    TRANSFER_ABOUT,
    /** 1 takes the call, 2 declines, in every language */
    TRANSFER_KEYS,
    OPT_OUT_APOLOGY,
    /** In writing. */
    OPT_OUT_NOTED,
    /** On the phone. */
    OPT_OUT_TAKEN_OFF,
    OPT_OUT_GOODBYE
}
