package com.osmtalk.server.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.osmtalk.api.Json;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.UnusableNumberException;
import java.io.IOException;

/**
 * How bodies that somebody sends us become records: strictly, and with every telephone number in its canonical form.
 * The contract's own mapper can't do that, since it doesn't know numbering plans.
 */
final class RequestJson {
    static final JsonMapper MAPPER = Json.STRICT
            .rebuild()
            .addModule(new SimpleModule("numbers").addDeserializer(PhoneNumber.class, new CanonicalNumber()))
            .build();

    private RequestJson() {}

    private static final class CanonicalNumber extends StdDeserializer<PhoneNumber> {
        private static final long serialVersionUID = 1;

        /** Not part of what would be serialized, if anybody did that to a deserializer. */
        private final transient NumberingPlan plan = new NumberingPlan();

        CanonicalNumber() {
            super(PhoneNumber.class);
        }

        @Override
        public PhoneNumber deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (PhoneNumber) context.handleUnexpectedToken(PhoneNumber.class, json);
            }
            try {
                return plan.parse(json.getText());
            } catch (UnusableNumberException e) {
                throw JsonMappingException.from(json, e.getMessage(), new IllegalArgumentException(e.requirement(), e));
            }
        }
    }
}
