#!/bin/sh
# A walk through the osmTalk API with curl: who can call, a call and what was said in it, the same request again, figures.
#
#   ./osmtalk serve                                        in one terminal
#   API_KEY=$(./osmtalk keys create --name walk) examples/walk.sh    in another
#
#   API_KEY    an API key (osm_…)
#   BASE_URL   default http://localhost:4002
#   TO         the number to call; the default is one of the simulated network, which answers
#
# JSON is shown with python3 where it is there, as it comes where it is not.

set -eu

BASE_URL=${BASE_URL:-http://localhost:4002}
TO=${TO:-+12025550100}
if [ -z "${API_KEY:-}" ]; then
    echo "Set API_KEY, for example: API_KEY=\$(./osmtalk keys create --name walk) examples/walk.sh" >&2
    exit 2
fi
answer=$(mktemp)
headers=$(mktemp)
trap 'rm -f "$answer" "$headers"' EXIT

say() {
    printf '\n%s\n' "$*"
}

# Sends a request and leaves the answer in the two files. $1: method, $2: path, the rest: further options of curl
request() {
    method=$1
    path=$2
    shift 2
    # the key goes in by a file, so that it is in no list of processes
    if ! status=$(printf 'header = "x-api-key: %s"\n' "$API_KEY" | curl --config - --silent --show-error --max-time 30 \
        --request "$method" --output "$answer" --dump-header "$headers" --write-out '%{http_code}' "$@" "$BASE_URL$path"); then
        echo "$BASE_URL can't be reached; is ./osmtalk serve running?" >&2
        exit 1
    fi
    case $status in
        2*) ;;
        *)
            echo "$method $path answered $status:" >&2
            show >&2
            exit 1
            ;;
    esac
}

show() {
    if command -v python3 >/dev/null; then
        python3 -c 'import json, sys; print(json.dumps(json.load(sys.stdin), indent=2, ensure_ascii=False))' <"$answer"
    else
        cat "$answer"
        echo
    fi
}

# The first value of a field in the answer, when it is a text.
field() {
    tr -d '\n' <"$answer" | sed -n "s/^[^\"]*.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"
}

# The id of the first row of a list.
first_id() {
    tr -d '\n' <"$answer" | sed -n 's/^{ *"data" *: *\[ *{ *"id" *: *"\([^"]*\)".*/\1/p'
}

transcript() {
    if command -v python3 >/dev/null; then
        python3 -c '
import json, sys
for line in json.load(sys.stdin).get("transcript", []):
    print("  %6.1f s  %-7s %s" % (line["offsetMs"] / 1000, line["role"], line["text"]))' <"$answer"
    else
        tr -d '\n' <"$answer" | sed 's/"role" *: *"/\
/g' | sed -n 's/^\([a-z]*\)" *, *"text" *: *"\(.*\)" *, *"offsetMs".*/  \1: \2/p'
    fi
}

say '1. The agents that can call'
request GET '/api/widget/agents?limit=5'
show
agent=$(first_id)

say '2. The numbers they can call from'
request GET '/api/widget/phone-numbers?limit=5'
show
number=$(first_id)
if [ -z "$agent" ] || [ -z "$number" ]; then
    echo 'An agent and a number are needed; there is none in this organisation.' >&2
    exit 1
fi

key="walk-$(date +%s)-$$"
body="{\"agentId\":\"$agent\",\"phoneNumberId\":\"$number\",\"destination\":\"$TO\",\"dynamicVariables\":{\"first_name\":\"Asha\",\"day\":\"Tuesday\"}}"
place_call() {
    request POST /api/widget/calls/outbound --header 'Content-Type: application/json' \
        --header "Idempotency-Key: $key" --data "$body"
}

say "3. A call to $TO, with the Idempotency-Key $key"
place_call
show
call=$(field callId)
if grep -q '"simulated" *: *true' "$answer"; then
    echo "This call is simulated: nobody's phone rings, and whoever answers is made up."
fi

say '4. Its states'
before=
polls=0
while :; do
    request GET "/api/widget/calls/$call"
    now=$(field status)
    if [ "$now" != "$before" ]; then
        echo "  $now"
        before=$now
    fi
    case $now in
        completed | failed) break ;;
    esac
    polls=$((polls + 1))
    if [ "$polls" -gt 300 ]; then
        echo "The call $call has not ended in five minutes." >&2
        exit 1
    fi
    sleep 1
done

say '5. What was said'
if [ "$now" = failed ]; then
    echo "  nothing: $(field failureReason); GET /api/calls/failure-reasons tells what to do about it"
fi
transcript

say '6. The same request again: the first answer comes back, and nobody is called'
place_call
grep -i '^idempotent-replayed:' "$headers"
again=$(field callId)
if [ "$again" != "$call" ]; then
    echo "A second call was made: $again" >&2
    exit 1
fi
echo "  still $again"

say '7. The figures'
request GET /api/widget/dashboard
show
