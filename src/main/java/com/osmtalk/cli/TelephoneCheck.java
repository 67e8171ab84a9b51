package com.osmtalk.cli;

import com.osmtalk.api.NumberHealth;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.client.OsmTalkClient;
import java.util.List;
import java.util.Locale;

/** Whether numbers can ring real phones, as the server finds when it looks. */
final class TelephoneCheck {
    private final OsmTalkClient api;

    TelephoneCheck(OsmTalkClient api) {
        this.api = api;
    }

    /** Numbers whose calls are not simulated. */
    List<OwnedNumber> realNumbers() {
        Page<OwnedNumber> numbers = api.widget().listPhoneNumbers(PageRequest.first(PageRequest.MAX_LIMIT));
        return numbers.data().stream()
                .filter(number -> !Boolean.TRUE.equals(number.simulated()))
                .toList();
    }

    /** A number of ours by itself or its id. @throws UsageException when there is none */
    OwnedNumber number(String written) {
        List<OwnedNumber> numbers = api.widget()
                .listPhoneNumbers(PageRequest.first(PageRequest.MAX_LIMIT))
                .data();
        return numbers.stream()
                .filter(number -> number.id().equals(written)
                        || number.phoneNumber().e164().equals(written))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no number " + written + " here. Yours: "
                        + String.join(
                                ", ",
                                numbers.stream()
                                        .map(number -> number.phoneNumber().e164())
                                        .toList())));
    }

    /** Looks at a number now, which takes some seconds. */
    List<CheckResult> look(OwnedNumber number) {
        return api.account().telephony().health(number.id()).checks().stream()
                .map(check -> result(number, check))
                .toList();
    }

    private static CheckResult result(OwnedNumber number, NumberHealth.Check check) {
        String subject = number.phoneNumber() + ", "
                + check.subject().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new CheckResult(check.ok(), subject, check.sentence(), check.whatToDo());
    }
}
