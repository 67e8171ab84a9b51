package com.osmtalk.voice.brain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                "- Delivery address|What should I note for delivery address?",
                "- **Confirm** order #12*3|Can you confirm order #123?",
            })
    void aPointBecomesSomethingToSay(String prompt, String spoken) {
        assertThat(Script.points("You are kind.\n" + prompt)).containsExactly(spoken);
    }

    @Test
    void rulesAreNotRecited() {
        assertThat(Script.points("- Be polite\n- Never discuss prices\n- Greet the caller\n- Are you well?\n- If "
                        + "they are busy, end the call"))
                .containsExactly("Are you well?");
    }

    @Test
    void numberedPointsComeBeforeBulletsAndBulletsBeforeQuestions() {
        assertThat(Script.points("- Are you there?\n1. Are you well?\nReady?")).containsExactly("Are you well?");
        assertThat(Script.points("Ready? Steady? Be quick.")).containsExactly("Ready?", "Steady?");
    }

    @Test
    void aPromptWithoutPointsIsAnOpenConversation() {
        assertThat(Script.points("")).hasSize(2);
        assertThat(Script.points("You sell shoes.").get(0)).isEqualTo("How can I help you today?");
    }
}
