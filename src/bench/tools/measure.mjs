// Calls list_agents from so many clients at once, and counts.
// node measure.mjs SECONDS KEY "TRANSPORT NAME=URL-OR-COMMAND" …
import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';

const [seconds, key, ...subjects] = process.argv.slice(2);
const WARM_SECONDS = 40;
const MOST_CLIENTS = 64;
const HELLO = {
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
};
const CALL = { method: 'tools/call', params: { name: 'list_agents', arguments: {} } };

/** A session of Streamable HTTP on a connection of its own. */
async function overHttp(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let session;
  let id = 0;
  const ask = (message) =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'x-api-key': key,
        ...(session && { 'mcp-session-id': session }),
      };
      const sent = request(url, { method: 'POST', agent, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text) => (body += text));
        response.on('end', () => {
          session ??= response.headers['mcp-session-id'];
          resolve(body && JSON.parse(body));
        });
      });
      sent.on('error', reject);
      sent.end(JSON.stringify({ jsonrpc: '2.0', id: ++id, ...message }));
    });
  await reachable(() => ask(HELLO));
  return { ask, close: () => agent.destroy() };
}

/** The servers were started a moment ago. */
async function reachable(attempt) {
  for (let left = 200; ; left--) {
    try {
      return await attempt();
    } catch (e) {
      if (left === 0) throw e;
      await new Promise((resume) => setTimeout(resume, 100));
    }
  }
}

/** One process; its clients are requests on the way at the same time, as there is one client at most to a stdio server. */
async function overStdio(command) {
  const child = spawn('/bin/sh', ['-c', `exec ${command}`], { stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting = new Map();
  let id = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = JSON.parse(line);
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const ask = (message) =>
    new Promise((resolve) => {
      waiting.set(++id, resolve);
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...message })}\n`);
    });
  await ask(HELLO);
  child.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
  return { ask, close: () => child.kill() };
}

/** Has them call for so long. */
async function call(clients, seconds) {
  const times = [];
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      for (let start = performance.now(); start < end; ) {
        const answer = await client.ask(CALL);
        if (!answer.result || answer.result.isError) {
          throw new Error(`list_agents failed: ${JSON.stringify(answer)}`);
        }
        const now = performance.now();
        times.push(now - start);
        start = now;
      }
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { rate: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}

// what runs for long is measured, not what has just been started: Java and Node both compile while they run
const servers = [];
for (const subject of subjects) {
  const { transport, name, place } = /^(?<transport>\w+) (?<name>\w+)=(?<place>.*)$/.exec(subject).groups;
  const clients =
    transport === 'http'
      ? await Promise.all(Array.from({ length: MOST_CLIENTS }, () => overHttp(place)))
      : Array(MOST_CLIENTS).fill(await overStdio(place));
  await call(clients, WARM_SECONDS);
  servers.unshift({ transport, name, clients });
}
const rates = new Map();
console.log('| transport | clients | server | calls/s | p50 ms | p99 ms | × typescript |');
console.log('| --- | ---: | --- | ---: | ---: | ---: | ---: |');
for (const count of [1, 8, MOST_CLIENTS]) {
  for (const { transport, name, clients } of servers) {
    const { rate, p50, p99 } = await call(clients.slice(0, count), Number(seconds));
    rates.set(`${transport} ${count} ${name}`, rate);
    const ratio = rate / rates.get(`${transport} ${count} typescript`);
    const cells = [transport, count, name, rate.toFixed(0), p50.toFixed(2), p99.toFixed(2), ratio.toFixed(2)];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
servers.forEach(({ clients }) => clients.forEach((client) => client.close()));
