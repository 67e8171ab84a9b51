package com.osmtalk.mcp.kit;

import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.client.AccountApi;
import com.osmtalk.client.Pages;
import com.osmtalk.client.WidgetApi;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.UnusableNumberException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the account's number to call from: the one that was named, or the only one that can be used. Where several
 * could be meant it lists them for the model to ask the person, and does not choose.
 */
public final class NumberFinder {
    private static final NumberingPlan PLAN = new NumberingPlan();
    private static final int MOST = 2_000;

    private NumberFinder() {}

    /**
     * One of the account's numbers.
     *
     * @param simulated whether its calls are simulated, so that nobody's phone rings; null: the server doesn't tell
     */
    public record Found(String id, String number, @Nullable Boolean simulated) {}

    /** @throws ToolException when no number matches, or more than one could be meant */
    public static Found find(WidgetApi api, Optional<String> numberOrId) {
        return find(all(api::listPhoneNumbers), numberOrId);
    }

    /** As {@link #find(WidgetApi, Optional)}, for a caller with a session token instead of a key. */
    public static Found find(AccountApi account, Optional<String> numberOrId) {
        return find(all(account.phoneNumbers()::list), numberOrId);
    }

    private static Found find(List<OwnedNumber> all, Optional<String> numberOrId) {
        if (numberOrId.isPresent()) {
            String wanted = numberOrId.get();
            Optional<PhoneNumber> wantedNumber = parsed(wanted);
            return all.stream()
                    .filter(number -> number.id().equals(wanted)
                            || wantedNumber.equals(Optional.of(PLAN.canonical(number.phoneNumber()))))
                    .findFirst()
                    .map(NumberFinder::found)
                    .orElseThrow(() -> new ToolException(new ToolProblem(
                            "phone_number_not_found",
                            QuotedText.words(wanted, 60) + " is not one of this account's numbers; nothing was"
                                    + " dialled.",
                            "from",
                            all.isEmpty() ? none() : "Its numbers: " + shown(all) + ".",
                            Map.of())));
        }
        List<OwnedNumber> usable = all.stream()
                .filter(number -> !Boolean.FALSE.equals(number.canCall()))
                .filter(number -> number.status() == null || number.status() == OwnedNumber.Status.ACTIVE)
                .filter(number ->
                        number.capabilities() == null || number.capabilities().contains(OwnedNumber.Capability.VOICE))
                .toList();
        if (usable.size() == 1) {
            return found(usable.get(0));
        }
        throw new ToolException(
                usable.isEmpty()
                        ? ToolProblem.of(
                                "no_phone_number",
                                "This account has no active phone number to call from; nothing was dialled.",
                                none())
                        : new ToolProblem(
                                "phone_number_ambiguous",
                                "This account has " + usable.size()
                                        + " numbers and `from` does not say which to use; nothing was dialled.",
                                "from",
                                "Ask the person or choose one: " + shown(usable) + ".",
                                Map.of()));
    }

    private static Optional<PhoneNumber> parsed(String text) {
        try {
            return Optional.of(PLAN.parse(text));
        } catch (UnusableNumberException anId) {
            return Optional.empty();
        }
    }

    private static Found found(OwnedNumber number) {
        if (Boolean.FALSE.equals(number.canCall())) {
            throw new ToolException(new ToolProblem(
                    "no_carrier",
                    "No call can be made from " + number.phoneNumber() + " here: this osmTalk server has no carrier for"
                            + " its provider, " + Wording.code(number.provider()) + "; nothing was dialled or charged.",
                    "from",
                    "Tell the person. Call from another number: list_phone_numbers says which can call.",
                    Map.of()));
        }
        return new Found(number.id(), number.phoneNumber().e164(), number.simulated());
    }

    private static List<OwnedNumber> all(Function<PageRequest, Page<OwnedNumber>> list) {
        return Pages.of(list).stream().limit(MOST).toList();
    }

    private static String none() {
        return "Tell the person to buy or connect a phone number in osmTalk first.";
    }

    private static String shown(List<OwnedNumber> numbers) {
        return numbers.stream()
                .limit(10)
                .map(number -> number.phoneNumber().e164()
                        + Simulated.tag(number.simulated())
                                .map(tag -> ", " + tag)
                                .orElse("")
                        + (number.label() == null || number.label().isBlank()
                                ? ""
                                : ", label " + QuotedText.words(number.label(), 60)))
                .collect(Collectors.joining("; ", "", numbers.size() > 10 ? "; …" : ""));
    }
}
