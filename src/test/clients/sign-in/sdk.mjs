// The TypeScript SDK's client with nothing but the address: it finds the authorization server, registers, has the person
// agree, places a call to which the person says yes in the chat, gets a new token by itself, and is ended in Settings.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { anyCall, placeCall, toolNames } from './call.mjs';

/** @param mode how it finds out which protocol the server speaks */
export async function sdk({ url, person }, name, mode) {
  const callback = await Callback.listening();
  const store = new Store(name, callback.address);
  let questions = 0;
  const started = () => {
    const can = { elicitation: { form: {} } };
    const client = new Client({ name, version: '1' }, { capabilities: can, versionNegotiation: { mode } });
    client.setRequestHandler('elicitation/create', (request) => {
      questions++;
      const asked = Object.keys(request.params.requestedSchema.properties);
      return { action: 'accept', content: Object.fromEntries(asked.map((one) => [one, true])) };
    });
    const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { authProvider: store });
    return { client, transport, connect: () => client.connect(transport) };
  };
  try {
    const first = started();
    await assert.rejects(first.connect(), UnauthorizedError);
    assert.equal(store.asked.length, 1);
    await person.agree(store.asked[0]);
    const answer = await callback.answer;
    assert.equal(answer.get('state'), store.asked[0].searchParams.get('state'));
    await first.transport.finishAuth(answer);

    const { client, connect } = started();
    await connect();
    await toolNames(client);
    const id = await placeCall(client);
    assert.equal(questions, 1);

    // as after an hour: the access token is refused, and the refresh token gets both anew
    const old = store.kept.tokens;
    store.kept.tokens = { ...old, access_token: 'one that is no longer known' };
    await anyCall(client);
    assert.notEqual(store.kept.tokens.access_token, old.access_token);
    assert.notEqual(store.kept.tokens.refresh_token, old.refresh_token);
    assert.equal(store.asked.length, 1);

    const last = store.kept.tokens.access_token;
    assert.equal((await knock(url, last)).status, 200);
    await person.end(name);
    const refused = await knock(url, last);
    assert.equal(refused.status, 401);
    assert.match(refused.headers.get('WWW-Authenticate'), /error="invalid_token"/);
    await assert.rejects(anyCall(client), UnauthorizedError);
    assert.equal(store.asked.length, 2);
    await client.close();
    return `signed in, placed ${id}, got a new token, and was ended in Settings`;
  } finally {
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
  static async listening() {
    const callback = new Callback();
    callback.answer = new Promise((resolve) => {
      callback.server = createServer((request, response) => {
        const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
        response.end('This page can be closed.');
        if (pathname === '/callback') {
          resolve(searchParams);
        }
      });
    });
    await new Promise((resolve) => callback.server.listen(0, '127.0.0.1', resolve));
    callback.address = `http://127.0.0.1:${callback.server.address().port}/callback`;
    return callback;
  }

  close() {
    this.server.close();
    this.server.closeAllConnections();
  }
}
