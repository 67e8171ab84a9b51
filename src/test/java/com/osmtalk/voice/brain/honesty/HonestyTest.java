package com.osmtalk.voice.brain.honesty;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.voice.phrases.Phrase;
import com.osmtalk.voice.phrases.StandardPhrases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Are you a robot?" in the words of many people, and what an agent must not claim. */
class HonestyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Are you a robot?",
                "are you a robot",
                "r u a bot",
                "R u a r0bot??",
                "ru a bot",
                "are u human",
                "Are you an AI?",
                "Are you an A.I.?",
                "Are you A. I.",
                "are you ai",
                "Are you a real person?",
                "Are you real?",
                "r u real",
                "Wait, are you actually a human being?",
                "Hold on. Am I talking to a machine?",
                "am i speaking with a computer right now",
                "Am I speaking to a real human?",
                "Is this a robot?",
                "Is this a recording?",
                "is this automated",
                "Is this some kind of AI thing?",
                "This is a robot, right?",
                "this is a recording",
                "You're a bot, aren't you?",
                "youre a robot",
                "ur a bot",
                "you sound like a robot",
                "You sound robotic.",
                "you are not human",
                "Aren't you a robot?",
                "Are you a robot or a human?",
                "robot or human?",
                "Are you even human?",
                "Are you a hooman",
                "are you a humen",
                "are you a robbot",
                "Are you a roboott",
                "are you a mashine",
                "are you a machin",
                "Are you ChatGPT?",
                "Is it a chatbot I am talking to?",
                "A robot?",
                "Robot?",
                "bot?",
                "So you're an AI.",
                "Are you a computer program",
                "Are you a live agent?",
                "What are you?",
                "Are you some sort of machine? And how much does it cost?",
                "Did a robot just call me?",
                "Ａｒｅ ｙｏｕ ａ ｒｏｂｏｔ",
                "Are you a ro​bot?",
                "Kya aap robot hain?",
                "kya ap robot ho",
                "aap robot ho kya",
                "aap insaan ho ya machine",
                "tum robot ho",
                "kya main robot se baat kar raha hoon",
                "kya main kisi insaan se baat kar rahi hu",
                "aap AI hain kya",
                "yeh robot hai kya",
                "kya yeh recording hai",
                "ye machine bol rahi hai kya",
                "क्या आप रोबोट हैं?",
                "आप रोबोट हो क्या",
                "क्या आप इंसान हैं",
                "आप इंसान हैं या मशीन?",
                "क्या मैं मशीन से बात कर रहा हूँ?",
                "क्या आप एआई हैं?",
                "क्या आप AI हैं?",
                "क्या यह रिकॉर्डिंग है",
                "तुम असली हो क्या",
                "¿Eres un robot?",
                "eres un robot",
                "¿Es usted una máquina?",
                "es usted una persona real",
                "¿Estoy hablando con una máquina?",
                "¿Hablo con una persona?",
                "¿Eres humano?",
                "¿Es esto una grabación?",
                "Usted es un robot, ¿verdad?",
                "Êtes-vous un robot ?",
                "Vous êtes une machine ?",
                "Est-ce que je parle à une vraie personne ?",
                "Tu es une IA ?",
                "Sind Sie ein Roboter?",
                "Bist du eine KI?",
                "Spreche ich mit einem Menschen?",
                "Sind Sie ein echter Mensch?",
                "Você é um robô?",
                "Lei è un robot?",
                "Bent u een robot?"
            })
    void isAskedForAMachine(String said) {
        assertThat(RobotQuestion.isIn(said)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yes, that works for me.",
                "I would like to speak to a real person.",
                "Can I talk to a human?",
                "Let me talk to a person please.",
                "Are you open on Saturdays?",
                "Are you calling about my appointment?",
                "Are you able to send me a text message?",
                "What time are you open?",
                "Is this about the delivery?",
                "Is this a good time?",
                "Is it going to take long?",
                "Is this Riverside Dental?",
                "I have a coffee machine that is broken.",
                "My computer does not start.",
                "I work in human resources.",
                "Two people, I think.",
                "Can the machine be repaired?",
                "Sorry, I was pressing the keys.",
                "It is Alex Morgan.",
                "Who is this?",
                "What is this about?",
                "Hello?",
                "I never asked for this. Please take me off your list and do not call me again.",
                "mujhe insaan se baat karni hai",
                "mujhe kisi insaan se baat karna hai",
                "मुझे किसी इंसान से बात करनी है",
                "Haan, kal das baje theek hai.",
                "aap kahan se bol rahe hain",
                "aap kal aa sakte hain kya",
                "हाँ, ठीक है।",
                "आप कहाँ से बोल रहे हैं?",
                "मुझे कल का समय चाहिए",
                "Quiero hablar con una persona.",
                "¿Quién es?",
                "Sí, a las diez está bien.",
                "Ja, das passt.",
                "Wann haben Sie geöffnet?",
                "Wer sind Sie?",
                "Oui, c'est bien.",
                "Quelle heure est-il ?",
                "[keypad] 1"
            })
    void isNotAskedForAMachine(String said) {
        assertThat(RobotQuestion.isIn(said)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am a human.",
                "Hi, I'm Anna, a real human.",
                "My name is Anna, a human being.",
                "I'm a real person, I promise.",
                "I'm human, of course.",
                "No, I am not a robot.",
                "No, I'm definitely not an AI.",
                "I'm not a machine, I'm Priya from Acme.",
                "Haha, I am not some bot.",
                "Yes, human.",
                "A real human!",
                "You are talking to a real person.",
                "Real person here.",
                "This is not a recording.",
                "I'm as human as you are.",
                "Main insaan hoon.",
                "Nahi, main robot nahi hoon.",
                "main ek insaan hu",
                "मैं इंसान हूँ।",
                "मैं रोबोट नहीं हूँ।",
                "नहीं, मैं कोई मशीन नहीं हूँ।",
                "Soy una persona real.",
                "No, no soy un robot.",
                "No soy ninguna máquina.",
                "Je suis une vraie personne.",
                "Je ne suis pas un robot.",
                "Ich bin ein Mensch.",
                "Ich bin kein Roboter.",
                "Não sou um robô.",
                "Non sono un robot.",
                "Ik ben geen robot."
            })
    void claimsToBeAPerson(String sentence) {
        assertThat(HumanClaim.isIn(sentence)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am an AI assistant, not a person.",
                "I am an AI assistant.",
                "I am not a person.",
                "No, I am not human.",
                "I am Priya from Acme.",
                "I am here to help a person like you.",
                "I am in human resources.",
                "I am not sure.",
                "I am not available on Monday.",
                "I am the automated assistant of Riverside Dental.",
                "May I speak to a real person at your company?",
                "Can you make it to your appointment on Tuesday?",
                "The machine is ready to be picked up.",
                "Would you like to speak to a human?",
                "I am really sorry.",
                "I am real glad to hear that.",
                "मैं एक एआई सहायक हूँ, कोई इंसान नहीं।",
                "Main ek AI assistant hoon, koi insaan nahi.",
                "Soy un asistente de inteligencia artificial, no una persona.",
                "No soy una persona.",
                "Ich bin ein KI-Assistent, kein Mensch.",
                "Je suis un assistant d'intelligence artificielle, pas une personne.",
                "Ik ben een AI-assistent, geen mens.",
                "Sono un assistente di intelligenza artificiale, non una persona."
            })
    void claimsNothingUntrue(String sentence) {
        assertThat(HumanClaim.isIn(sentence)).isFalse();
    }

    @Test
    void theTruthIsNoClaimInAnyLanguage() {
        for (String language : StandardPhrases.LANGUAGES) {
            for (Phrase phrase : Phrase.values()) {
                assertThat(HumanClaim.isIn(StandardPhrases.in(language).get(phrase)))
                        .as(language + " " + phrase)
                        .isFalse();
            }
        }
    }

    @Test
    void aLongSpeechIsReadQuickly() {
        String speech = "are you are you robot is this you sound like a ".repeat(40_000);

        assertThat(RobotQuestion.isIn(speech)).isTrue();
        assertThat(HumanClaim.isIn("I am really ".repeat(100_000))).isFalse();
    }
}
