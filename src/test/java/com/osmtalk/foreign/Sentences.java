package com.osmtalk.foreign;

import java.util.List;
import java.util.stream.Stream;

/** What the people of the tests say. */
final class Sentences {
    /** All that the recogniser knows. Most of it is never said in a call. */
    static final List<String> KNOWN = List.of(
            "yes please tell me more",
            "what does it cost",
            "no thank you that is all",
            "please call me back tomorrow morning",
            "my name is john smith",
            "i would like to order two large pizzas",
            "can you repeat that please",
            "the invoice was paid last week",
            "we open at nine o'clock on monday",
            "goodbye and thank you for calling",
            "wait a moment please i have a question",
            "are you a robot",
            "how long does the delivery take",
            "my order number is seven four two nine",
            "is there a discount for students",
            "that sounds very good",
            "i am not interested",
            "please send me the details by email",
            "who gave you my number",
            "the meeting is on thursday afternoon",
            "let me talk to a person",
            "can i speak to your manager",
            "this is the answering machine of the smith family",
            "sorry you have the wrong number",
            "how much would that be for a year",
            "do you deliver on sundays as well");

    /** What the recogniser doesn't know, some of it much like what it knows. */
    static final List<String> UNKNOWN = List.of(
            "the weather is nice in the mountains today",
            "my brother plays football every saturday",
            "she bought a green bicycle for her daughter",
            "they were travelling through france by train",
            "a dog was barking all night long",
            "what did you do yesterday evening",
            "please open the window",
            "i really like chocolate ice cream",
            "the paper is on the kitchen table",
            "how old is your grandmother",
            "no thank you i already have a dog",
            "please call the fire department");

    private Sentences() {}

    static Stream<String> known() {
        return KNOWN.stream();
    }

    static Stream<String> unknown() {
        return UNKNOWN.stream();
    }
}
