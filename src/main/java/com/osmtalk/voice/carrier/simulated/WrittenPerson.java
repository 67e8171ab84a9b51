package com.osmtalk.voice.carrier.simulated;

import com.osmtalk.api.Persona;
import com.osmtalk.voice.carrier.simulated.Callee.Reaction;
import com.osmtalk.voice.rehearsal.PersonTurn;
import java.util.List;

/**
 * A person of this network who takes part in a conversation in writing: says given lines one after the other, and from
 * then on what fits, as they would on the phone. For one conversation.
 */
public final class WrittenPerson {
    private final List<String> lines;
    private final Callee callee;
    private int turn;

    /** @param persona who goes on after the last line */
    public WrittenPerson(List<String> lines, Persona persona) {
        this.lines = lines;
        this.callee = SimulatedCarrier.callee(persona);
    }

    /** @param said all that the agent said since this person last spoke */
    public PersonTurn answer(String said) {
        int current = turn++;
        if (current < lines.size()) {
            return new PersonTurn(lines.get(current), false);
        }
        Reaction cutIn = callee.whileListening(current);
        Reaction reaction = cutIn.equals(Reaction.WAIT) ? callee.onSilence(said, current) : cutIn;
        String words = reaction.words() == null
                ? reaction.keys().isEmpty() ? "" : "[keypad] " + reaction.keys()
                : reaction.words();
        return new PersonTurn(words, reaction.hangsUp());
    }
}
