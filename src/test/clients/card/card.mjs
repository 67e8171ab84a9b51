// The live call card as a person sees it in a chat: node card.mjs MCP-URL FOLDER. OSMTALK_API_KEY goes along.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { chromium } from 'playwright-core';
import { attacks } from './attacks.mjs';

const [url, folder] = process.argv.slice(2);
const TYPE = 'text/html;profile=mcp-app';
const LIMIT = 30_000;
const CAN = { serverTools: {}, updateModelContext: { text: {} } };

const client = new Client(
  { name: 'card', version: '1' },
  { capabilities: { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: [TYPE] } } } },
);
await client.connect(
  new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { 'x-api-key': process.env.OSMTALK_API_KEY, 'X-Osmtalk-Toolsets': 'all' } },
  }),
);

const { tools } = await client.listTools();
const address = tools.find((tool) => tool.name === 'start_outbound_call')._meta.ui.resourceUri;
const [card] = (await client.readResource({ uri: address })).contents;
assert.equal(card.mimeType, TYPE);

/** What hosts allow a page that declares no domains (MCP Apps, 2026-01-26, restrictive default). */
const POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; sandbox allow-scripts";
const files = {
  '/': ['text/html', await readFile(`${folder}/chat.html`)],
  '/host.js': ['text/javascript', await readFile(`${folder}/host.bundle.js`)],
  '/card': ['text/html', card.text],
  '/favicon.ico': ['image/x-icon', ''],
};
const pages = createServer((request, response) => {
  const [type, content] = files[request.url] ?? ['text/plain', ''];
  response.writeHead(files[request.url] ? 200 : 404, {
    'Content-Type': `${type}; charset=utf-8`,
    ...(request.url === '/card' ? { 'Content-Security-Policy': POLICY } : {}),
  });
  response.end(content);
});
await new Promise((resolve) => pages.listen(0, '127.0.0.1', resolve));
const chatUrl = `http://127.0.0.1:${pages.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });

/** A chat with a card in it. What the card does wrong, or reaches for, is remembered and held against it at the end. */
class Chat {
  static async open({ theme = 'light', width = 560, tool, can = CAN } = {}) {
    const chat = new Chat();
    // an invented server has all tools
    const offered = 'get_call end_call cancel_call answer_call_question';
    files['/card'][1] = tool ? card.text.replace(/data-tools="[^"]*"/, `data-tools="${offered}"`) : card.text;
    chat.page = await browser.newPage({ viewport: { width, height: 1400 }, deviceScaleFactor: 2 });
    chat.page.setDefaultTimeout(LIMIT);
    chat.faults = [];
    chat.page.on('console', (message) => message.type() === 'error' && chat.faults.push(message.text()));
    chat.page.on('pageerror', (error) => chat.faults.push(String(error)));
    chat.page.on('dialog', (dialog) => chat.faults.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
    chat.page.on('request', (request) => {
      const path = request.url().startsWith(chatUrl) ? `/${request.url().slice(chatUrl.length)}` : request.url();
      if (!files[path]) chat.faults.push(`loads ${request.url()}`);
    });
    await chat.page.exposeFunction('nodeCallTool', tool ?? ((params) => client.callTool(params)));
    await chat.page.goto(chatUrl);
    if (theme === 'dark') await chat.page.evaluate(() => document.body.classList.add('dark'));
    await chat.page.evaluate(([context, capabilities]) => window.show(context, capabilities), [
      { theme, locale: 'en-GB', timeZone: 'Asia/Kolkata', displayMode: 'inline' },
      can,
    ]);
    chat.frame = chat.page.frameLocator('#card');
    chat.inside = chat.page.frames()[1];
    return chat;
  }

  give(input, result) {
    return this.page.evaluate(([asked, answer]) => window.give(asked, answer), [input, result]);
  }

  /** Of the card as it is. A closed frame gets no clicks any more after one (Chromium without a window); keys it does. */
  async picture(name) {
    const clip = await this.page.locator('#card').boundingBox();
    await this.page.screenshot({ path: `${folder}/${name}.png`, clip });
  }

  text() {
    return this.inside.locator('body').innerText();
  }

  async sees(words) {
    await this.frame.getByText(words).first().waitFor({ state: 'visible' });
  }

  /** Waits until an expression is true in the card. (The browser's own way to wait needs eval, which the card forbids.) */
  async until(expression) {
    for (const end = Date.now() + LIMIT; !(await this.inside.evaluate(expression)); await this.page.waitForTimeout(50)) {
      assert(Date.now() < end, `${expression} is still not true`);
    }
  }

  /** Waits until there is nothing that the card still follows. */
  atRest() {
    return this.until('following.open.length === 0 && !following.running');
  }

  async close() {
    const wide = await this.inside.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    assert.equal(wide, 0, 'nothing is wider than the card');
    await this.page.close();
    assert.deepEqual(this.faults, []);
  }
}

const asked = (chat, name) => chat.page.evaluate((tool) => window.asked.filter((one) => one.name === tool), name);

const scenarios = {
  async 'a call is followed line by line, hung up, and no longer followed'() {
    const chat = await Chat.open();
    const [input, result, call] = await place(1);
    await chat.give(input, result);
    await chat.sees('Simulated call: nobody’s phone');
    await chat.sees('Talking');
    await chat.frame.locator('.lines li').nth(1).waitFor();
    await chat.picture('call-light');
    await chat.page.evaluate(() => window.context({ theme: 'dark' }));
    await chat.page.evaluate(() => document.body.classList.add('dark'));
    await chat.until("getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'");
    await chat.picture('call-dark');

    await chat.frame.getByRole('button', { name: 'Hang up' }).press('Enter');
    await chat.sees('Over');
    await chat.atRest();
    assert.equal(await chat.frame.getByRole('button').count(), 0, 'what is over has no buttons');
    assert.match(await chat.text(), /nobody’s phone rang/);
    const { structuredContent: ended } = await client.callTool({ name: 'get_call', arguments: { call_id: call } });
    assert.equal(ended.status, 'completed');
    const lines = await chat.frame.locator('.lines li .said').allInnerTexts();
    assert.deepEqual(lines, ended.transcript.map((line) => line.text));
    const told = await chat.page.evaluate(() => window.modelContext);
    assert.match(told[0].content[0].text, /hung up/);
    await chat.picture('over-dark');
    await chat.close();
  },

  async 'a call that nobody answers says so'() {
    const chat = await Chat.open({ theme: 'dark' });
    const [input, result] = await place(0, '+12025550102');
    await chat.give(input, result);
    await chat.atRest();
    await chat.picture('failed-dark');
    assert.match(await chat.text(), /No answer|Busy|not/i);
    await chat.close();
  },
  async 'a question of the agent is answered in the card, and it goes on'() {
    const agent = await post('/api/agents', {
      name: 'Asks first',
      greeting: 'Hello, this is the assistant of Asha.',
      systemPrompt: 'Move the dentist appointment to Thursday. Ask me before you accept another time.',
      askOwner: true,
      askOwnerSeconds: 120,
    });
    const chat = await Chat.open();
    const input = { agent: agent.id, to: '+12025550113' };
    const result = await client.callTool({ name: 'start_outbound_call', arguments: input });
    assert(!result.isError, JSON.stringify(result.content));
    await chat.give(input, result);
    await chat.sees('The agent asks you');
    await chat.picture('asks-light');
    await chat.frame.locator('.question button').first().press('Enter');
    await chat.sees('Your answer:');
    await chat.atRest();
    const call = result.structuredContent.call_id;
    const { structuredContent: ended } = await client.callTool({ name: 'get_call', arguments: { call_id: call } });
    assert.equal(ended.status, 'completed');
    assert(ended.transcript.some((line) => line.role === 'system' && /answer/i.test(line.text)), JSON.stringify(ended));
    await chat.close();
  },
  async 'everybody of a list is followed in a card of his own'() {
    const chat = await Chat.open({ width: 320 });
    const people = ['+12025550136', '+12025550137', '+12025550102'];
    const input = { task: 'Ask if they are open on Sunday', people: people.map((to) => ({ to })) };
    const result = await client.callTool({ name: 'start_outbound_call', arguments: input });
    assert(!result.isError, JSON.stringify(result.content));
    const { calls } = result.structuredContent;
    assert.deepEqual(calls.map((call) => call.to), people);
    await chat.give(input, result);
    await chat.until(`document.querySelectorAll('article').length === ${people.length}`);
    await chat.atRest();
    await chat.picture('list-narrow');
    for (const [index, call] of calls.entries()) {
      const { structuredContent: ended } = await client.callTool({ name: 'get_call', arguments: { call_id: call.call_id } });
      const one = chat.frame.locator('article').nth(index);
      assert.deepEqual(
        // those of a call that is over are folded away
        await one.locator('.lines li .said').allTextContents(),
        (ended.transcript ?? []).map((line) => line.text),
      );
      assert.match(await one.innerText(), ended.status === 'completed' ? /Over/ : /No answer/);
    }
    await chat.close();
  },

  async 'a call for later shows its time, and is cancelled in the card'() {
    const chat = await Chat.open();
    const input = { task: 'Ask if they are open on Sunday', to: '+12025550138', at: 'tomorrow 12:30 there' };
    const result = await client.callTool({ name: 'start_outbound_call', arguments: input });
    assert(!result.isError, JSON.stringify(result.content));
    const call = result.structuredContent.call_id;
    await chat.give(input, result);
    await chat.sees('Scheduled for ');
    await chat.picture('later-light');
    await chat.frame.getByRole('button', { name: 'Cancel this call' }).press('Enter');
    await chat.atRest();
    const { structuredContent: cancelled } = await client.callTool({ name: 'get_call', arguments: { call_id: call } });
    assert.equal(cancelled.failure.code, 'canceled');
    assert.equal(await chat.frame.getByRole('button').count(), 0, 'there is nothing more to cancel');
    await chat.close();
  },

  async 'a call that is dialled again has its next attempt in the card, to be cancelled there'() {
    const chat = await Chat.open();
    const input = { task: 'Ask if they are open', to: '+12025550102', retry: { attempts: 2, after_minutes: 60 } };
    const result = await client.callTool({ name: 'start_outbound_call', arguments: input });
    assert(!result.isError, JSON.stringify(result.content));
    await chat.give(input, result);
    await chat.sees('attempt 2');
    await chat.picture('attempt-light');
    await chat.frame.getByRole('button', { name: 'Cancel this call' }).press('Enter');
    await chat.atRest();
    const { structuredContent: first } =
      await client.callTool({ name: 'get_call', arguments: { call_id: result.structuredContent.call_id } });
    const { structuredContent: second } =
      await client.callTool({ name: 'get_call', arguments: { call_id: first.next_attempt.call_id } });
    assert.equal(second.failure.code, 'canceled');
    await chat.close();
  },
  ...attacks(Chat, asked),
};

async function post(path, body) {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { Authorization: `Bearer ${process.env.OSMTALK_API_KEY}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert(response.ok, await response.clone().text());
  return response.json();
}

/** Places a call on the simulated network, each time to another number. */
async function place(digit, to = `+1202555013${digit}`) {
  const { structuredContent: found } = await client.callTool({ name: 'list_agents', arguments: {} });
  const agent = found.agents.find((one) => one.name === 'Appointment reminder') ?? found.agents[0];
  const variables = Object.fromEntries((agent.variables ?? []).map((name) => [name, 'Tuesday']));
  const input = { agent: agent.id, to, variables };
  const result = await client.callTool({ name: 'start_outbound_call', arguments: input });
  assert(!result.isError, JSON.stringify(result.content));
  return [input, result, result.structuredContent.call_id];
}

const only = process.env.ONLY;
try {
  for (const [name, run] of Object.entries(scenarios)) {
    if (only && !name.includes(only)) continue;
    try {
      await run();
    } catch (fault) {
      for (const page of browser.contexts().flatMap((context) => context.pages())) {
        console.error(await page.evaluate(() => JSON.stringify(window.asked.slice(-8))));
        console.error(await page.frames().at(-1).locator('body').innerText());
      }
      throw fault;
    }
    console.log(name);
  }
} finally {
  await browser.close();
  pages.close();
  await client.close();
}
