package com.osmtalk.api;

/** Money spent on calls, by what it was spent on. */
public record Spend(Money total, Money llm, Money stt, Money tts, Money sip) {
    public static final Spend NONE = new Spend(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

    public Spend plus(Spend more) {
        return new Spend(
                total.plus(more.total), llm.plus(more.llm), stt.plus(more.stt), tts.plus(more.tts), sip.plus(more.sip));
    }
}
