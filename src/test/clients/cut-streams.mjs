// Follows a call with wait_for_call over Streamable HTTP, through a proxy that cuts every connection, twice: the client
// takes its stream up again, and misses nothing and hears nothing twice.
//   OSMTALK_API_KEY=… node cut-streams.mjs URL
import net from 'node:net';
import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StreamableHTTPClientTransport} from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const server = new URL(process.argv[2]);
const open = new Set();
const proxy = net.createServer(client => {
  const upstream = net.connect(Number(server.port), server.hostname);
  for (const [from, to] of [[client, upstream], [upstream, client]]) {
    open.add(from);
    from.on('data', bytes => to.write(bytes));
    from.on('error', () => to.destroy());
    from.on('close', () => { open.delete(from); to.destroy(); });
  }
});
await new Promise(ready => proxy.listen(0, '127.0.0.1', ready));
let cuts = 0;
function cut() {
  cuts++;
  for (const socket of open) socket.destroy();
}

function check(what, holds) {
  if (!holds) throw new Error(`not so: ${what}`);
  console.log(`  ok  ${what}`);
}

const client = new Client({name: 'cut-streams', version: '1'});
client.onerror = () => {}; // of the streams that are cut
await client.connect(new StreamableHTTPClientTransport(
    new URL(server.pathname, `http://127.0.0.1:${proxy.address().port}`),
    {
      requestInit: {headers: {'x-api-key': process.env.OSMTALK_API_KEY}},
      reconnectionOptions: {
        initialReconnectionDelay: 200, maxReconnectionDelay: 1000, reconnectionDelayGrowFactor: 1.5, maxRetries: 10,
      },
    }));
const placed = await client.callTool({name: 'start_outbound_call', arguments: {
  agent: 'Appointment reminder', to: '+12025550106', variables: {first_name: 'Asha', day: 'Tuesday'},
}});
const told = [];
let last = 0;
const answer = await client.callTool(
    {name: 'wait_for_call', arguments: {call_id: placed.structuredContent.call_id, timeout_seconds: 45}},
    undefined,
    {
      timeout: 60_000,
      onprogress: ({progress}) => {
        told.push(progress);
        // when something has come over the stream that will be cut
        if (cuts < 2 && told.length > last + 1) {
          last = told.length;
          setTimeout(cut, 300);
        }
      },
    });
check('both connections were cut', cuts === 2);
check('the call was followed to its end', answer.structuredContent.done === true);
check('its lines are there', answer.structuredContent.transcript.length > 3);
check('what was told came in order, once each',
    told.length > 4 && told.every((progress, i) => i === 0 || progress > told[i - 1]));
const agents = await client.callTool({name: 'list_agents', arguments: {}});
check('the session goes on', agents.structuredContent.total >= 1);
await client.close();
process.exit(0);
