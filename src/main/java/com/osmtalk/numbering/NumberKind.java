package com.osmtalk.numbering;

/**
 * What a telephone number reaches, by its country's numbering plan. Some kinds are never dialled, whoever asks: they
 * cost what their owner sets, reach nobody an agent could talk with, or keep a line busy that others need.
 */
public enum NumberKind {
    FIXED_LINE("a fixed line", false),
    MOBILE("a mobile phone", false),
    /** In countries such as the United States the digits do not tell which of the two it is. */
    FIXED_LINE_OR_MOBILE("a fixed line or mobile phone", false),
    /** The callee pays: freephone numbers of a country, and the international ones under +800. */
    TOLL_FREE("a toll-free number", false),
    /** Caller and callee share the cost, which stays near that of an ordinary call. */
    SHARED_COST("a shared-cost number", false),
    VOIP("an internet telephony number", false),
    /** A company's number that leads to one of its offices. */
    COMPANY("a company's universal access number", false),
    /** Not told by the plan: the number is in no range whose use is known, or does not exist. */
    UNKNOWN("a number of unknown kind", false),

    EMERGENCY("an emergency number", true),
    /** Calls to it cost what its owner sets. */
    PREMIUM_RATE("a premium-rate number", true),
    /** Follows its owner from line to line, and costs more than an ordinary number; a usual choice of fraudsters. */
    PERSONAL("a personal number, which costs more than an ordinary one", true),
    PAGER("a pager", true),
    /** Opens somebody's voicemail box to whoever calls, instead of ringing a phone. */
    VOICEMAIL_ACCESS("a voicemail access number", true),
    /** Inmarsat (+870), the mobile satellite systems under +881, Thuraya (+882 16). */
    SATELLITE("a satellite phone", true),
    /** Any other number under a country code shared by networks that belong to no country, such as +882 and +883. */
    INTERNATIONAL_NETWORK("a number of an international network that belongs to no country", true);

    private final String description;
    private final boolean neverDialled;

    NumberKind(String description, boolean neverDialled) {
        this.description = description;
        this.neverDialled = neverDialled;
    }

    /** A noun with its article that fits behind "is", such as {@code a premium-rate number}. */
    public String description() {
        return description;
    }

    /** Whether no call is ever made to such numbers; no setting changes that. */
    public boolean isNeverDialled() {
        return neverDialled;
    }
}
