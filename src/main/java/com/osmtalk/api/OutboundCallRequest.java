package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a phone call. {@link #to} begins one, so that callers name only what they give.
 *
 * @param agentId absent: the organisation's general agent, which needs a {@code task}
 * @param phoneNumberId the organisation's number to call from; absent: its only one
 * @param destination the number to call, E.164
 * @param agentVersion a published version; absent: the agent as it is now
 * @param dynamicVariables fill the {@code {{name}}} places of greeting and prompt
 * @param consent that the person agreed to be called; kept with the call
 * @param task what this call is for, in the words of whoever asks for it; at most 2,000 characters
 * @param callee who is called: a person's or a business' name; at most 100 characters
 * @param onBehalfOf whom the agent calls for; at most 100 characters
 * @param firstWords said instead of the agent's greeting; at most 500 characters
 * @param answers what is to be found out, at most 20: the fields of this call's analysis instead of the agent's
 * @param scheduledAt when to dial; absent: now
 * @param retry whether to dial again when nobody is reached; absent: not
 * @param dialWindow when it may be dialled, further attempts included; absent: whenever the account's rules allow it
 */
public record OutboundCallRequest(
        @Nullable String agentId,
        @Nullable String phoneNumberId,
        PhoneNumber destination,
        @Nullable Integer agentVersion,
        @Nullable Map<String, String> dynamicVariables,
        @Nullable Consent consent,
        @Nullable String task,
        @Nullable String callee,
        @Nullable String onBehalfOf,
        @Nullable String firstWords,
        @Nullable List<WantedAnswer> answers,
        @Nullable Instant scheduledAt,
        @Nullable CallRetry retry,
        @Nullable DialWindow dialWindow) {
    /** The same for a server that doesn't know such windows. */
    public OutboundCallRequest withoutDialWindow() {
        return new OutboundCallRequest(
                agentId,
                phoneNumberId,
                destination,
                agentVersion,
                dynamicVariables,
                consent,
                task,
                callee,
                onBehalfOf,
                firstWords,
                answers,
                scheduledAt,
                retry,
                null);
    }

    /** Begins a request for a call to that number. */
    public static Builder to(PhoneNumber destination) {
        return new Builder(destination);
    }

    /** Collects a request; what is not set is absent. */
    public static final class Builder {
        private final PhoneNumber destination;
        private @Nullable String agentId;
        private @Nullable String phoneNumberId;
        private @Nullable Integer agentVersion;
        private @Nullable Map<String, String> dynamicVariables;
        private @Nullable Consent consent;
        private @Nullable String task;
        private @Nullable String callee;
        private @Nullable String onBehalfOf;
        private @Nullable String firstWords;
        private @Nullable List<WantedAnswer> answers;
        private @Nullable Instant scheduledAt;
        private @Nullable CallRetry retry;
        private @Nullable DialWindow dialWindow;

        private Builder(PhoneNumber destination) {
            this.destination = destination;
        }

        public Builder agentId(@Nullable String agentId) {
            this.agentId = agentId;
            return this;
        }

        public Builder phoneNumberId(@Nullable String phoneNumberId) {
            this.phoneNumberId = phoneNumberId;
            return this;
        }

        public Builder agentVersion(@Nullable Integer agentVersion) {
            this.agentVersion = agentVersion;
            return this;
        }

        public Builder dynamicVariables(@Nullable Map<String, String> dynamicVariables) {
            this.dynamicVariables = dynamicVariables;
            return this;
        }

        public Builder consent(@Nullable Consent consent) {
            this.consent = consent;
            return this;
        }

        public Builder task(@Nullable String task) {
            this.task = task;
            return this;
        }

        public Builder callee(@Nullable String callee) {
            this.callee = callee;
            return this;
        }

        public Builder onBehalfOf(@Nullable String onBehalfOf) {
            this.onBehalfOf = onBehalfOf;
            return this;
        }

        public Builder firstWords(@Nullable String firstWords) {
            this.firstWords = firstWords;
            return this;
        }

        public Builder answers(@Nullable List<WantedAnswer> answers) {
            this.answers = answers;
            return this;
        }

        public Builder scheduledAt(@Nullable Instant scheduledAt) {
            this.scheduledAt = scheduledAt;
            return this;
        }

        public Builder retry(@Nullable CallRetry retry) {
            this.retry = retry;
            return this;
        }

        public Builder dialWindow(@Nullable DialWindow dialWindow) {
            this.dialWindow = dialWindow;
            return this;
        }

        public OutboundCallRequest build() {
            return new OutboundCallRequest(
                    agentId,
                    phoneNumberId,
                    destination,
                    agentVersion,
                    dynamicVariables,
                    consent,
                    task,
                    callee,
                    onBehalfOf,
                    firstWords,
                    answers,
                    scheduledAt,
                    retry,
                    dialWindow);
        }
    }
}
