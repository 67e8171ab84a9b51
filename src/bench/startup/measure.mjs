// From starting a server's process to its first useful answer over stdio, and the most memory it had by then.
// node measure.mjs ROUNDS tools/list|list_agents NAME=COMMAND …   the answer is that of tools/list, or of the tool list_agents.
// The servers take turns; the first round warms the disk's cache and is not counted.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [rounds, question, ...servers] = process.argv.slice(2);
const OPENING = [
  {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'startup', version: '1' } },
  },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
  question === 'tools/list'
    ? { jsonrpc: '2.0', id: 2, method: 'tools/list' }
    : { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: question, arguments: {} } },
];
const LIMIT_MILLIS = 60_000;

/** As a client does it: what follows initialize is sent when its answer is there. */
function start(command) {
  return new Promise((resolve, reject) => {
    const began = process.hrtime.bigint();
    const child = spawn('/bin/sh', ['-c', `exec ${command}`], { stdio: ['pipe', 'pipe', 'pipe'] });
    const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MILLIS);
    let complaints = '';
    let result;
    child.stderr.on('data', (text) => (complaints += text));
    const send = (message) => child.stdin.write(`${JSON.stringify(message)}\n`);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const answer = JSON.parse(line);
      if (answer.id === 1) {
        OPENING.slice(1).forEach(send);
      } else if (answer.id === 2) {
        const millis = Number(process.hrtime.bigint() - began) / 1e6;
        if (answer.result?.isError === true || answer.error) {
          complaints += line;
        } else {
          result = { millis, tools: answer.result.tools?.length ?? '', megabytes: peak(child.pid) };
        }
        child.stdin.end();
      }
    });
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(limit);
      result ? resolve(result) : reject(new Error(`${command} did not answer ${question}: ${complaints}`));
    });
    // one that stays after its input has ended is not waited for
    child.stdin.on('finish', () => setTimeout(() => child.kill('SIGKILL'), 3_000).unref());
    send(OPENING[0]);
  });
}

function peak(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)[1]) / 1024;
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

const subjects = servers.map((server) => {
  const cut = server.indexOf('=');
  return { name: server.slice(0, cut), command: server.slice(cut + 1), runs: [] };
});
for (let round = 0; round <= Number(rounds); round++) {
  for (const subject of subjects) {
    const run = await start(subject.command);
    if (round > 0) {
      subject.runs.push(run);
    }
  }
}
const row = (cells) => console.log(`| ${cells.join(' | ')} |`);
const figures = subjects.map(({ name, runs }) => ({
  name,
  tools: runs[0].tools,
  millis: quantile(runs.map((run) => run.millis), 0.5),
  slow: quantile(runs.map((run) => run.millis), 0.9),
  megabytes: quantile(runs.map((run) => run.megabytes), 0.5),
}));
const peers = figures.filter(({ name }) => !name.startsWith('osmtalk'));
row(['server', 'tools', 'median ms', '90 % ms', 'peak MB', ...peers.map(({ name }) => `× ${name}, time / memory`)]);
row(['---', ...Array(4 + peers.length).fill('---:')]);
for (const { name, tools, millis, slow, megabytes } of figures) {
  const ratios = peers.map((peer) => `${(millis / peer.millis).toFixed(2)} / ${(megabytes / peer.megabytes).toFixed(2)}`);
  row([name, tools, millis.toFixed(0), slow.toFixed(0), megabytes.toFixed(0), ...ratios]);
}
