// Places a call with an osmTalk agent, waits until it is over, and prints what was said and what came of it.
//
//   OSMTALK_API_KEY    an API key (osm_…)
//   OSMTALK_API_URL    default http://localhost:4002
//
// Usage: npm run call -- [number] [agent's name]. The default number belongs to the simulated network, and answers.

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/osmtalk.js";

type Call = components["schemas"]["Call"];
type ApiError = components["schemas"]["ApiError"];

const POLL_MILLIS = 500;
const PATIENCE_MILLIS = 10 * 60 * 1000;

const apiKey = process.env.OSMTALK_API_KEY;
if (!apiKey) {
  console.error("Set OSMTALK_API_KEY; ./osmtalk keys create --name example makes one.");
  process.exit(2);
}
const api = createClient<paths>({
  baseUrl: process.env.OSMTALK_API_URL ?? "http://localhost:4002",
  headers: { "x-api-key": apiKey },
});

/** What the API answered, or its error as an exception: a sentence, and the id to ask for help with. */
function answer<T>(result: { data?: T; error?: ApiError }): T {
  if (result.data === undefined) {
    const problem = result.error;
    throw new Error(problem ? `${problem.error} (${problem.code}, ${problem.requestId})` : "The answer is empty.");
  }
  return result.data;
}

async function place(destination: string, agentName?: string): Promise<string> {
  const agents = answer(await api.GET("/api/widget/agents", { params: { query: { limit: 100 } } })).data;
  const agent = agents.find((each) => agentName === undefined || each.name === agentName);
  const numbers = answer(await api.GET("/api/widget/phone-numbers", { params: { query: { limit: 1 } } })).data;
  const number = numbers[0];
  if (!agent || !number) {
    throw new Error(agent ? "There is no number to call from." : `There is no agent ${agentName ?? "yet"}.`);
  }
  const accepted = answer(
    await api.POST("/api/widget/calls/outbound", {
      // one key for one intent: however often this request is sent, the phone rings once
      params: { header: { "Idempotency-Key": randomUUID() } },
      body: {
        agentId: agent.id,
        phoneNumberId: number.id,
        destination,
        dynamicVariables: { first_name: "Asha", day: "Tuesday" },
      },
    }),
  );
  const simulated = accepted.simulated ? "Simulated call, nobody's phone rings: " : "";
  console.log(`${simulated}${agent.name} calls ${destination} (${accepted.callId})`);
  return accepted.callId;
}

async function ended(id: string): Promise<Call> {
  for (const start = Date.now(); Date.now() - start < PATIENCE_MILLIS; await sleep(POLL_MILLIS)) {
    const call = answer(await api.GET("/api/widget/calls/{id}", { params: { path: { id } } }));
    if (call.status === "completed" || call.status === "failed") {
      return call;
    }
  }
  throw new Error(`The call ${id} has not ended in ten minutes.`);
}

const [destination = "+12025550100", agentName] = process.argv.slice(2);
const call = await ended(await place(destination, agentName));
for (const line of call.transcript ?? []) {
  console.log(`  ${(line.offsetMs / 1000).toFixed(1).padStart(6)} s  ${line.role.padEnd(7)} ${line.text}`);
}
const outcome = [call.status, call.failureReason, call.simulated ? "simulated" : undefined].filter(Boolean).join(", ");
console.log(`${outcome} after ${call.durationSeconds} s, ₹${call.costTotal.toFixed(2)}`);
