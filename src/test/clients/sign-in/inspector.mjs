// The Inspector's command line: it signs in, and keeps its token where the desktop has a
// keyring for it. Without one, as here, it signs in for each command.
import assert from 'node:assert/strict';
import { tokenIn } from './call.mjs';
import { run, surroundings } from './programs.mjs';

/** The status with which it ends when a tool answers that it did not do what was asked, as a preview does. */
const A_TOOL_FAILED = 5;

export async function inspector({ url, person, tools, home }) {
  const program = `${tools}/node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js`;
  // without a terminal it signs in only when it is told that a browser will open
  const env = surroundings(home, { MCP_STORAGE_DIR: `${home}/inspector`, MCP_AUTO_OPEN_ENABLED: 'true' });
  const server = [`${url}/mcp`, '--transport', 'http', '--callback-url', 'http://127.0.0.1:0/oauth/callback'];
  const inspect = async (...what) => {
    const { output, asked } = await run(person, process.execPath, [program, '--cli', ...server, ...what], env, A_TOOL_FAILED);
    assert(asked, output);
    return JSON.parse(output);
  };
  const use = (tool, args) =>
    inspect('--method', 'tools/call', '--tool-name', tool, '--tool-args-json', JSON.stringify(args));

  const { tools: listed } = await inspect('--method', 'tools/list');
  assert(listed.some((tool) => tool.name === 'start_outbound_call'));
  const call = { agent: 'Appointment reminder', to: '+12025550198', variables: { first_name: 'Asha', day: 'Tuesday' } };
  const confirmation_token = tokenIn(await use('start_outbound_call', call));
  const placed = await use('start_outbound_call', { ...call, confirmation_token });
  assert(!placed.isError, JSON.stringify(placed.content));
  return `signed in, placed ${placed.structuredContent.call_id}`;
}
