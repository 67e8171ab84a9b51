package com.osmtalk.server.campaign;

import com.osmtalk.api.Consent;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberKind;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.UnusableNumberException;
import com.osmtalk.server.call.DynamicVariables;
import com.osmtalk.server.compliance.ConsentRules;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.validation.FieldErrors;
import java.time.Instant;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks leads before a transaction is opened for them: looking fifty thousand numbers up in numbering plans takes
 * longer than the database should be held. Of each row it keeps only one bit, whether it is good.
 */
final class LeadCheck implements LeadSource.Sink {
    private static final int MAX_ROWS = 50_000;
    private static final int MAX_VARIABLES = 50;

    private final NumberingPlan plan;
    private final Instant now;
    private final Set<String> needed;
    private final Set<String> missing = new LinkedHashSet<>();
    private final BitSet good = new BitSet();
    private final LeadErrors errors = new LeadErrors();
    private int rows;

    /**
     * @param needed the variables that the agent's words have places for
     * @param now no consent is given later
     */
    LeadCheck(NumberingPlan plan, List<String> needed, Instant now) {
        this.plan = plan;
        this.needed = new LinkedHashSet<>(needed);
        this.now = now;
    }

    /** The number of a row that is good, in canonical form. */
    PhoneNumber number(String text) {
        try {
            return plan.parse(text);
        } catch (UnusableNumberException notOfAGoodRow) {
            throw new IllegalStateException(notOfAGoodRow);
        }
    }

    boolean isGood(int row) {
        return good.get(row);
    }

    /** The needed variables that some good row has no value for, not even an empty one. */
    List<String> missing() {
        return needed.stream().filter(missing::contains).toList();
    }

    LeadErrors errors() {
        return errors;
    }

    @Override
    public void lead(int row, String phoneNumber, Map<String, String> variables, @Nullable Consent consent) {
        count();
        if (isDialable(row, phoneNumber) && areGood(row, variables) && isGood(row, consent)) {
            good.set(row);
            if (missing.size() < needed.size()) {
                needed.stream().filter(name -> !variables.containsKey(name)).forEach(missing::add);
            }
        }
    }

    @Override
    public void fault(int row, String message) {
        count();
        errors.add(row, message);
    }

    private void count() {
        rows++;
        if (rows > MAX_ROWS) {
            throw Problem.invalid(
                    "",
                    String.format(
                            Locale.ROOT,
                            "There are more than %,d rows. Send them in parts; none was stored.",
                            MAX_ROWS));
        }
    }

    private boolean isDialable(int row, String text) {
        try {
            PhoneNumber number = plan.parse(text);
            NumberKind kind = plan.kind(number);
            if (kind.isNeverDialled()) {
                errors.add(row, number + " is " + kind.description() + "; such numbers are never dialled");
            } else if (plan.isValid(number)) {
                return true;
            } else {
                errors.add(row, number + " is not a valid phone number");
            }
        } catch (UnusableNumberException e) {
            errors.add(row, e.getMessage());
        }
        return false;
    }

    private boolean areGood(int row, Map<String, String> variables) {
        if (variables.size() > MAX_VARIABLES) {
            errors.add(row, "has more than " + MAX_VARIABLES + " variables");
            return false;
        }
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (!DynamicVariables.isName(variable.getKey())) {
                errors.add(row, DynamicVariables.NAME_RULE);
                return false;
            }
            String value = variable.getValue();
            if (value.length() > DynamicVariables.VALUE_LENGTH) {
                errors.add(row, variable.getKey() + " is longer than " + DynamicVariables.VALUE_LENGTH + " characters");
                return false;
            }
            if (value.codePoints().anyMatch(LeadCheck::isNoText)) {
                errors.add(row, variable.getKey() + " has characters that are not text");
                return false;
            }
        }
        return true;
    }

    private boolean isGood(int row, @Nullable Consent consent) {
        FieldErrors faults = new FieldErrors();
        if (consent != null) {
            ConsentRules.check("consent", consent, now, faults);
        }
        faults.first().ifPresent(fault -> errors.add(row, fault.path() + " " + fault.message()));
        return faults.first().isEmpty();
    }

    private static boolean isNoText(int codePoint) {
        return codePoint == 0 || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
