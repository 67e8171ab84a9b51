// The TypeScript SDKs' clients with nothing but the address: each finds the authorization server, registers, has the person
// agree, asks for more if that was too little, places a call to which the person says yes in the chat, gets a new token by
// itself, and is ended in Settings.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import * as sdk2 from '@modelcontextprotocol/client';
import { UnauthorizedError as Unauthorized1 } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as Transport1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { anyCall, placeCall, toolNames } from './call.mjs';

const CAN = { elicitation: { form: {} } };
const ONE = {
  client: (name) => new Client1({ name, version: '1' }, { capabilities: CAN }),
  transport: (url, authProvider) => new Transport1(url, { authProvider }),
  question: ElicitRequestSchema,
  finish: (transport, answer) => transport.finishAuth(answer.get('code')),
  Unauthorized: Unauthorized1,
  // told that its scope is too little, it takes a new token of the same scope and gives up
  asksForMore: false,
};
const two = (mode) => ({
  client: (name) => new sdk2.Client({ name, version: '1' }, { capabilities: CAN, versionNegotiation: { mode } }),
  transport: (url, authProvider) => new sdk2.StreamableHTTPClientTransport(url, { authProvider }),
  question: 'elicitation/create',
  finish: (transport, answer) => transport.finishAuth(answer),
  Unauthorized: sdk2.UnauthorizedError,
  asksForMore: true,
});

export const sdk1 = (place) => fromNothing(place, 'SDK 1', ONE);
export const sdk2Of2025 = (place) => fromNothing(place, 'SDK 2 of 2025', two('legacy'));
export const sdk2Of2026 = (place) => fromNothing(place, 'SDK 2 of 2026', two({ pin: '2026-07-28' }));

async function fromNothing({ url, person }, name, kit) {
  const callback = await Callback.listening();
  const store = new Store(name, callback.address);
  const clients = [];
  let questions = 0;
  const started = () => {
    const client = kit.client(name);
    clients.push(client);
    client.setRequestHandler(kit.question, (request) => {
      questions++;
      const asked = Object.keys(request.params.requestedSchema.properties);
      return { action: 'accept', content: Object.fromEntries(asked.map((one) => [one, true])) };
    });
    return { client, transport: kit.transport(new URL(`${url}/mcp`), store) };
  };
  const agreed = async (transport, without) => {
    const address = store.asked.at(-1);
    await person.agree(address, without);
    const answer = await callback.next();
    assert.equal(answer.get('state'), address.searchParams.get('state'));
    assert.equal(answer.get('iss'), url);
    await kit.finish(transport, answer);
  };
  try {
    const first = started();
    await assert.rejects(first.client.connect(first.transport), kit.Unauthorized);
    assert.equal(store.asked.length, 1);
    await agreed(first.transport, kit.asksForMore ? [/^place calls that ring phones/] : []);

    const { client, transport } = started();
    await client.connect(transport);
    await toolNames(client);
    if (kit.asksForMore) {
      await assert.rejects(placeCall(client), kit.Unauthorized);
      assert.equal(store.asked.length, 2);
      assert.match(store.asked[1].searchParams.get('scope'), /calls:write/);
      assert.equal(questions, 0);
      await agreed(transport);
    }
    const consents = store.asked.length;
    const id = await placeCall(client);
    assert.equal(questions, 1);

    // as after an hour: the access token is refused, and the refresh token gets both anew
    const old = store.kept.tokens;
    store.kept.tokens = { ...old, access_token: 'one that is no longer known' };
    await anyCall(client);
    assert.notEqual(store.kept.tokens.access_token, old.access_token);
    assert.notEqual(store.kept.tokens.refresh_token, old.refresh_token);
    assert.equal(store.asked.length, consents);

    const last = store.kept.tokens.access_token;
    assert.equal((await knock(url, last)).status, 200);
    await person.end(name);
    const refused = await knock(url, last);
    assert.equal(refused.status, 401);
    assert.match(refused.headers.get('WWW-Authenticate'), /error="invalid_token"/);
    // how it says so depends on whether its stream, which was ended as well, heard of it first
    await assert.rejects(anyCall(client));
    return `signed in${kit.asksForMore ? ', asked for more' : ''}, placed ${id}, got a new token, and was ended in Settings`;
  } finally {
    await Promise.all(clients.map((client) => client.close()));
    callback.close();
  }
}

/** A request of its own with a token. */
function knock(url, token) {
  return fetch(`${url}/mcp`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'knock', version: '1' } },
    }),
  });
}

/** What an assistant remembers, and where it would have sent its person. */
class Store {
  kept = {};
  asked = [];

  constructor(name, redirectUrl) {
    this.redirectUrl = redirectUrl;
    this.clientMetadata = {
      client_name: name,
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
  }
  state() {
    return randomUUID();
  }
  clientInformation() {
    return this.kept.client;
  }
  saveClientInformation(client) {
    this.kept.client = client;
  }
  tokens() {
    return this.kept.tokens;
  }
  saveTokens(tokens) {
    this.kept.tokens = tokens;
  }
  codeVerifier() {
    return this.kept.verifier;
  }
  saveCodeVerifier(verifier) {
    this.kept.verifier = verifier;
  }
  discoveryState() {
    return this.kept.discovery;
  }
  saveDiscoveryState(discovery) {
    this.kept.discovery = discovery;
  }
  invalidateCredentials(which) {
    for (const one of which === 'all' ? Object.keys(this.kept) : [which]) {
      delete this.kept[one];
    }
  }
  redirectToAuthorization(address) {
    this.asked.push(address);
  }
}

/** Where the person is sent back to. */
class Callback {
  #server;
  #answers = [];
  #wanted = [];

  static async listening() {
    const callback = new Callback();
    callback.#server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
      response.end('This page can be closed.');
      if (pathname === '/callback') {
        callback.#came(searchParams);
      }
    });
    await new Promise((resolve) => callback.#server.listen(0, '127.0.0.1', resolve));
    callback.address = `http://127.0.0.1:${callback.#server.address().port}/callback`;
    return callback;
  }

  #came(answer) {
    const wanted = this.#wanted.shift();
    if (wanted) {
      wanted(answer);
    } else {
      this.#answers.push(answer);
    }
  }

  async next() {
    return this.#answers.shift() ?? new Promise((resolve) => this.#wanted.push(resolve));
  }

  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
