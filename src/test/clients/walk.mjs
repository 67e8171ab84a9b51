// What every client does with the real server: look at the tools, find an agent, place a call on the simulated network.
import assert from 'node:assert/strict';

export async function walk(client) {
  const { tools } = await client.listTools();
  const names = tools.map((tool) => tool.name);
  for (const name of ['list_agents', 'start_outbound_call', 'get_call']) {
    assert(names.includes(name), `${name} is not in ${names}`);
  }
  const [agent] = (await call(client, 'list_agents', {})).agents;
  const variables = Object.fromEntries((agent.variables ?? []).map((name) => [name, 'Tuesday']));
  // a number of its own: the same call twice within minutes is answered with the first
  const to = `+120255501${20 + (process.pid % 79)}`;
  const placed = await call(client, 'start_outbound_call', { agent: agent.id, to, variables });
  assert.match(placed.call_id, /./);
  const seen = await call(client, 'get_call', { call_id: placed.call_id });
  assert.equal(seen.call_id, placed.call_id);
  await client.close();
  return placed.call_id;
}

async function call(client, name, args) {
  const result = await client.callTool({ name, arguments: args });
  assert(!result.isError, `${name}: ${JSON.stringify(result.content)}`);
  return result.structuredContent;
}
