// Assistants that are programs of their own: how they are started, and how the address that they would have opened in a
// browser is found in what they print. Their own folder is their home, and no browser of the machine's is opened.
import { spawn } from 'node:child_process';

/** What a program sees: nothing that leads it to a desktop or to an API key. */
export function surroundings(home, more = {}) {
  return { PATH: process.env.PATH, HOME: home, BROWSER: 'true', ...more };
}

/** Resolves to the first address for authorizing in a stream; `all()` is what the stream has said so far. */
export function addressIn(...streams) {
  let said = '';
  const address = new Promise((resolve) => {
    for (const stream of streams) {
      stream.on('data', (bytes) => {
        said += bytes;
        const found = said.match(/https?:\/\/\S+\/authorize\?\S+(?=\s)/);
        if (found) {
          resolve(found[0]);
        }
      });
    }
  });
  return { address, all: () => said };
}

/**
 * Runs a program to its end, agreeing when it asks. Gives what it wrote to standard output, and whether it asked.
 *
 * @param allowed the status with which it may end besides 0
 */
export async function run(person, command, args, env, allowed = 0) {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (bytes) => (output += bytes));
  const { address, all } = addressIn(child.stdout, child.stderr);
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  let asked = false;
  try {
    const consent = address.then((at) => {
      asked = true;
      return person.agree(at);
    });
    const status = await Promise.race([ended, consent.then(() => ended)]);
    if (status !== 0 && status !== allowed) {
      throw new Error(`${args.join(' ')} ended with ${status}:\n${all()}`);
    }
    if (asked) {
      await consent;
    }
  } finally {
    child.kill();
  }
  return { output, asked };
}
