// An assistant that knows programs only, through mcp-remote: the program signs in, once, and hands on what is said.
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { placePreviewedCall, toolNames } from './call.mjs';
import { addressIn, surroundings } from './programs.mjs';

export async function remote({ url, person, tools, home }) {
  const id = await through({ url, person, tools, home }, true);
  const again = await through({ url, person, tools, home }, false);
  return `signed in, placed ${id}; started again, placed ${again} without asking`;
}

async function through({ url, person, tools, home }, asks) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [`${tools}/node_modules/mcp-remote/dist/proxy.js`, `${url}/mcp`],
    env: surroundings(home, { MCP_REMOTE_CONFIG_DIR: `${home}/mcp-remote` }),
    stderr: 'pipe',
  });
  const { address, all } = addressIn(transport.stderr);
  let asked = false;
  const consent = address.then((at) => {
    asked = true;
    return person.agree(at);
  });
  const client = new Client({ name: 'stdio assistant', version: '1' });
  try {
    const connected = client.connect(transport);
    await Promise.race([connected, consent.then(() => connected)]);
    assert.equal(asked, asks);
    await toolNames(client);
    return await placePreviewedCall(client);
  } catch (fault) {
    throw new Error(`mcp-remote said:\n${all()}`, { cause: fault });
  } finally {
    await client.close();
  }
}
