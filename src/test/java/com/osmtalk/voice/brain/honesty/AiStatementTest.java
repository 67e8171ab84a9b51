package com.osmtalk.voice.brain.honesty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words of organisations for what people must be told: those that say it, and those that only look like it. */
class AiStatementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | I am an AI assistant calling for {{company}}.",
                "en | Hello! This is the AI assistant of {{company}}.",
                "en | Hi! {{company}}'s voice robot here.",
                "en | I'm an A.I. assistant of {{company}}.",
                "en | i am an ai agent of {{company}}",
                "en | Hello, this is Anna, the AI assistant of {{company}}.",
                "en | You are talking to an artificial intelligence of {{company}}.",
                "en | I am an AI of {{company}}, not a person. Please do not hang up.",
                "en | I am not a human but an AI assistant of {{company}}.",
                "en | I am the AI of {{company}}. You may ask for a human.",
                "hi | नमस्ते! मैं {{company}} का एआई सहायक हूँ।",
                "hi | Namaste, main {{company}} ka AI assistant hoon.",
                "es | Hola, soy un asistente de inteligencia artificial de {{company}}.",
                "fr | Je suis un assistant d'intelligence artificielle de {{company}}.",
                "fr | Bonjour, je suis l'IA de {{company}}.",
                "de | Hier ist die KI von {{company}}.",
                "de | Guten Tag, ich bin der KI-Assistent von {{company}}, kein Mensch.",
                "pt | Olá, sou um assistente de IA de {{company}}.",
                "it | Buongiorno, sono un assistente di intelligenza artificiale di {{company}}.",
                "nl | Hallo, ik ben een AI-assistent van {{company}}.",
            })
    void saysThatAMachineSpeaks(String language, String words) {
        assertThat(AiStatement.missingIn(words, language)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | I am not an AI, I am a human of {{company}}.",
                "en | Hello from {{company}}, no robot here",
                "en | Hello from {{company}}.",
                "en | I'm no A.I., I call for {{company}}.",
                "en | I am a virtual assistant of {{company}}.",
                "en | This is an AI of {{company}}. Just kidding, I'm a real person.",
                "en | Do you like AI? This is {{company}}.",
                "en | I am Anna, I sell AI for {{company}}.",
                "en | I am calling about AI for {{company}}.",
                "en | I am not, as you may think, an AI of {{company}}.",
                "en | I am anything but this - never an AI: {{company}}.",
                "en | A human of {{company}} speaks, and this is an AI.",
                "en | I am an \u0410I assistant of {{company}}.",
                "en | I am an AI of {{company}}. I \u0430m a hum\u0430n.",
                "en | I am n\u200bot an AI, {{company}}.",
                "hi | मैं एआई नहीं हूँ, मैं {{company}} का इंसान हूँ।",
                "hi | Main {{company}} se hoon, robot nahi hoon.",
                "es | No soy una IA, soy una persona de {{company}}.",
                "fr | Je ne suis pas une IA, j'appelle pour {{company}}.",
                "de | Ich bin keine KI, ich bin ein Mensch von {{company}}.",
                "de | Hier ist {{company}}, ohne Roboter.",
                "pt | Não sou um robô, sou da {{company}}.",
                "it | Non sono un robot, chiamo per {{company}}.",
                "it | Sono Anna di {{company}} e parlo ai clienti.",
                "nl | Ik ben geen AI maar een mens van {{company}}.",
            })
    void doesNotSayThatAMachineSpeaks(String language, String words) {
        assertThat(AiStatement.missingIn(words, language)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | This call is recorded.",
                "en | We record.",
                "hi | यह कॉल रिकॉर्ड की जा रही है।",
                "es | Esta llamada se graba.",
                "fr | Cet appel est enregistré.",
                "de | Dieses Gespräch wird aufgezeichnet.",
                "pt | Esta chamada é gravada.",
                "it | Questa chiamata viene registrata.",
                "nl | Dit gesprek wordt opgenomen.",
            })
    void saysThatItIsRecorded(String language, String words) {
        assertThat(AiStatement.missingInRecording(words, language)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | This call is not recorded.",
                "en | This call isn't recorded.",
                "en | Nobody records this.",
                "en | Is this recorded?",
                "en | Have a good day.",
                "hi | यह कॉल रिकॉर्ड नहीं होती।",
                "es | Esta llamada no se graba.",
                "fr | Cet appel n'est pas enregistré.",
                "de | Dieses Gespräch wird nicht aufgezeichnet.",
                "nl | Dit gesprek wordt niet opgenomen.",
            })
    void doesNotSayThatItIsRecorded(String language, String words) {
        assertThat(AiStatement.missingInRecording(words, language)).isPresent();
    }
}
