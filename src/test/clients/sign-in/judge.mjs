// Others' programs sign in to a real server: node judge.mjs URL TOOLS HOME. The administrator's password and CHROMIUM are
// in the environment. Each is tried, also when another failed.
import { mkdirSync } from 'node:fs';
import { inspector } from './inspector.mjs';
import { Person } from './person.mjs';
import { remote } from './remote.mjs';
import { sdk1, sdk2Of2025, sdk2Of2026 } from './sdk.mjs';
import { suite } from './suite.mjs';

const [url, tools, home] = process.argv.slice(2);
mkdirSync(home, { recursive: true });
const person = await Person.at(url, process.env.OSMTALK_ADMIN_PASSWORD);

async function tried(name, judge) {
  try {
    console.log(`\n==> ${name}\n${await judge({ url, person, tools, home })}`);
  } catch (fault) {
    console.error(`\n==> ${name}, which failed\n`, fault);
    process.exitCode = 1;
  }
}

try {
  await tried('the conformance suite, authorization', suite); // first and alone, as the person signs in with it
  await Promise.all([
    tried('TypeScript SDK 1.x', sdk1),
    tried('TypeScript SDK 2.x, protocol of 2025', sdk2Of2025),
    tried('TypeScript SDK 2.x, protocol of 2026', sdk2Of2026),
    tried('mcp-remote', remote),
    tried('the Inspector', inspector),
  ]);
} finally {
  await person.close();
}
