package com.osmtalk.server.telephony;

import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.NumberType;
import com.osmtalk.api.PhoneNumber;
import java.util.List;

/** The numbers somebody has to sell, whoever holds them here; a carrier's own takes the place of the stand-in. */
public interface NumberInventory {
    /** Who carries the calls of the numbers that are bought from it. */
    NumberProvider provider();

    /** Numbers of a country and type, always in the same order. @param country ISO 3166-1 alpha-2 */
    List<PhoneNumber> numbers(String country, NumberType type);
}
