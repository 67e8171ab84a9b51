package com.osmtalk.server.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.osmtalk.api.ErrorBody.FieldError;
import com.osmtalk.api.Json;
import com.osmtalk.api.SipTrunk;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.validation.FieldErrors;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write for a trunk: what of it is meant, and which field is wrong. */
class TrunkRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "host": "sip.example.com"                                  | sip.example.com
            "host": " SIP.Example.COM. "                               | sip.example.com
            "host": "192.0.2.1"                                        | 192.0.2.1
            "host": "2001:DB8::1"                                      | [2001:db8::1]
            "host": "[2001:db8::1]"                                    | [2001:db8::1]
            "host": "pbx"                                              | pbx
            "host": "my_pbx.local"                                     | my_pbx.local
            """)
    void aHostIsTakenInItsManySpellings(String fields, String host) throws IOException {
        SipTrunk trunk = TrunkRules.canonical(trunk(fields));

        assertThat(errors(trunk)).isEmpty();
        assertThat(trunk.host()).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "username": " u ", "password": " p "                       | "u" " p"
            "username": "+12025550100", "register": true               | "+12025550100"
            "username": "u", "authUser": "u@realm.example.com", "password": "p" | "u"
            "username": "", "password": "", "authUser": " ", "publicAddress": "", "outboundProxy": "" | -
            "publicAddress": " 203.0.113.7 "                           | -
            "publicAddress": "2001:db8::7", "optionsIntervalSeconds": 0 | -
            "outboundProxy": "Edge.example.com:5080"                   | -
            "outboundProxy": "2001:db8::7", "fromDomain": "192.0.2.1"  | -
            "codecs": [], "optionsIntervalSeconds": 10                 | -
            "inboundAddresses": []                                     | -
            "inboundAddresses": [" 203.0.113.7 ", "203.0.0.0/16", "::ffff:0:1", "2001:db8::/32"] | -
            "codecs": ["opus", "pcmu", "pcma", "g722"], "optionsIntervalSeconds": 3600, "port": 65535 | -
            """)
    void whatMakesSenseIsTaken(String fields, String why) throws IOException {
        assertThat(errors(TrunkRules.canonical(trunk("\"host\": \"h\", " + fields))))
                .as(why)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "host": ""                                                 | host
            "host": "sip:sip.example.com"                              | host
            "host": "sip.example.com:5061"                             | host
            "host": "user@sip.example.com"                             | host
            "host": "sip.example.com;transport=tls"                    | host
            "host": "https://sip.example.com/"                         | host
            "host": "sip..example.com/"                                | host
            "host": "300.1.2.3"                                        | host
            "host": "127.1"                                            | host
            "host": "0.0.0.0"                                          | host
            "host": "224.0.0.1"                                        | host
            "host": "[::1"                                             | host
            "host": "bücher.example"                                   | host
            "host": "h", "port": 65536                                 | port
            "host": "h", "port": -1                                    | port
            "host": "h", "username": "a b"                             | username
            "host": "h", "username": "u@sip.example.com"               | username
            "host": "h", "username": "<u>"                             | username
            "host": "h", "username": "u\\r\\nx"                        | username
            "host": "h", "password": "p"                               | username
            "host": "h", "authUser": "a"                               | username
            "host": "h", "register": true                              | username
            "host": "h", "username": "u", "authUser": "a\\"b"           | authUser
            "host": "h", "username": "u", "password": "p\\u0000"        | password
            "host": "h", "outboundProxy": "edge:0"                     | outboundProxy
            "host": "h", "outboundProxy": "sip:edge"                   | outboundProxy
            "host": "h", "outboundProxy": "999.1.1.1:5060"             | outboundProxy
            "host": "h", "fromDomain": "a:5060"                        | fromDomain
            "host": "h", "codecs": ["pcmu", "pcmu"]                    | codecs
            "host": "h", "codecs": ["pcmu", null]                      | codecs
            "host": "h", "codecs": ["pcmu", "pcma", "g722", "opus", "pcmu"] | codecs
            "host": "h", "publicAddress": "sip.example.com"            | publicAddress
            "host": "h", "publicAddress": "0.0.0.0"                    | publicAddress
            "host": "h", "publicAddress": "203.0.113"                  | publicAddress
            "host": "h", "optionsIntervalSeconds": 9                   | optionsIntervalSeconds
            "host": "h", "optionsIntervalSeconds": 3601                | optionsIntervalSeconds
            "host": "h", "optionsIntervalSeconds": -1                  | optionsIntervalSeconds
            "host": "h", "inboundAddresses": ["sip.example.com"]       | inboundAddresses[0]
            "host": "h", "inboundAddresses": ["203.0.113.7", "203.0.113"] | inboundAddresses[1]
            "host": "h", "inboundAddresses": ["203.0.113.0/33"]        | inboundAddresses[0]
            "host": "h", "inboundAddresses": ["203.0.113.0/"]          | inboundAddresses[0]
            "host": "h", "inboundAddresses": ["300.0.113.1"]           | inboundAddresses[0]
            "host": "h", "inboundAddresses": ["203.0.0.0/15"]          | inboundAddresses[0]
            "host": "h", "inboundAddresses": ["0.0.0.0/0"]             | inboundAddresses[0]
            "host": "h", "inboundAddresses": ["::/0"]                  | inboundAddresses[0]
            "host": "h", "inboundAddresses": ["224.0.0.1"]             | inboundAddresses[0]
            "host": "h", "inboundAddresses": ["2001:db8::/31"]         | inboundAddresses[0]
            "host": "h", "inboundAddresses": [null]                    | inboundAddresses[0]
            "host": "h", "inboundAddresses": ["203.0.113.7,203.0.113.8"] | inboundAddresses[0]
            "host": "h", "inboundAddresses": ["fe80::1%eth0"]          | inboundAddresses[0]
            """)
    void theFieldThatIsWrongIsNamed(String fields, String path) throws IOException {
        assertThat(errors(TrunkRules.canonical(trunk(fields))))
                .extracting(FieldError::path)
                .containsExactly("sip." + path);
    }

    private static SipTrunk trunk(String fields) throws IOException {
        return Json.STRICT.readValue("{" + fields + "}", SipTrunk.class);
    }

    @SuppressWarnings("unchecked")
    private static List<FieldError> errors(SipTrunk trunk) {
        FieldErrors errors = new FieldErrors();
        TrunkRules.check("sip.", trunk, errors);
        Problem problem = catchThrowableOfType(Problem.class, errors::refuseIfAny);
        return problem == null
                ? List.of()
                : (List<FieldError>) problem.details().get("fields");
    }
}
