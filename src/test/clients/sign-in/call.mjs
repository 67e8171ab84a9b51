// A call on the simulated network, asked for as an assistant does: by the agent that is there from the start.
import assert from 'node:assert/strict';

/** Numbers of nobody (the range for fiction), each used once: the same call twice is answered with the first. */
let next = 100;

export async function toolNames(client) {
  const names = (await client.listTools()).tools.map((tool) => tool.name);
  for (const name of ['list_agents', 'start_outbound_call', 'get_call']) {
    assert(names.includes(name), `${name} is not in ${names}`);
  }
}

/** What a preview says, whose token allows exactly the call that it shows. */
export function tokenIn(preview) {
  const { text } = preview.content[0];
  assert.match(text, /Nothing was dialled yet; this is a preview.*confirmation_token=/s);
  return text.match(/confirmation_token=(\w+)/)[1];
}

/** Places a call and finds it again. */
export async function placeCall(client) {
  const call = await anyCall(client);
  return found(client, await use(client, 'start_outbound_call', call));
}

/** The same with a client that cannot ask its person: a preview, and the token from it. */
export async function placePreviewedCall(client) {
  const call = await anyCall(client);
  const preview = await client.callTool({ name: 'start_outbound_call', arguments: call });
  return found(client, await use(client, 'start_outbound_call', { ...call, confirmation_token: tokenIn(preview) }));
}

/** The arguments of a call by an agent that is there. */
export async function anyCall(client) {
  const [agent] = (await use(client, 'list_agents', {})).agents;
  const variables = Object.fromEntries((agent.variables ?? []).map((name) => [name, 'Tuesday']));
  return { agent: agent.id, to: `+12025550${next++}`, variables };
}

async function found(client, { call_id: id }) {
  assert.match(id, /./);
  assert.equal((await use(client, 'get_call', { call_id: id })).call_id, id);
  return id;
}

async function use(client, name, args) {
  const result = await client.callTool({ name, arguments: args });
  assert(!result.isError, `${name}: ${JSON.stringify(result.content)}`);
  return result.structuredContent;
}
