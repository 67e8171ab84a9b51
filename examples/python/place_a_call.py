"""Places a call with an osmTalk agent, waits until it is over, and prints what was said and what came of it.

    OSMTALK_API_KEY    an API key (osm_…)
    OSMTALK_API_URL    default http://localhost:4002

Usage: python3 place_a_call.py [--async] [number] [agent's name]. The default number belongs to the simulated network,
and answers. With --async the same walk runs under asyncio.
"""

import asyncio
import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from typing import Any, Dict, Optional

POLL_SECONDS = 0.5
PATIENCE_SECONDS = 10 * 60

Json = Dict[str, Any]


class ApiError(Exception):
    """What the API refused, in its words, with the id to ask for help with."""

    def __init__(self, status: int, problem: Json) -> None:
        super().__init__(f"{problem.get('error')} ({problem.get('code')}, {problem.get('requestId')})")
        self.status = status
        self.code = problem.get("code")


class OsmTalk:
    """The few requests this walk needs."""

    def __init__(self, api_key: str, base_url: str = "http://localhost:4002") -> None:
        self._api_key = api_key
        self._base_url = base_url.rstrip("/")

    def get(self, path: str) -> Json:
        return self._send("GET", path, None, {})

    def place_call(self, agent: Json, number: Json, destination: str) -> Json:
        """The new call: its id, and whether it is simulated."""
        body = {
            "agentId": agent["id"],
            "phoneNumberId": number["id"],
            "destination": destination,
            "dynamicVariables": {"first_name": "Asha", "day": "Tuesday"},
        }
        # one key for one intent: however often this request is sent, the phone rings once
        once = {"Idempotency-Key": str(uuid.uuid4())}
        return self._send("POST", "/api/widget/calls/outbound", body, once)

    def _send(self, method: str, path: str, body: Optional[Json], headers: Dict[str, str]) -> Json:
        request = urllib.request.Request(
            self._base_url + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"x-api-key": self._api_key, "Content-Type": "application/json", **headers},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                answer: Json = json.load(response)
                return answer
        except urllib.error.HTTPError as refusal:
            with refusal:
                text = refusal.read()
            try:
                problem = json.loads(text)
            except ValueError:
                problem = {"error": f"The answer has status {refusal.code} and is not the API's."}
            raise ApiError(refusal.code, problem) from None


def place(api: OsmTalk, destination: str, agent_name: Optional[str]) -> str:
    agents = api.get("/api/widget/agents?limit=100")["data"]
    agent = next((each for each in agents if agent_name in (None, each["name"])), None)
    numbers = api.get("/api/widget/phone-numbers?limit=1")["data"]
    if agent is None or not numbers:
        raise LookupError("There is no number to call from." if agent else f"There is no agent {agent_name or 'yet'}.")
    accepted = api.place_call(agent, numbers[0], destination)
    call_id: str = accepted["callId"]
    simulated = "Simulated call, nobody's phone rings: " if accepted.get("simulated") else ""
    print(f"{simulated}{agent['name']} calls {destination} ({call_id})")
    return call_id


def is_over(call: Json) -> bool:
    return call["status"] in ("completed", "failed")


def show(call: Json) -> None:
    for line in call.get("transcript", []):
        print(f"  {line['offsetMs'] / 1000:6.1f} s  {line['role']:7} {line['text']}")
    simulated = "simulated" if call.get("simulated") else None
    outcome = ", ".join(filter(None, (call["status"], call.get("failureReason"), simulated)))
    print(f"{outcome} after {call['durationSeconds']} s, ₹{call['costTotal']:.2f}")


def walk(api: OsmTalk, destination: str, agent_name: Optional[str]) -> None:
    call_id = place(api, destination, agent_name)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_over(call := api.get(f"/api/widget/calls/{call_id}")):
        if time.monotonic() > deadline:
            raise TimeoutError(f"The call {call_id} has not ended in ten minutes.")
        time.sleep(POLL_SECONDS)
    show(call)


async def walk_async(api: OsmTalk, destination: str, agent_name: Optional[str]) -> None:
    """The same; a thread waits for each answer, so that the event loop never does."""
    call_id = await asyncio.to_thread(place, api, destination, agent_name)

    async def ended() -> Json:
        while not is_over(call := await asyncio.to_thread(api.get, f"/api/widget/calls/{call_id}")):
            await asyncio.sleep(POLL_SECONDS)
        return call

    show(await asyncio.wait_for(ended(), PATIENCE_SECONDS))


def main() -> None:
    arguments = [each for each in sys.argv[1:] if each != "--async"]
    destination = arguments[0] if arguments else "+12025550100"
    agent_name = arguments[1] if len(arguments) > 1 else None
    api_key = os.environ.get("OSMTALK_API_KEY")
    if not api_key:
        sys.exit("Set OSMTALK_API_KEY; ./osmtalk keys create --name example makes one.")
    api = OsmTalk(api_key, os.environ.get("OSMTALK_API_URL", "http://localhost:4002"))
    try:
        if "--async" in sys.argv[1:]:
            asyncio.run(walk_async(api, destination, agent_name))
        else:
            walk(api, destination, agent_name)
    except (ApiError, LookupError, TimeoutError, asyncio.TimeoutError, urllib.error.URLError) as failure:
        sys.exit(str(failure) or "The call has not ended in ten minutes.")


if __name__ == "__main__":
    main()
