package com.osmtalk.voice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.PostCallAnalysis.FieldType;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A field has a value only where words of the caller give it, and is then bound to their line. */
class FieldRulesTest {
    private static List<TranscriptEntry> talk(String... lines) {
        List<TranscriptEntry> transcript = new ArrayList<>();
        for (String line : lines) {
            TranscriptRole role = line.startsWith("A: ") ? TranscriptRole.AGENT : TranscriptRole.CALLER;
            transcript.add(new TranscriptEntry(transcript.size(), role, line.substring(3), 0, null));
        }
        return transcript;
    }

    private static Optional<Finding<Object>> find(Field field, String... lines) {
        return new FieldRules(new TranscriptReview(talk(lines)), false).value(field);
    }

    /** From "monthly_bill number" or "plan enum basic,premium". */
    private static Field field(String declaration) {
        String[] parts = declaration.split(" ", 3);
        FieldType type = FieldType.valueOf(parts[1].toUpperCase(Locale.ROOT));
        List<String> values = type == FieldType.ENUM ? List.of(parts[2].split(",")) : null;
        return new Field(parts[0], type, values, null, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yes, I can.",
                "Sure, I can do that.",
                "Of course",
                "Yes, of course I will.",
                "Yeah sure, I'd be happy to help you with that.",
                "Certainly, sir. I can tell you that.",
                "Yes, no problem.",
            })
    void aYesToARequestForWordsIsNoAnswer(String said) {
        assertThat(find(
                        field("hours string"),
                        "A: Could you tell me the opening hours, please?",
                        "C: " + said,
                        "C: " + said))
                .isEmpty();
        assertThat(find(
                        field("hours string"),
                        "A: Could you tell me the opening hours, please?",
                        "C: " + said + " We are open from nine to five."))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            maxCharsPerColumn = 500,
            value = {
                // as it was said, in digits and in words
                "What is your monthly bill?|200|200",
                "What is your monthly bill?|It's about two hundred.|200",
                "What is your monthly bill?|Two hundred and fifty, roughly|250",
                "What is your monthly bill?|Around twenty-five dollars|25",
                "What is your monthly bill?|Rs. 2,000 a month|2000",
                "What is your monthly bill?|₹1,50,000|150000",
                "What is your monthly bill?|1.5 lakh|150000",
                "What is your monthly bill?|two and a half thousand|2500",
                "What is your monthly bill?|2k|2000",
                "What is your monthly bill?|a hundred rupees|100",
                "What is your monthly bill?|twelve thousand five hundred|12500",
                "What is your monthly bill?|I pay 12.50 every month.|12.5",
                "What is your monthly bill?|Yes, it's 300.|300",
                "What is your monthly bill?|My bill? It is 300.|300",
                "What is your monthly bill?|zero, we have solar|0",
                "How many guests will you bring?|Three, I think.|3",
                "How many guests will you bring?|just one|1",
                "Could you tell me your monthly bill, please?|about 80 euros|80",
                "Please tell me your monthly bill.|90|90",
                // Hindi, in both alphabets
                "Aapka monthly bill kitna hai?|do hazaar rupaye|2000",
                "Aapka monthly bill kitna hai?|dedh sau|150",
                "Aapka monthly bill kitna hai?|sadhe teen hazaar|3500",
                "Aapka monthly bill kitna hai?|लगभग पाँच सौ रुपये|500",
                "Aapka monthly bill kitna hai?|२०० रुपये|200",
                "Aapka monthly bill kitna hai?|200 nahi, 300|300",
                // corrections
                "What is your monthly bill?|200. No wait, 300.|300",
                "What is your monthly bill?|two hundred, sorry, three hundred|300",
                "What is your monthly bill?|It's 200, I mean 250|250",
                "What is your monthly bill?|200, no, 300|300",
                "What is your monthly bill?|Not 200, it's 300|300",
                "What is your monthly bill?|I have 2 kids, and my bill is 150|150",
                "What is your monthly bill?|I'm not sure, maybe around 200|200",
                // no number of what was asked
                "What is your monthly bill?|The usual one, please.|",
                "What is your monthly bill?|One moment please.|",
                "What is your monthly bill?|That one I don't remember|",
                "What is your monthly bill?|No one pays that much|",
                "What is your monthly bill?|One of my sons pays it|",
                "What is your monthly bill?|I don't know|",
                "What is your monthly bill?|I have 2 kids, I don't know the bill|",
                "What is your monthly bill?|We are four people here|",
                "What is your monthly bill?|I pay it on the 5th|",
                "What is your monthly bill?|Call me at 5|",
                "What is your monthly bill?|Call me at 5 pm, it's 6:30 now|",
                "What is your monthly bill?|On 5 January|",
                "What is your monthly bill?|Since 2019|",
                "What is your monthly bill?|I live in flat 12|",
                "What is your monthly bill?|My account is A-200|",
                "What is your monthly bill?|two or three hundred|",
                "What is your monthly bill?|between 200 and 300|",
                "What is your monthly bill?|200 to 300|",
                "What is your monthly bill?|200-300|",
                "What is your monthly bill?|more than 200|",
                "What is your monthly bill?|less than a thousand|",
                "What is your monthly bill?|two fifty|",
                "What is your monthly bill?|200 and 300|",
                "What is your monthly bill?|Is it 200?|",
                "What is your monthly bill?|My neighbour pays 300|",
                "What is your monthly bill?|If it was 100 I would be happy|",
                "What is your monthly bill?|It used to be 500|",
                "What is your monthly bill?|Not 200|",
                "What is your monthly bill?|Up to 500 euros|",
                "What is your monthly bill?|500 max|",
                "Is your monthly bill above 200?|Yes|",
                "What is your monthly bill?|You can reach me on 98765 43210|",
                "What is your monthly bill?|I've been here for 2 years|",
                "What is your monthly bill?|I'd rather not say|",
                "What is your monthly bill?|Yes.|",
                "What is your monthly bill?|ek minute|",
                "What is your monthly bill?|pata nahi|",
                "What is your monthly bill?|mujhe bata do|",
                // asked for something else
                "What is your monthly income?|500|",
                "Do you own your home?|Yes, one|",
                "How many people live there?|4|",
                // a yes to a number that the agent named
                "So your monthly bill is 200?|Yes, that's right.|200",
                "So your monthly bill is 200?|No.|",
                "So your monthly bill is 200?|No, 300.|300",
            })
    void aNumberIsTheOneThatWasNamedForIt(String asked, String answer, String value) {
        String field = asked.contains("guests") ? "guestCount number" : "monthly_bill number";
        assertThat(find(field(field), "A: Hello.", "A: " + asked, "C: " + answer))
                .isEqualTo(Optional.ofNullable(value).map(number -> new Finding<>(Double.valueOf(number), 2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            maxCharsPerColumn = 500,
            value = {
                "Do you own your home?|Yes|true",
                "Do you own your home?|Yes, I do.|true",
                "Do you own your home?|yeah we do|true",
                "Do you own your home?|We own it|true",
                "Do you own your home?|Of course.|true",
                "Do you own your home?|I do.|true",
                "Do you own your home?|That's right.|true",
                "Do you own your home?|Yes. I might be late for dinner, though.|true",
                "Do you own your home?|Haan ji|true",
                "Do you own your home?|जी हाँ|true",
                "Do you own your home?|No, I don't own|false",
                "Do you own your home?|No.|false",
                "Do you own your home?|Nope, renting|false",
                "Do you own your home?|I don't own it|false",
                "Do you own your home?|We do not|false",
                "Do you own your home?|Not yet|false",
                "Do you own your home?|Of course not|false",
                "Do you own your home?|Nahi|false",
                "Do you own your home?|जी नहीं|false",
                "Do you own your home?|Yes. No wait, no.|false",
                "Do you own your home?|No, sorry, I mean yes|true",
                "Do you own your home?|Yes. Actually no, sorry.|false",
                "May I ask whether you own your home?|Yes|true",
                "Do you own your home or not?|Yes|true",
                "Don't you own your home?|No, I don't|false",
                "Do you own or rent your home?|We own it|true",
                // neither
                "Do you own your home?|Maybe|",
                "Do you own your home?|I don't know|",
                "Do you own your home?|I'm not sure|",
                "Do you own your home?|I rent|",
                "Do you own your home?|Why do you ask?|",
                "Do you own your home?|Yes?|",
                "Do you own your home?|Yes, hello?|",
                "Do you own your home?|Yes, who is this?|",
                "Do you own your home?|I can't hear you|",
                "Do you own your home?|I am in a meeting|",
                "Do you own your home?|Yes, I don't|",
                "Do you own your home?|No, I own it|",
                "Do you own your home?|No problem|",
                "Do you own your home?|No idea|",
                "Do you own your home?|Okay|",
                "Do you own your home?|The usual one, please|",
                "Do you own your home?|No wait|",
                "Do you own your home?|One moment|",
                "Do you own your home?|shayad|",
                "Do you own or rent your home?|Yes|",
                "Do you own your home?|Yes and no|",
                "Do you own your home?|If the bank agrees, yes|",
                "You don't own your home?|Yes|",
                "Do you own a car? And do you own your home?|Yes|",
                "Is your home insured?|Yes|",
                "What is your home worth?|Yes|",
                "How are you?|Yes|",
            })
    void aYesOrNoIsOneToTheQuestionThatTheFieldIsAbout(String asked, String answer, Boolean value) {
        assertThat(find(field("owns_home boolean"), "A: Hello.", "A: " + asked, "C: " + answer))
                .isEqualTo(Optional.ofNullable(value).map(said -> new Finding<>(said, 2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            maxCharsPerColumn = 500,
            value = {
                "Would you like a call back?|Sure|true",
                "Would you like a call back?|Okay, go ahead|true",
                "Would you like a callback?|I'd like that|true",
                "Shall we call you back?|Theek hai|true",
                "Would you like a call back?|No thanks|false",
                "Would you like a call back?|Not interested|false",
                "Would you like a call back?|Hmm|",
            })
    void anOfferIsTakenWithAnOkay(String asked, String answer, Boolean value) {
        assertThat(find(field("wants_callback boolean"), "A: " + asked, "C: " + answer))
                .isEqualTo(Optional.ofNullable(value).map(said -> new Finding<>(said, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            maxCharsPerColumn = 500,
            value = {
                "Which plan would you like?|The premium one|premium",
                "Which plan would you like?|Basic. No, sorry, premium.|premium",
                "Which plan would you like?|Not basic, premium|premium",
                "Is the premium plan fine?|Yes|premium",
                "Which plan would you like?|Whichever|",
                "Which plan would you like?|I have basic but want premium|",
                "Which plan would you like?|Anything but basic|",
                "Which plan would you like?|Basic or premium, I can't decide|",
                "Which plan would you like?|What is premium?|",
                "Which plan would you like?|Not the basic one|",
                "Is the premium plan fine?|No|",
                "Which day suits you?|The premium one|",
                "Which plan would you like?|The usual one|",
            })
    void aChoiceIsTheOneThatWasNamed(String asked, String answer, String value) {
        assertThat(find(field("plan enum basic,premium,unknown"), "A: " + asked, "C: " + answer))
                .isEqualTo(Optional.ofNullable(value).map(said -> new Finding<>(said, 1)));
    }

    @Test
    void aRatingIsNotItsScale() {
        for (String rating : List.of("8", "I'd give it an eight", "8 out of 10", "eight out of ten")) {
            assertThat(find(field("rating number"), "A: How would you rate us from 1 to 10?", "C: " + rating))
                    .as(rating)
                    .contains(new Finding<>(8.0, 1));
        }
    }

    @Test
    void whatIsSaidUnaskedCountsWhereItNamesTheField() {
        assertThat(find(field("monthly_bill number"), "A: How are you?", "C: Fine, but my monthly bill is 200."))
                .contains(new Finding<>(200.0, 1));
        assertThat(find(field("plan enum basic,premium"), "A: How are you?", "C: I want the premium plan."))
                .contains(new Finding<>("premium", 1));
        assertThat(find(field("monthly_bill number"), "A: How are you?", "C: I am 45."))
                .isEmpty();
        assertThat(find(field("monthly_bill number"), "A: Our average monthly bill is 200.", "C: Okay."))
                .isEmpty();
    }

    @Test
    void aLaterWordCountsMoreThanAnEarlierOne() {
        assertThat(find(
                        field("monthly_bill number"),
                        "A: What is your monthly bill?",
                        "C: 200",
                        "A: Thank you. Do you own your home?",
                        "C: No wait, 300. And yes, I own it."))
                .contains(new Finding<>(300.0, 3));
        assertThat(find(
                        field("owns_home boolean"),
                        "A: What is your monthly bill?",
                        "C: 200",
                        "A: Thank you. Do you own your home?",
                        "C: No wait, 300. And yes, I own it."))
                .contains(new Finding<>(true, 3));
        assertThat(find(
                        field("monthly_bill number"),
                        "A: What is your monthly bill?",
                        "C: 200",
                        "A: So your monthly bill is 200?",
                        "C: No, that is wrong."))
                .isEmpty();
        assertThat(find(
                        field("monthly_bill number"),
                        "A: What is your monthly bill?",
                        "C: 200",
                        "A: Do you own your home?",
                        "C: No. By the way, my bill is 220."))
                .contains(new Finding<>(220.0, 3));
    }

    @Test
    void anAnswerMayTakeSeveralLinesAndComeAfterAnInterruption() {
        assertThat(find(
                        field("monthly_bill number"),
                        "A: What is your monthly bill?",
                        "C: Let me look.",
                        "A: Take your time.",
                        "A: Are you still there?",
                        "C: Yes.",
                        "C: It is 200."))
                .isEmpty();
        assertThat(find(
                        field("monthly_bill number"),
                        "A: What is your monthly bill?",
                        "A: Are you still there?",
                        "C: Yes, sorry.",
                        "C: It is 200."))
                .contains(new Finding<>(200.0, 3));
    }

    @Test
    void nothingFollowsFromHowTheCallWent() {
        String[] willing = {
            "A: Can you come on Monday?", "C: Yes.", "A: Shall I send a text message?", "C: Yes, please."
        };
        for (String declaration : List.of(
                "qualified boolean",
                "lead_qualified boolean",
                "interested boolean",
                "callback boolean",
                "next_action enum none,callback_later",
                "score number",
                "plan enum basic,premium",
                "name string")) {
            assertThat(find(field(declaration), willing)).as(declaration).isEmpty();
        }
    }

    @Test
    void whatTheCallerWantsNextIsInTheirWords() {
        Field action = field("next_action enum none,callback_later,not_interested");
        assertThat(find(action, "A: Do you have a minute?", "C: No.", "C: Call me back tomorrow."))
                .contains(new Finding<>("callback_later", 2));
        assertThat(find(action, "A: Do you have a minute?", "C: I'm not interested."))
                .contains(new Finding<>("not_interested", 1));
        assertThat(find(action, "A: Do you have a minute?", "C: I am driving.")).isEmpty();
        assertThat(find(action, "A: Do you have a minute?", "C: Don't call me back."))
                .isEmpty();
        assertThat(find(action, "A: Do you have a minute?", "C: I'll call you back."))
                .isEmpty();
        assertThat(find(action, "A: Shall a colleague call you back?", "C: Yes, please."))
                .contains(new Finding<>("callback_later", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not in the evening|",
                "good morning to you too|",
                "I don't have time in the evening|",
                "Evening doesn't work for me|",
                "Evenings are impossible|",
                "My neighbour comes home in the evening|",
                "I'm not even sure|",
                "Have a nice evening|",
                "neither|",
                "I used to prefer the morning|",
                "Good evening. Morning, please.|morning",
                "Not in the morning, rather in the evening|evening",
                "Mornings are best|morning",
                "No I want the evening|evening",
                "morning not evening|morning",
            })
    void aTimeOfDayThatIsGreetedOrRuledOutIsNotChosen(String answer, String value) {
        assertThat(find(
                        field("visit_time enum morning,evening"),
                        "A: Which visit time suits you, morning or evening?",
                        "C: " + answer))
                .isEqualTo(Optional.ofNullable(value).map(said -> new Finding<>(said, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none of them, the basics are fine as they are|",
                "The basics are fine|",
                "Neither of them|",
                "My neighbour has premium|",
                "I pay too many premiums already|",
                "I never liked premium|",
                "My neighbour has basic, but I want premium|premium",
                "What my neighbour has, premium|",
                "What my neighbour has: the premium.|",
                "The one my sister took, premium please|",
                "My neighbour has basic, premium for me|premium",
                "Well, premium|premium",
                "not basic, rather premium|premium",
            })
    void aPlanOfOthersOrAWordLikeItIsNotChosen(String answer, String value) {
        assertThat(find(field("plan enum basic,premium"), "A: Which plan would you like?", "C: " + answer))
                .isEqualTo(Optional.ofNullable(value).map(said -> new Finding<>(said, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "My bills are high|",
                "My bills are really high, you know|",
                "Our electricity bills get very high in summer|",
                "High|high",
                "Quite high, I'd say|high",
                "The number is high|high",
                "It's low|low",
                "My bills are high but the number of them is low|low",
            })
    void whatThingsAreLikeIsNotHowManyThereAre(String answer, String value) {
        Optional<Finding<Object>> expected = Optional.ofNullable(value).map(said -> new Finding<>(said, 1));
        Field count = field("bill_count enum high,low");
        assertThat(find(count, "A: How high is your bill count, high or low?", "C: " + answer))
                .isEqualTo(expected);
        if (value == null) {
            assertThat(find(count, "A: How are you?", "C: " + answer)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "My landlord owns it, I rent|",
                "I used to own it|",
                "We owned it years ago|",
                "My brother owns one|",
                "Yes, my landlord owns it|",
                "They do|",
                "I hope to own it one day|",
                "I wish I did|",
                "I will own it soon|",
                "The bank owns it|",
                "No, my landlord owns it|false",
                "My wife and I own it|true",
                "Yes, we own it|true",
            })
    void whatOthersHaveOrTheCallerHadIsNoYes(String answer, Boolean value) {
        assertThat(find(field("owns_home boolean"), "A: Do you own your home?", "C: " + answer))
                .isEqualTo(Optional.ofNullable(value).map(said -> new Finding<>(said, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twenty people asked me that today|",
                "I have two cars|",
                "Three colleagues called me yesterday|",
                "ten people want to know that|",
                "Four people|4",
                "three of us|3",
                "Two of my friends|2",
                "two people will come with me|2",
            })
    void aCountOfSomethingElseIsNoAnswer(String answer, Double value) {
        assertThat(find(field("people number"), "A: How many people will come with you?", "C: " + answer))
                .isEqualTo(Optional.ofNullable(value).map(said -> new Finding<>(said, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ten in the morning would be good. Do I need to bring anything?|Ten in the morning would be good.",
                "The vegetarian one, please. Is that all right? Do you need more?|The vegetarian one, please.",
                "Hm. Why do you ask?|",
                "Good morning. Who is calling?|",
                "Yes. What is it about?|",
                "I don't know. Does it matter?|",
                "What, the usual one? Or the other?|",
                "It's private. Why?|",
            })
    void whatIsAskedBackAfterAnAnswerIsNoPartOfIt(String answer, String value) {
        assertThat(find(field("meal_wish string"), "A: Which meal would you like?", "C: " + answer))
                .isEqualTo(Optional.ofNullable(value).map(said -> new Finding<>(said, 1)));
    }

    @Test
    void aTextIsTheAnswerAsItWasGiven() {
        Field meal = field("meal_wish string");
        assertThat(find(meal, "A: Which meal would you like?", "C: The usual one, please."))
                .contains(new Finding<>("The usual one, please.", 1));
        assertThat(find(meal, "A: Which meal would you like?", "C: What do you have?"))
                .isEmpty();
        assertThat(find(meal, "A: Which meal would you like?", "C: Yes.")).isEmpty();
        assertThat(find(meal, "A: Which meal would you like?", "C: I don't know."))
                .isEmpty();
        assertThat(find(meal, "A: Which meal would you like?", "C: Who is this?"))
                .isEmpty();
        assertThat(find(field("name string"), "A: May I have your name?", "C: No."))
                .isEmpty();
        assertThat(find(meal, "A: Which day would you like?", "C: Fish on Friday."))
                .isEmpty();
        assertThat(find(field("allergies string"), "A: Do you have any allergies?", "C: Yes."))
                .isEmpty();
        assertThat(find(field("allergies string"), "A: Do you have any allergies?", "C: Yes, peanuts."))
                .contains(new Finding<>("Yes, peanuts.", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email|its bob@example.org, no sorry bob2@example.org|bob2@example.org",
                "email|You can write to Bob.Smith@example.org, please.|Bob.Smith@example.org",
                "email|it's bob at example dot org|bob at example dot org",
                "email|no|",
                "email|that's private|",
                "email|I don't have one, my son uses mail|",
                "email|my son uses son@example.org|",
                "email|a@example.org or b@example.org|",
                "email|is it bob@example.org?|",
                "email|at home|",
                "date_of_birth|you have it already|",
                "date_of_birth|why do you need that|",
                "date_of_birth|on a Monday|",
                "date_of_birth|It's the 5th of May 1980|the 5th of May 1980",
                "date_of_birth|12.05.1980|12.05.1980",
                "date_of_birth|March 3rd, nineteen eighty five|March 3rd, nineteen eighty five",
                "visit_day|premium please|",
                "visit_day|not basic, rather plus|",
                "visit_day|My neighbour has premium, what's that like?|",
                "visit_day|I am busy today|",
                "visit_day|Not Monday|",
                "visit_day|Monday or Tuesday|",
                "visit_day|Friday would be best|Friday",
                "visit_day|Monday. No, Tuesday.|Tuesday",
                "visit_day|tomorrow morning please|tomorrow",
                "phone_number|+49 170 1234567|+49 170 1234567",
                "phone_number|the same|",
                "phone_number|twenty people called me|",
                "website|it's www.example.org/shop.|www.example.org/shop",
                "website|we don't have one|",
                "website|ask my boss|",
            })
    void aTextOfAFormIsThePartThatHasIt(String name, String answer, String value) {
        String asked = "A: What is your " + name.replace('_', ' ') + "?";
        assertThat(find(field(name + " string"), asked, "C: " + answer))
                .isEqualTo(Optional.ofNullable(value).map(said -> new Finding<>(said, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "that's private|",
                "you have it already|",
                "I don't have one|",
                "No thanks|",
                "nope|",
                "My neighbour has the fish|",
                "She likes it hot|",
                "Fish, what's that like?|",
                "I won't tell you|",
                "skip that|",
                "I'd rather keep that to myself|",
                "Who wants to know|",
                "The fish, please.|The fish, please.",
                "Something hot|Something hot",
            })
    void aRefusalOrAWordAboutOthersIsNoText(String answer, String value) {
        assertThat(find(field("meal_wish string"), "A: What is your meal wish?", "C: " + answer))
                .isEqualTo(Optional.ofNullable(value).map(said -> new Finding<>(said, 1)));
    }

    @Test
    void aLongReplyIsReadToItsEnd() {
        for (String name : List.of("email", "phone_number", "website", "date_of_birth", "visit_day")) {
            for (String word : List.of("one ", "a.", "a dot ", "1", "nineteen ")) {
                assertThat(find(
                                field(name + " string"),
                                "A: What is your " + name.replace('_', ' ') + "?",
                                "C: no " + word.repeat(2_000) + "?"))
                        .as(name + " " + word)
                        .isEmpty();
            }
        }
    }

    @Test
    void aDescriptionMayAskForAForm() {
        Field contact = new Field("contact", FieldType.STRING, null, "The email address for the invitation", true);
        assertThat(find(contact, "A: What is your email address for the invitation?", "C: The usual one"))
                .isEmpty();
        assertThat(find(contact, "A: What is your email address for the invitation?", "C: bob@example.org"))
                .contains(new Finding<>("bob@example.org", 1));
    }
}
