package com.osmtalk.server.identity;

import com.osmtalk.api.AssistantConnection;
import com.osmtalk.server.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which numbers a connected assistant may use, and that it may not take on costs its limits can't hold. */
public final class ConnectionReach {
    /** Why something is refused that concerns a number which is not one of an assistant's. */
    public static final String NUMBER_NOT_PERMITTED = "number_not_permitted";

    /** What every refusal by a limit ends with. */
    public static final String WHERE = " The person can change it under Settings, Connected assistants.";

    private ConnectionReach() {}

    /** @throws Problem REFUSED {@code number_not_permitted} */
    public static void requireNumber(Principal principal, String numberId) {
        if (principal instanceof Principal.Assistant assistant) {
            requireNumber(assistant.connection(), numberId);
        }
    }

    /** @param numberId null: none @throws Problem REFUSED {@code number_not_permitted} */
    public static void requireNumber(AssistantConnection connection, @Nullable String numberId) {
        List<String> numbers = connection.phoneNumberIds();
        if (numbers != null && numberId != null && !numbers.contains(numberId)) {
            throw Problem.refused(
                    NUMBER_NOT_PERMITTED,
                    "This assistant may use the numbers " + String.join(", ", numbers) + " only, not " + numberId + "."
                            + WHERE);
        }
    }

    /**
     * That somebody may add a number to the organisation's: whoever may use some only would have calls come in on it.
     *
     * @throws Problem FORBIDDEN for an assistant that may use some numbers only
     */
    public static void requireAllNumbers(Principal principal) {
        if (principal.onlyNumbers().isPresent()) {
            throw Problem.forbidden(
                    "This assistant may use some numbers only, so a person has to add another one." + WHERE);
        }
    }

    /**
     * That somebody may see what is told of all the organisation's numbers together.
     *
     * @param what this is, as in "the transactions"
     * @throws Problem FORBIDDEN for an assistant that may use some numbers only
     */
    public static void requireWhole(Principal principal, String what) {
        if (principal.onlyNumbers().isPresent()) {
            throw Problem.forbidden("This assistant may use some numbers only, and " + what
                    + " are those of the whole organisation, so a person has to look at them." + WHERE);
        }
    }

    /**
     * That somebody may buy a number.
     *
     * @throws Problem FORBIDDEN for an assistant whose spending or numbers are limited
     */
    public static void requirePurchase(Principal principal) {
        requireAllNumbers(principal);
        if (principal instanceof Principal.Assistant assistant
                && assistant.connection().maxSpendPerDay() != null) {
            throw Problem.forbidden(
                    "A number costs rent every month, which this assistant's limit of spending a day does"
                            + " not hold, so a person has to buy it." + WHERE);
        }
    }
}
