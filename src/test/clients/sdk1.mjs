// The TypeScript SDK 1.x: node sdk1.mjs stdio COMMAND… | sse URL | http URL. OSMTALK_API_KEY goes along over HTTP.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { walk } from './walk.mjs';

const [kind, target, ...args] = process.argv.slice(2);
const options = { requestInit: { headers: { 'x-api-key': process.env.OSMTALK_API_KEY } } };
const transport = {
  stdio: () => new StdioClientTransport({ command: target, args, env: process.env, stderr: 'inherit' }),
  sse: () => new SSEClientTransport(new URL(target), options),
  http: () => new StreamableHTTPClientTransport(new URL(target), options),
}[kind]();

const client = new Client({ name: 'sdk1', version: '1' }, { capabilities: {} });
client.onerror = (error) => {
  // the stream that listens is closed under it when the client is closed
  if (error.name !== 'AbortError' && !String(error).includes('AbortError')) throw error;
};
await client.connect(transport);
console.log(`sdk 1.x, ${kind}: ${await walk(client)}`);
