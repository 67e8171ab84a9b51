package com.osmtalk.server.call;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.server.http.Problem;
import com.osmtalk.server.numbering.NumberingPlan;

/** Which numbers an organisation may dial at all, by whatever route. */
public final class DialPolicy {
    private final NumberingPlan numberingPlan;
    private final DncList dnc;

    public DialPolicy(NumberingPlan numberingPlan, DncList dnc) {
        this.numberingPlan = numberingPlan;
        this.dnc = dnc;
    }

    /** @throws Problem 422 {@code refused} with the reason */
    void require(String organizationId, PhoneNumber destination) {
        if (!numberingPlan.isDialable(destination)) {
            throw Problem.refused(
                    "invalid_number",
                    destination + " is no number a telephone network has. Check the country code and the digits.");
        }
        if (dnc.contains(organizationId, destination)) {
            throw Problem.refused(
                    "dnc_blocked",
                    destination + " is on the do-not-call list: its owner is not to be called. "
                            + "Only a person of the organisation can take it off that list.");
        }
    }
}
