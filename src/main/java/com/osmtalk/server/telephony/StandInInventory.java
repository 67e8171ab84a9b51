package com.osmtalk.server.telephony;

import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.NumberType;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A stand-in for a carrier's inventory: numbers made up from the numbering plan. Each is valid in its country, and they
 * are the same on every server at any time, but nobody has them to sell: outside the simulated telephone network a call
 * to one reaches whoever really has it.
 */
public final class StandInInventory implements NumberInventory {
    private static final int SIZE = 300;
    private static final int ATTEMPTS = 20 * SIZE;

    /** So many last digits of a number change at least. */
    private static final int FEWEST_DIGITS = 4;

    private final NumberingPlan plan;

    public StandInInventory(NumberingPlan plan) {
        this.plan = plan;
    }

    /** The only network on which a made-up number can be used. */
    @Override
    public NumberProvider provider() {
        return NumberProvider.SIMULATED;
    }

    @Override
    public List<PhoneNumber> numbers(String country, NumberType type) {
        Optional<PhoneNumber> example = plan.example(country, type);
        if (example.isEmpty()) {
            return List.of();
        }
        Set<PhoneNumber> numbers = new LinkedHashSet<>();
        Digits digits = new Digits((country + type).hashCode());
        String pattern = example.get().e164();
        int most = pattern.length() - 1 - plan.countryCodeLength(example.get());
        for (int i = 0; i < ATTEMPTS && numbers.size() < SIZE; i++) {
            int changed = Math.min(most, FEWEST_DIGITS + i % Math.max(1, most - FEWEST_DIGITS + 1));
            PhoneNumber number =
                    PhoneNumber.of(pattern.substring(0, pattern.length() - changed) + digits.next(changed));
            if (is(number, country, type)) {
                numbers.add(number);
            }
        }
        return new ArrayList<>(numbers);
    }

    private boolean is(PhoneNumber number, String country, NumberType type) {
        return plan.isValid(number)
                && plan.country(number).filter(country::equals).isPresent()
                && plan.type(number).filter(type::equals).isPresent();
    }

    /** Digits that look like chance and are the same on every Java: the generator is Knuth's, of MMIX. */
    private static final class Digits {
        private long state;

        Digits(long seed) {
            state = seed;
        }

        String next(int count) {
            StringBuilder digits = new StringBuilder(count);
            for (int i = 0; i < count; i++) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                digits.append((state >>> 33) % 10);
            }
            return digits.toString();
        }
    }
}
