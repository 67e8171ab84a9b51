// The TypeScript SDK 2.x: node sdk2.mjs auto|modern|legacy stdio COMMAND… | http URL. OSMTALK_API_KEY goes along over HTTP.
import assert from 'node:assert/strict';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { walk } from './walk.mjs';

const [era, kind, target, ...args] = process.argv.slice(2);
const mode = { auto: 'auto', modern: { pin: '2026-07-28' }, legacy: 'legacy' }[era];
const transport = {
  stdio: () => new StdioClientTransport({ command: target, args, env: process.env, stderr: 'inherit' }),
  http: () =>
    new StreamableHTTPClientTransport(new URL(target), {
      requestInit: { headers: { 'x-api-key': process.env.OSMTALK_API_KEY } },
    }),
}[kind]();

const client = new Client({ name: 'sdk2', version: '1' }, { capabilities: {}, versionNegotiation: { mode } });
await client.connect(transport);
assert.equal(client.getProtocolEra(), era === 'legacy' ? 'legacy' : 'modern');
console.log(`sdk 2.x, ${era}, ${kind}: ${await walk(client)}`);
