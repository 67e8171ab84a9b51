package com.osmtalk.voice.brain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1. Can you come?|Can you come?",
                "2) Ask: can you come?|Can you come?",
                "- Ask \"Are you free on Monday?\" and note the answer|Are you free on Monday?",
                "* Ask if they can come on Monday.|Can you come on Monday?",
                "- Ask whether the patient has insurance|Do you have insurance?",
                "- Check whether they need a taxi|Do you need a taxi?",
                "- Ask for their date of birth|Could you tell me your date of birth, please?",
                "- Ask what time suits them|Could you tell me what time suits you?",
                "- Ask about their experience|May I ask about your experience?",
                "- Confirm the appointment on Monday|Can you confirm the appointment on Monday?",
                "- Confirm that they received the parcel|Can you confirm that you received the parcel?",
                "- Offer to send a brochure|Would you like us to send a brochure?",
                "- Offer a discount|Would you like a discount?",
                "- Remind them to bring their card|Please remember to bring your card. Is that all right?",
                "- Tell them that the office is closed on Friday|The office is closed on Friday. Is that all right?",
                "- are they over 18|Are you over 18?",
                "'You ring buyers. We want to know:\n- when it ships'|Could you tell me when it ships?",
                "Note their roof type. Note how they feel.|Could you tell me your roof type, please?",
                "Ask for their name and note it.|Could you tell me your name, please?",
                "Qualify: budget.|Could you tell me your budget, please?",
                "I want you to ask for their postcode.|Could you tell me your postcode, please?",
                "- Delivery address|Could you tell me your delivery address, please?",
                "- **Confirm** order #12*3|Can you confirm order #123?",
            })
    void aPointBecomesSomethingToSay(String prompt, String spoken) {
        assertThat(Script.of("You are kind.\n" + prompt).points()).containsExactly(spoken);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You must verify their postcode, too.|Can you confirm your postcode?",
                "Ask for their name as well.|Could you tell me your name, please?",
                "Ask for their name, too, and their city.|Could you tell me your name, please?;Could you tell me your"
                        + " city, please?",
                "You're calling homeowners to see if they'd like a free solar survey.|Would you like a free solar"
                        + " survey?",
                "Call homeowners to ask if they own their home.|Do you own your home?",
                "You call suppliers. We need: price per unit, minimum order, lead time."
                        + "|Could you tell me your price per"
                        + " unit, please?;Could you tell me your minimum order, please?;Could you tell me your lead"
                        + " time, please?",
                "You call suppliers: a) the price per unit; b) the minimum order; c) the lead time.|Could you tell me"
                        + " the price per unit, please?;Could you tell me the minimum order, please?;Could you tell me"
                        + " the lead time, please?",
                "You call suppliers. Ask a) whether they have it in stock, b) the price per unit and c) when they can"
                        + " deliver.|Do you have it in stock?;Could you tell me the price per unit, please?;When can"
                        + " you"
                        + " deliver?",
            })
    void nothingIsLostOrMadeUp(String prompt, String spoken) {
        assertThat(Script.of(prompt).points()).containsExactly(spoken.split(";"));
    }

    @Test
    void aListMayFollowWhatTheCallIsFor() {
        Script script = Script.of("You are calling suppliers for a quote: a) price per unit b) minimum order");
        assertThat(script.purpose()).contains("I am calling for a quote.");
        assertThat(script.points()).hasSize(2);
    }

    /** From {@code scripts.txt}: a prompt, and what is made of it. */
    static Stream<Arguments> prompts() throws IOException {
        String text =
                new String(ScriptTest.class.getResourceAsStream("scripts.txt").readAllBytes(), StandardCharsets.UTF_8);
        return Stream.of(text.split("==== prompt\n")).skip(1).map(part -> {
            String[] sides = part.split("---- script\n");
            return Arguments.of(sides[0].strip(), sides[1].strip());
        });
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void aPromptIsReadAsItIsMeant(String prompt, String expected) {
        Script script = Script.of(prompt);
        String purpose = script.purpose().map(reason -> "> " + reason + "\n").orElse("");
        assertThat(purpose + "- " + String.join("\n- ", script.points())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Keep it short.",
                "Don't reveal prices.",
                "Be polite and professional.",
                "Explain things in simple language.",
                "Tell jokes sparingly.",
                "Check your facts before speaking.",
                "Share only what is necessary.",
                "Get straight to the point.",
                "Get creative with your answers.",
                "Describe yourself as an AI if asked.",
                "Confirm details before ending the call.",
                "Suggest alternatives if they hesitate.",
                "Discuss nothing else.",
                "Review your notes.",
                "Propose solutions calmly.",
                "Explore gently.",
                "Encourage dialogue.",
                "Introduce yourself.",
                "State your name clearly.",
                "Present a friendly tone.",
                "Congratulate yourself never.",
                "Collect yourself before speaking.",
                "Inform your manager.",
                "Recommend professional help where appropriate.",
                "Apologize when you interrupt.",
                "Ask nicely.",
                "Ask for clarification if needed.",
                "Verify that you understood.",
                "Request patience.",
                "Outline your reasoning silently.",
                "Identify yourself as an AI.",
                "Establish trust.",
                "Establish rapport early.",
                "Gather context from the conversation.",
                "Negotiate firmly but fairly.",
                "Give the caller time to speak.",
                "Let the customer finish speaking.",
                "Tell the caller to hold on while you look it up.",
                "Take your time.",
                "Talk like a human.",
                "Report any errors to the supervisor.",
                "Remind yourself of the rules.",
                "Share your screen.",
                "Advise against medical decisions.",
                "Reassure the customer.",
                "Walk them through it slowly.",
                "Update the CRM with the answer.",
                "Arrange your thoughts.",
            })
    void howToBehaveIsNeverSaid(String instruction) {
        Script script = Script.of("You are calling on behalf of Acme. " + instruction + " Ask if they have a dog.");
        assertThat(script.purpose()).contains("I am calling on behalf of Acme.");
        assertThat(script.points()).containsExactly("Do you have a dog?");
    }

    @Test
    void whoIsCalledForNothingThatCanBeReadIsNotAskedWhatTheyNeed() {
        for (String prompt : new String[] {
            "Call my brother.", "You are an outbound agent for FitLife gym. Be upbeat.", "You call people. Be kind."
        }) {
            Script script = Script.of(prompt);
            assertThat(script.points()).singleElement().asString().startsWith("I was asked to call you");
            assertThat(script.isEmpty()).isTrue();
        }
        assertThat(Script.of("You answer calls for a garage. Be kind.").points())
                .startsWith("How can I help you today?");
    }

    @Test
    void aReasonAloneIsFollowedByAQuestion() {
        Script script = Script.of("You call Dr Rao's clinic to move an appointment from Tuesday to Thursday.");
        assertThat(script.purpose()).contains("I am calling to move an appointment from Tuesday to Thursday.");
        assertThat(script.points()).containsExactly("Can you help me with that?");
    }

    @Test
    void aLongPromptIsReadInATimeThatNobodyNotices() {
        String prompt = "Ask the the the the whether a b c d e f g, and and and or if what which ".repeat(500);
        assertThat(prompt.length()).isGreaterThan(32_000);
        assertTimeout(Duration.ofSeconds(5), () -> Script.of(prompt));
        assertTimeout(Duration.ofSeconds(5), () -> Script.of("You call " + "to ".repeat(10_000)));
        assertTimeout(Duration.ofSeconds(5), () -> Script.of("- a: ".repeat(6_000)));
    }

    @Test
    void rulesAreNotRecited() {
        assertThat(Script.of("- Be polite\n- Never discuss prices\n- Greet the caller\n- Are you well?\n- If "
                                + "they are busy, end the call")
                        .points())
                .containsExactly("Are you well?");
    }

    @Test
    void numberedPointsComeBeforeBulletsAndBulletsBeforeQuestions() {
        assertThat(Script.of("- Are you there?\n1. Are you well?\nReady?").points())
                .containsExactly("Are you well?");
        assertThat(Script.of("Ready? Steady? Be quick.").points()).containsExactly("Ready?", "Steady?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pregunta si vendrán a la cena y cuántos serán.",
                "Rufe den Kunden an und frage, ob die Lieferung angekommen ist.",
                "Appelle le client pour savoir s'il vient demain.",
                "请打电话给客户，询问他们明天是否来。",
                "Позвони клиенту и узнай, придёт ли он завтра.",
            })
    void aPromptInALanguageThatItCannotReadIsNoOpenConversation(String prompt) {
        Script script = Script.of(prompt);
        assertThat(script.isEmpty()).isTrue();
        assertThat(script.points())
                .singleElement()
                .asString()
                .startsWith("I am sorry, I can't read")
                .endsWith("Shall I ask a colleague to call you back?");
    }

    @Test
    void aQuestionInAnotherLanguageIsAskedInItsOwnWords() {
        Script script = Script.of("Llama al cliente. ¿Vendrán a la cena?");
        assertThat(script.points()).containsExactly("¿Vendrán a la cena?");
        assertThat(script.isEmpty()).isFalse();
    }

    @Test
    void aPromptWithoutPointsIsAnOpenConversation() {
        assertThat(Script.of("").points()).hasSize(2);
        assertThat(Script.of("Be polite, brief, warm, honest, patient.").points())
                .hasSize(2);
        assertThat(Script.of("You sell shoes.").points().get(0)).isEqualTo("How can I help you today?");
    }
}
