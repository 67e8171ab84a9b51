// Places a call with an osmTalk agent, prints what is said while it is said, and what came of it.
//
//   ./osmtalk serve                          (in another terminal; prints an API key the first time)
//   export OSMTALK_API_KEY=osm_...
//   java -cp "target/osmtalk.jar:target/lib/*" examples/java/PlaceACall.java <agent id or name> <number>
//
// for example with the number of a simulated person who answers and is interested:
//
//   java -cp "target/osmtalk.jar:target/lib/*" examples/java/PlaceACall.java "Appointment reminder" +12025550100
//
// OSMTALK_API_URL names another server than the bundled one. On Windows the class path is separated by semicolons.

import com.osmtalk.api.AgentSummary;
import com.osmtalk.api.Call;
import com.osmtalk.api.OutboundCallAccepted;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.client.Pages;
import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.client.WidgetApi;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

public class PlaceACall {
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("usage: PlaceACall <agent id or name> <number, like +12025550100>");
            System.exit(2);
        }
        String url = System.getenv().getOrDefault("OSMTALK_API_URL", "http://localhost:4002");
        try (OsmTalkClient client = OsmTalkClient.builder()
                .baseUrl(URI.create(url))
                .apiKey(System.getenv("OSMTALK_API_KEY"))
                .build()) {
            Call call = follow(client.widget(), place(client.widget(), args[0], PhoneNumber.of(args[1])));
            System.out.printf(
                    "%s%s after %.0f s, %s%n",
                    inWords(call.status()),
                    isSimulated(call.simulated()) ? ", simulated," : "",
                    call.durationSeconds(),
                    call.costTotal());
            if (call.failureReason() != null) {
                System.out.println(call.failureReason().cause() + " " + call.failureReason().whatToTry());
            }
        } catch (ApiException e) {
            System.err.println(e.getMessage() + " (" + e.code() + ")");
            System.exit(1);
        } catch (UnknownOutcomeException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static String place(WidgetApi api, String wanted, PhoneNumber destination) {
        AgentSummary agent = Pages.of(api::listAgents).stream()
                .filter(each -> each.id().equals(wanted) || each.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no agent " + wanted + "."));
        List<OwnedNumber> numbers = api.listPhoneNumbers(PageRequest.first(1)).data();
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("There is no number to call from.");
        }
        // what the bundled agent asks for; agent.variables() says what yours does
        Map<String, String> variables = Map.of("first_name", "Asha", "day", "Tuesday");
        OutboundCallRequest request = OutboundCallRequest.to(destination)
                .agentId(agent.id())
                .phoneNumberId(numbers.get(0).id())
                .dynamicVariables(variables)
                .build();
        // one key for one intent: whatever happens on the way, the phone rings once
        OutboundCallAccepted accepted =
                api.startOutboundCall(request, UUID.randomUUID().toString());
        System.out.println((isSimulated(accepted.simulated()) ? "Simulated call, nobody's phone rings: " : "")
                + agent.name() + " calls " + destination + " (" + accepted.callId() + ")");
        return accepted.callId();
    }

    /** A server may not tell. */
    private static boolean isSimulated(Boolean told) {
        return Boolean.TRUE.equals(told);
    }

    private static Call follow(WidgetApi api, String callId) throws InterruptedException {
        int shown = 0;
        while (true) {
            Call call = api.getCall(callId);
            List<TranscriptEntry> transcript = call.transcript() == null ? List.of() : call.transcript();
            for (TranscriptEntry line : transcript.subList(shown, transcript.size())) {
                System.out.println("  " + inWords(line.role()) + ": " + line.text());
            }
            shown = transcript.size();
            if (call.status().isTerminal()) {
                return call;
            }
            Thread.sleep(1000);
        }
    }

    private static String inWords(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
