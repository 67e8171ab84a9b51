package com.osmtalk.voice.carrier.simulated;

import java.util.regex.Pattern;

/**
 * The people, and the machines, behind the simulated numbers. They answer by what they have heard and how often the
 * agent has spoken; but for the menu, which knows whom it has connected, they remember nothing else.
 */
final class Callees {
    private Callees() {}

    /** Answers what is asked, kindly and no more. */
    static class Polite implements Callee {
        @Override
        public Reaction onSilence(String said, int turn) {
            if (Answers.isGoodbye(said)) {
                return Reaction.say("Goodbye.").thenHangUp();
            }
            return Reaction.say(Answers.to(said, turn));
        }
    }

    /** Is glad of the call and has a question of its own. */
    static final class Interested implements Callee {
        @Override
        public Reaction onSilence(String said, int turn) {
            if (Answers.isGoodbye(said)) {
                return Reaction.say("Thank you so much for calling. Bye!").thenHangUp();
            }
            String answer = Answers.to(said, turn);
            boolean agrees = answer.startsWith("Yes");
            return Reaction.say(
                    switch (turn) {
                        case 0 -> agrees ? "Oh, hello! " + answer : "Oh, hello! Yes, please go ahead.";
                        case 1 -> agrees ? answer + " I have been looking forward to it." : answer;
                        case 2 -> answer + " Do I need to bring anything?";
                        default -> answer;
                    });
        }
    }

    /** Asks what it is about, then cuts the agent short. */
    static final class NotInterested implements Callee {
        @Override
        public Reaction whileListening(int turn) {
            return turn == 1 ? Reaction.say("Sorry, let me stop you there. I am not interested.") : Reaction.WAIT;
        }

        @Override
        public Reaction onSilence(String said, int turn) {
            if (Answers.isGoodbye(said)) {
                return Reaction.say("Bye.").thenHangUp();
            }
            return Reaction.say(turn == 0 ? "Hello. What is this about?" : "No, thank you. I am not interested.");
        }
    }

    /** Has no time now, but wants to talk. */
    static final class WantsCallback implements Callee {
        @Override
        public Reaction onSilence(String said, int turn) {
            if (Answers.isGoodbye(said)) {
                return Reaction.say("Great, talk to you then. Bye.").thenHangUp();
            }
            if (turn == 0) {
                return Reaction.say("Hi. I am in a meeting right now. Could you call me back later?");
            }
            return Reaction.say("Tomorrow after three in the afternoon would be good.");
        }
    }

    /** Never wants to be called again. */
    static final class OptsOut implements Callee {
        @Override
        public Reaction onSilence(String said, int turn) {
            if (Answers.isGoodbye(said)) {
                return Reaction.say("Thank you. Bye.").thenHangUp();
            }
            return Reaction.say(
                    turn == 0
                            ? "Who is this?"
                            : "I never asked for this. Please take me off your list and do not call me again.");
        }
    }

    /** Does not care to talk to a machine. */
    static final class WantsHuman implements Callee {
        @Override
        public Reaction onSilence(String said, int turn) {
            if (Answers.isGoodbye(said)) {
                return Reaction.say("All right, goodbye.").thenHangUp();
            }
            if (turn == 0) {
                return Reaction.say("Hello. I would rather speak to a real person, please.");
            }
            return Reaction.say(Answers.isQuestion(said) ? Answers.to(said, turn) : "Okay, thank you.");
        }
    }

    /** Answers twice and is gone in the middle of the agent's next sentence. */
    static final class HangsUp implements Callee {
        @Override
        public Reaction whileListening(int turn) {
            return turn == 2 ? Reaction.HANG_UP : Reaction.WAIT;
        }

        @Override
        public Reaction onSilence(String said, int turn) {
            return turn < 2 ? Reaction.say(Answers.to(said, turn)) : Reaction.HANG_UP;
        }
    }

