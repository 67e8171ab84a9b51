package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.KeysRequest;
import com.osmtalk.api.NoteRequest;
import com.osmtalk.api.QuestionAnswer;
import com.osmtalk.api.TransferRequest;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import java.util.Map;
import java.util.function.Function;

/**
 * What can be done about a call while it lasts, over HTTP: by the account for all of its calls, and by an API key for
 * those that it has started itself.
 */
public final class OwnerRoutes implements Feature {
    private final Calls calls;
    private final Chats chats;
    private final OwnerActions owner;

    public OwnerRoutes(Calls calls, Chats chats, OwnerActions owner) {
        this.calls = calls;
        this.chats = chats;
        this.owner = owner;
    }

    @Override
    public void register(Router router) {
        register(router, "/api/calls/{id}", Access.ACCOUNT, Access.ACCOUNT, this::there);
        register(router, "/api/widget/calls/{id}", Access.WIDGET_READ, Access.WIDGET_VOICE, this::started);
    }

    /** @param id the call of the path, if it is there for whoever asks */
    private void register(Router router, String call, Access reading, Access acting, Function<Request, String> id) {
        router.post(
                call + "/end", acting, request -> () -> Response.ok(end(request.organizationId(), id.apply(request))));
        router.post(call + "/transfer", acting, request -> {
            TransferRequest transfer = request.body(TransferRequest.class);
            return () -> Response.ok(calls.transfer(
                    request.organizationId(),
                    request.principal().programId().orElse(null),
                    id.apply(request),
                    transfer));
        });
        router.post(call + "/notes", acting, request -> {
            NoteRequest note = request.body(NoteRequest.class);
            return () -> Response.created(owner.note(request.organizationId(), id.apply(request), note));
        });
        router.post(call + "/keys", acting, request -> {
            KeysRequest keys = request.body(KeysRequest.class);
            return () -> Response.ok(owner.press(request.organizationId(), id.apply(request), keys));
        });
        router.get(
                call + "/questions",
                reading,
                request -> Response.ok(Map.of("data", owner.questions(request.organizationId(), id.apply(request)))));
        router.post(call + "/questions/{n}/answer", acting, request -> {
            QuestionAnswer answer = request.body(QuestionAnswer.class);
            return () ->
                    Response.ok(owner.answer(request.organizationId(), id.apply(request), request.path("n"), answer));
        });
    }

    /** The call of the path, for the key that has started it. */
    private String started(Request request) {
        String id = request.path("id");
        String program = request.principal()
                .programId()
                .orElseThrow(() -> new IllegalStateException("a widget route takes no sessions"));
        owner.requireStartedBy(request.organizationId(), id, program);
        return there(request);
    }

    /** The call of the path. @throws Problem NOT_FOUND when it is not there for whoever asks */
    private String there(Request request) {
        return calls.within(request.reach(), request.path("id"));
    }

    private Call end(String organizationId, String callId) {
        Call call = calls.get(organizationId, callId);
        return switch (call.channel()) {
            case PHONE, WEB -> calls.end(organizationId, callId);
            case CHAT, WHATSAPP -> {
                chats.end(call);
                yield calls.get(organizationId, callId);
            }
        };
    }
}
