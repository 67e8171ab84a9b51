package com.osmtalk.server.agent;

import com.osmtalk.api.SpeechRequest;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Rate;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.http.Throttle;
import com.osmtalk.server.store.blob.TemporaryFile;
import com.osmtalk.voice.speech.SpeechServices;
import java.util.Map;

/** Hearing the voice of an agent. Each sample costs whoever pays for the speech service, so there are few a minute. */
public final class VoiceSampleRoutes implements Feature {
    private final VoiceSamples samples;
    private final Throttle ofOrganization = new Throttle(new Rate(20, 10));

    public VoiceSampleRoutes(SpeechServices speech) {
        this.samples = new VoiceSamples(speech);
    }

    @Override
    public void register(Router router) {
        router.post("/api/platform/speech", Access.ACCOUNT, this::speak);
    }

    private Router.Commit speak(Request request) {
        SpeechRequest wanted = request.body(SpeechRequest.class);
        ofOrganization.take(request.organizationId());
        VoiceSamples.Sample sample = samples.speak(wanted);
        return () -> Response.blob("audio/wav", TemporaryFile.of(out -> out.write(sample.wave())))
                .with(Map.of("X-OsmTalk-Voice", sample.provider()));
    }
}