    /** Answers yes with the 1 key; speaks when the agent asks whether anyone is there. */
    static final class PressesKeys implements Callee {
        @Override
        public Reaction onSilence(String said, int turn) {
            if (Answers.isGoodbye(said)) {
                return Reaction.say("Bye.").thenHangUp();
            }
            if (said.contains("still there")) {
                return Reaction.say("Sorry, I was pressing the keys. " + Answers.to(said, turn));
            }
            if (turn == 0) {
                return Reaction.say("Hello?");
            }
            String answer = Answers.to(said, turn);
            return answer.startsWith("Yes") || answer.startsWith("Sure")
                    ? Reaction.press("1")
                    : answer.startsWith("Two") || answer.contains("eight.")
                            ? Reaction.press("8#")
                            : Reaction.say(answer);
        }
    }

    /** Has no time when it is wanted, but another; waits while the agent asks, and says what it has understood. */
    static final class OffersAnotherTime implements Callee {
        private static final String OFFER =
                "I am afraid that time is taken. Friday at three in the afternoon would be possible. Would that suit"
                        + " you?";
        private static final Pattern WAIT = Pattern.compile("(?i)\\b(?:one moment|still checking|let me check)\\b");
        private static final Pattern NO =
                Pattern.compile("(?i)\\b(?:not possible|can't|cannot|doesn't|does not|could" + " not|no, )");
        private static final Pattern YES =
                Pattern.compile("(?i)\\b(?:yes|fine|works|take it|please book|perfect|confirm(?:ed)?)\\b");

        private boolean offered;
        private boolean settled;

        @Override
        public Reaction onSilence(String said, int turn) {
            if (Answers.isGoodbye(said)) {
                return Reaction.say("Goodbye.").thenHangUp();
            }
            if (turn == 0) {
                return Reaction.say("Hello. Yes, go ahead.");
            }
            if (!offered) {
                offered = true;
                return Reaction.say(OFFER);
            }
            if (settled) {
                return Reaction.say(Answers.to(said, turn));
            }
            if (NO.matcher(said).find()) {
                settled = true;
                return Reaction.say("All right, then it stays as it is.");
            }
            if (YES.matcher(said).find()) {
                settled = true;
                return Reaction.say("Very good, Friday at three it is.");
            }
            return Reaction.say(WAIT.matcher(said).find() ? "Sure." : "So, shall I put you down for Friday at three?");
        }
    }

    /** A menu with keys, and whoever is behind it; says it three times to somebody who presses none. */
    static final class Menu implements Callee {
        private static final String OPTIONS =
                "For appointments, press 2. For billing, press 3. To speak to reception, press 0.";

        private final Callee person = new Polite();
        private boolean connected;
        private int repeated;

        @Override
        public Reaction onPickUp() {
            return Reaction.say("Thank you for calling the city clinic. " + OPTIONS);
        }

        @Override
        public Reaction onKeys(String keys) {
            if (connected) {
                return Reaction.WAIT;
            }
            String desk = switch (keys) {
                case "2" -> "Appointments";
                case "3" -> "Billing";
                case "0" -> "Reception";
                default -> "";
            };
            connected = !desk.isEmpty();
            return connected
                    ? Reaction.say(desk + ", this is Sam. How can I help you?")
                    : Reaction.say("That is not an option. " + OPTIONS);
        }

        @Override
        public Reaction onSilence(String said, int turn) {
            if (connected) {
                return person.onSilence(said, turn);
            }
            return repeated++ < 2
                    ? Reaction.say(OPTIONS)
                    : Reaction.say("Goodbye.").thenHangUp();
        }
    }

    /** A machine: talks immediately, to nobody, and records what follows until it has enough. */
    static final class Voicemail implements Callee {
        @Override
        public Reaction onPickUp() {
            return Reaction.say("Hello, you have reached my voicemail. I can't take your call right now. "
                            + "Please leave a message after the tone.")
                    .thenBeep();
        }

        @Override
        public Reaction onSilence(String said, int turn) {
            return Reaction.HANG_UP;
        }
    }
}
