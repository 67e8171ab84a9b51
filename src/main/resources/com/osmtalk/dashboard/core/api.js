// Requests to the server's API: as the person who is signed in, for the organisation that is chosen.
import {t} from './texts.js';

/** Browsers add no such header to a request that another site makes them send, so it proves that this page asks. */
const CSRF = 'X-OsmTalk-Request';
const UNSAFE = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * @typedef {object} Options
 * @property {Record<string, string | number | boolean | null | undefined>} [query] empty values are left out
 * @property {unknown} [body] sent as JSON; text and blobs as they are
 * @property {Record<string, string>} [headers]
 * @property {AbortSignal} [signal]
 * @property {boolean} [anonymous] a 401 is an answer here, and not the end of the session
 */

/** A request that the API turned down, or that did not reach it. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 when there was no answer
   * @param {string} code
   * @param {string} message a sentence to act on
   * @param {Record<string, any>} [details]
   * @param {string} [requestId]
   */
  constructor(status, code, message, details = {}, requestId = '') {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }

  /** What is wrong with each field, by its path (`schedule.windowEnd`). @returns {Record<string, string>} */
  get fields() {
    /** @type {{path: string, message: string}[]} */
    const all = Array.isArray(this.details.fields) ? this.details.fields : [];
    return Object.fromEntries(all.map(({path, message}) => [path, message]));
  }
}

/** What the session gives to each request. Set by `session.js`, which needs this module itself. */
export const credentials = {
  /** @type {string | null} */
  organization: null,
  /** Opens the sign-in dialog over the page. @type {() => Promise<void>} */
  signInAgain: () => Promise.reject(new Error('no session yet')),
  /** Finds out whether the person may be here at all. @type {() => Promise<void>} */
  refused: async () => {},
};

/**
 * The keys of POSTs whose outcome is not known: whoever presses the button again after a lost answer sends the same
 * request with the same key, and nothing is done twice.
 *
 * @type {Map<string, string>}
 */
const open = new Map();

/**
 * Sends a request and gives the response once it is one of success (or 304).
 *
 * @param {string} method
 * @param {string} path `/api/calls`
 * @param {Options} [options]
 * @returns {Promise<Response>}
 * @throws {ApiError}
 */
export async function send(method, path, options = {}) {
  const request = prepared(method, path, options);
  for (;;) {
    let response;
    try {
      response = await fetch(request.url, request.init());
    } catch (fault) {
      if (options.signal?.aborted) {
        throw fault;
      }
      throw new ApiError(0, 'unreachable', t('errors.unreachable'));
    }
    if (response.status === 401 && !options.anonymous) {
      await credentials.signInAgain();
      continue;
    }
    if (response.status === 403 && !options.anonymous) {
      credentials.refused().catch(() => {}); // which the next request tells as well
    }
    if (response.status < 500) {
      open.delete(request.identity);
    }
    if (response.ok || response.status === 304) {
      return response;
    }
    throw await refusal(response);
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {Options} options
 */
function prepared(method, path, options) {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') {
      url.searchParams.set(name, String(value));
    }
  }
  /** @type {Record<string, string>} */
  const headers = {Accept: 'application/json', ...options.headers};
  /** @type {BodyInit | undefined} */
  let body;
  if (typeof options.body === 'string' || options.body instanceof Blob) {
    body = options.body;
  } else if (options.body !== undefined) {
    body = JSON.stringify(options.body);
    headers['Content-Type'] = 'application/json';
  }
  const identity = `${method} ${url} ${credentials.organization} ${typeof body === 'string' ? body : ''}`;
  if (UNSAFE.includes(method)) {
    headers[CSRF] = '1';
  }
  if (method === 'POST' && !options.anonymous) {
    open.set(identity, open.get(identity) ?? crypto.randomUUID());
    headers['Idempotency-Key'] ??= /** @type {string} */ (open.get(identity));
  }
  const init = () => {
    if (credentials.organization && !options.anonymous) {
      headers['X-Organization-Id'] = credentials.organization;
    }
    return {method, headers, body, signal: options.signal, credentials: /** @type {const} */ ('same-origin')};
  };
  return {url, identity, init};
}

/** @param {Response} response */
async function refusal(response) {
  try {
    const {error, code, details, requestId} = await response.json();
    return new ApiError(response.status, code, error, details, requestId);
  } catch {
    return new ApiError(response.status, 'unreadable', t('errors.status', {status: String(response.status)}));
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {Options} [options]
 * @returns {Promise<any>} the answer's JSON; undefined when it has no content
 */
async function json(method, path, options) {
  const response = await send(method, path, options);
  return response.status === 204 ? undefined : response.json();
}

export const api = {
  /**
   * @param {string} path
   * @param {Options['query']} [query]
   * @param {AbortSignal} [signal]
   */
  get: (path, query, signal) => json('GET', path, {query, signal}),
  /**
   * @param {string} path
   * @param {unknown} [body]
   * @param {Options} [options]
   */
  post: (path, body, options) => json('POST', path, {body, ...options}),
  /**
   * @param {string} path
   * @param {unknown} body
   * @param {Options} [options]
   */
  put: (path, body, options) => json('PUT', path, {body, ...options}),
  /**
   * @param {string} path
   * @param {Options} [options]
   */
  delete: (path, options) => json('DELETE', path, options),
};

/**
 * All rows of a list that is short by its nature (agents to choose from, numbers), page after page.
 *
 * @param {string} path
 * @param {Options['query']} [query]
 * @param {AbortSignal} [signal]
 * @returns {Promise<any[]>}
 */
export async function all(path, query, signal) {
  const rows = [];
  let cursor;
  do {
    const page = await api.get(path, {limit: 100, ...query, cursor}, signal);
    rows.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
}
