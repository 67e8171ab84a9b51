// Following what changes: calls by the API's long polling, other lists by asking again while somebody looks.
import {ApiError, send} from './api.js';

const LONGEST_PAUSE = 30_000;

/**
 * Gives a call each time that it changes, beginning with how it is now.
 *
 * @param {string} id
 * @param {(call: any) => boolean | void} changed false: enough
 * @param {AbortSignal} signal
 */
export function followCall(id, changed, signal) {
  return follow(`/api/calls/${encodeURIComponent(id)}`, changed, signal);
}

/**
 * Gives the calls that go on now each time that one begins, is answered or ends.
 *
 * @param {(calls: any[]) => void} changed
 * @param {AbortSignal} signal
 */
export function followLiveCalls(changed, signal) {
  return follow('/api/calls/live', ({data}) => changed(data), signal);
}

/**
 * Gives what is at a path each time that it changes, until that is enough or `signal` ends. A lost connection is waited
 * out.
 *
 * @param {string} path
 * @param {(answer: any) => boolean | void} changed false: enough
 * @param {AbortSignal} signal
 */
async function follow(path, changed, signal) {
  let tag = '';
  let failures = 0;
  while (!signal.aborted) {
    try {
      /** @type {Record<string, string>} */
      const headers = tag ? {'If-None-Match': tag, Prefer: 'wait=20'} : {};
      const response = await send('GET', path, {headers, signal});
      failures = 0;
      if (response.status === 200) {
        tag = response.headers.get('ETag') ?? '';
        if (changed(await response.json()) === false) {
          return;
        }
      }
    } catch (fault) {
      if (signal.aborted) {
        return;
      }
      if (!(fault instanceof ApiError) || (fault.status >= 400 && fault.status < 500 && fault.status !== 429)) {
        throw fault;
      }
      await pause(Math.min(1000 * 2 ** failures++, LONGEST_PAUSE), signal);
    }
  }
}

/**
 * Does something again and again while the page is visible, a while after it was last done.
 *
 * @param {number} milliseconds
 * @param {() => Promise<unknown>} action
 * @param {AbortSignal} signal
 */
export async function repeat(milliseconds, action, signal) {
  let failures = 0;
  for (;;) {
    await pause(Math.min(milliseconds * 2 ** failures, Math.max(milliseconds, LONGEST_PAUSE)), signal);
    await visible(signal);
    if (signal.aborted) {
      return;
    }
    try {
      await action();
      failures = 0;
    } catch (fault) {
      if (!(fault instanceof ApiError)) {
        throw fault;
      }
      failures++;
    }
  }
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, {once: true});
  });
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function visible(signal) {
  return new Promise((resolve) => {
    if (!document.hidden || signal.aborted) {
      resolve();
      return;
    }
    const look = () => {
      if (!document.hidden || signal.aborted) {
        document.removeEventListener('visibilitychange', look);
        resolve();
      }
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look, {once: true});
  });
}
