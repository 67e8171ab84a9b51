// The authorization scenarios of the conformance suite, with a client that is registered as the suite wants it.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { run, surroundings } from './programs.mjs';

export async function suite({ url, person, tools, home }) {
  const port = await freePort();
  const registered = await fetch(`${url}/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      client_name: 'conformance',
      redirect_uris: [`http://127.0.0.1:${port}/callback`],
      token_endpoint_auth_method: 'none',
    }),
  });
  assert.equal(registered.status, 201);
  const { client_id: client } = await registered.json();
  const program = `${tools}/node_modules/@modelcontextprotocol/conformance/dist/index.js`;
  const about = ['--url', url, '--client-id', client, '--resource', `${url}/mcp`, '--port', String(port)];
  const { output, asked } = await run(person, process.execPath, [program, 'authorization', ...about], surroundings(home));
  assert(asked, output);
  return output.slice(output.indexOf('=== SUMMARY')).trim();
}

async function freePort() {
  const taken = createServer();
  await new Promise((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address();
  await new Promise((resolve) => taken.close(resolve));
  return port;
}
