package com.osmtalk.mcp.guard;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.Subscriber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * By which fingerprints calls are found in the guard's file. It keeps no numbers, so what versions before have noted
 * can't be brought to the form of today: they took the fingerprint of a number as it was typed ({@code
 * +4402079460958}, or WhatsApp's number of a person in Brazil) and of texts in their {@link EarlierForm}. So a call is
 * looked for under those too. The rows are deleted after 48 hours ({@code DialStore.KEPT}): when nobody updates from
 * such a version any more, all that says "earlier" in this package can go.
 */
final class CallFingerprints {
    private final NumberingPlan plan;

    CallFingerprints(NumberingPlan plan) {
        this.plan = plan;
    }

    /** Of who is called, by whom, and what for. */
    String purpose(PhoneNumber to, String speaker, CallPurpose purpose) {
        return Fingerprint.of(subscriber(to).key(), speaker, purpose.fingerprint());
    }

    /** All by which such a call may be in the file. */
    List<String> purposes(DialRequest dial) {
        Set<String> all = new LinkedHashSet<>();
        all.add(purpose(dial.to(), dial.speaker(), dial.purpose()));
        for (String spelling : earlierSpellings(dial.to())) {
            all.add(Fingerprint.of(spelling, dial.speaker(), dial.purpose().earlier()));
            all.add(Fingerprint.of(spelling, dial.speaker(), dial.purpose().fingerprint()));
        }
        return List.copyOf(all);
    }

    /** Of who calls whom. */
    String party(PhoneNumber to, String speaker) {
        return Fingerprint.of(subscriber(to).key(), speaker);
    }

    /** What versions before noted for who calls whom. */
    List<String> earlierParties(PhoneNumber to, String speaker) {
        return earlierSpellings(to).stream()
                .map(spelling -> Fingerprint.of(spelling, speaker))
                .toList();
    }

    /** In which a number may have been typed, and dialled as it was. */
    private List<String> earlierSpellings(PhoneNumber number) {
        return subscriber(number).numbers().stream()
                .flatMap(form -> Stream.concat(Stream.of(form.e164()), plan.withTrunkPrefix(form).stream()))
                .distinct()
                .toList();
    }

    /** Whom a number reaches: calls are compared by it, since a person may have several numbers. */
    private Subscriber subscriber(PhoneNumber number) {
        return Subscriber.of(plan.canonical(number));
    }
}
