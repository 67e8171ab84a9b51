// Uses a server as others reach it, through a proxy with TLS: a call followed as it goes on, and a web call.
//   node through-proxy.mjs PORT API_KEY
import https from 'node:https';
import tls from 'node:tls';

const [port, key] = [Number(process.argv[2]), process.argv[3]];
const PROTOCOL = '2026-07-28';

function request(path, {headers = {}, body, onChunk} = {}) {
  return new Promise((resolve, reject) => {
    const outgoing = https.request({
      host: '127.0.0.1', port, path, servername: 'calls.example.com', rejectUnauthorized: false,
      method: body === undefined ? 'GET' : 'POST',
      headers: {host: `calls.example.com:${port}`, 'x-api-key': key, 'content-type': 'application/json', ...headers},
    }, response => {
      let text = '';
      response.on('data', chunk => { text += chunk; onChunk?.(String(chunk)); });
      response.on('end', () => response.statusCode < 300
          ? resolve(text) : reject(new Error(`${path}: ${response.statusCode} ${text}`)));
    });
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function check(what, holds) {
  if (!holds) throw new Error(`not so: ${what}`);
  console.log(`  ok  ${what}`);
}

async function followACall(agentId) {
  const numbers = JSON.parse(await request('/api/widget/phone-numbers'));
  const {callId} = JSON.parse(await request('/api/widget/calls/outbound', {body: {
    agentId, phoneNumberId: numbers.data[0].id, destination: '+12025550100',
    dynamicVariables: {first_name: 'Asha', day: 'Tuesday'},
  }}));
  const arrived = [];
  const answer = await request('/mcp', {
    headers: {accept: 'application/json, text/event-stream', 'mcp-protocol-version': PROTOCOL,
      'mcp-method': 'tools/call', 'mcp-name': 'wait_for_call'},
    body: {jsonrpc: '2.0', id: 1, method: 'tools/call', params: {
      name: 'wait_for_call', arguments: {call_id: callId},
      _meta: {'io.modelcontextprotocol/protocolVersion': PROTOCOL, 'io.modelcontextprotocol/clientCapabilities': {},
        'io.modelcontextprotocol/clientInfo': {name: 'through-proxy', version: '1'}, progressToken: 'p'},
    }},
    onChunk: chunk => { if (chunk.includes('notifications/progress')) arrived.push(Date.now()); },
  });
  check('the call was held to its end', answer.includes('completed'));
  // a proxy that buffers hands everything on at the end, in one moment
  check('its lines came while it went on', arrived.length >= 5 && arrived.at(-1) - arrived[0] > 500);
}

function frame(text) {
  const payload = Buffer.from(text);
  const head = payload.length < 126 ? [0x81, 0x80 | payload.length]
      : [0x81, 0xfe, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]); // masked with zeros
}

function holdAWebCall(token) {
  return new Promise((resolve, reject) => {
    let text = '';
    let upgraded = false;
    const socket = tls.connect({host: '127.0.0.1', port, servername: 'voice.example.com', rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1']}, () => socket.write([`GET /v1 HTTP/1.1`, `Host: voice.example.com:${port}`,
      'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', '', ''].join('\r\n')));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`closed after: ${text}`)));
    socket.on('data', data => {
      text += data;
      if (!upgraded && text.startsWith('HTTP/1.1 101')) {
        upgraded = true;
        socket.write(frame(JSON.stringify({type: 'session.start', token})));
      }
      if (text.includes('session.started')) { resolve(); socket.removeAllListeners('close'); socket.destroy(); }
    });
  });
}

check('the server answers', (await request('/healthz')).includes('ok'));
const agent = JSON.parse(await request('/api/widget/agents')).data[0].id;
await followACall(agent);
const web = JSON.parse(await request(`/api/widget/agents/${agent}/connect`, {body: {}}));
check('links name the public addresses', web.url.startsWith('wss://voice.example.com')
    && web.page.startsWith('https://calls.example.com'));
await holdAWebCall(web.token);
check('a web call is held over wss', true);
