// Opens every page of the dashboard as a person would, looks at it with axe, and takes pictures. What it finds fails it:
// a fault of accessibility, an error in the console, a page wider than a phone, a first screen that is too heavy.
// Usage: look.mjs URL FOLDER
import {mkdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';
import {fill, opened} from './pages.mjs';

const [, , url, folder] = process.argv;
const PHONE = {width: 390, height: 844};
const DESK = {width: 1280, height: 800};
const HEAVIEST = 300_000;
const MOST_REQUESTS = 12;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const faults = [];

mkdirSync(folder, {recursive: true});
const browser = await chromium.launch({executablePath: process.env.CHROMIUM, args: ['--no-sandbox']});
try {
  let place = 'the sign-in';
  const context = await browser.newContext({viewport: DESK});
  const page = watched(await context.newPage());
  // whose browser speaks Hindi gets it unasked
  const phone = watched(await (await browser.newContext({viewport: PHONE, locale: 'hi-IN'})).newPage());
  for (const one of [page, phone]) {
    await one.goto(url);
    await one.fill('[name=email]', 'admin@localhost');
  }
  await look(page, phone, 'sign-in');
  for (const one of [page, phone]) {
    await one.fill('[name=password]', process.env.OSMTALK_ADMIN_PASSWORD);
    await one.click('.sign-in button');
    await one.waitForSelector('#navigation', {state: 'attached'});
  }

  const ids = await fill((method, path, body) => ask(page, method, path, body));
  await firstScreen(context);
  const modules = await page.evaluate(() => document.querySelector('script[type=module]').src);
  const paths = await page.evaluate(
    async (routes) => (await import(routes)).routes.map((route) => route.path),
    new URL('core/routes.js', modules).href,
  );
  const address = (path) => url + path.replace(/^(\/[\w-]+)\/:\w+/, (_, list) => `${list}/${ids[list]}`);
  for (const path of [...paths, '/no/such/page']) {
    place = path;
    await Promise.all([page, phone].map((one) => one.goto(address(path))));
    await Promise.all([page, phone].map(loaded));
    await look(page, phone, named(path));
  }
  const narrow = watched(await (await browser.newContext({
    viewport: PHONE,
    storageState: await context.storageState(),
  })).newPage());
  for (const [path, ...steps] of opened) {
    place = [path, ...steps].join(', ');
    for (const one of [page, narrow]) {
      await one.goto(address(path));
      await loaded(one);
      for (const step of steps) {
        await one.locator('dialog[open], #main').last().getByText(step, {exact: true}).locator('visible=true').first().click();
      }
      await one.waitForFunction(() => !document.querySelector('.loading'));
    }
    await look(page, narrow, named(place));
  }

  /** @param {import('playwright-core').Page} one */
  function watched(one) {
    one.setDefaultTimeout(120_000); // for machines that have other work
    one.on('pageerror', (error) => faults.push(`${place}: ${error.message}`));
    one.on('console', (message) => {
      // that nobody is signed in yet is an answer that the page asks for
      if (message.type() === 'error' && !message.location().url.endsWith('/api/auth/me')) {
        faults.push(`${place}: ${message.text()} ${message.location().url}`);
      }
    });
    return one;
  }
} finally {
  await browser.close();
}
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}

function named(path) {
  return path === '/' ? 'home' : path.slice(1).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

/** As the page asks, with its session. */
async function ask(page, method, path, body) {
  return page.evaluate(
    async ([how, where, what]) => {
      const headers = {'Content-Type': 'application/json', 'X-OsmTalk-Request': '1'};
      const response = await fetch(where, {method: how, headers, body: what && JSON.stringify(what)});
      const answer = await response.json();
      if (!response.ok) {
        throw new Error(`${how} ${where}: ${answer.error}`);
      }
      return answer;
    },
    [method, path, body],
  );
}

async function loaded(page) {
  await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('.loading'));
  await page.waitForLoadState('networkidle', {timeout: 5_000}).catch(() => {}); // what is live never is
}

/** What is open: at a desk in both themes, and on a phone. */
async function look(page, phone, name) {
  for (const theme of ['light', 'dark']) {
    await page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme);
    await page.evaluate(() => dispatchEvent(new Event('osm-theme')));
    await page.screenshot({path: `${folder}/${name}-${theme}.png`, fullPage: true, animations: 'disabled'});
    await examine(page, `${name}, ${theme}`);
  }
  await phone.screenshot({path: `${folder}/${name}-phone.png`, fullPage: true, animations: 'disabled'});
  await examine(phone, `${name}, phone`);
  const width = await phone.evaluate(() => document.documentElement.scrollWidth);
  if (width > PHONE.width) {
    faults.push(`${name}: ${width} pixels wide on a phone of ${PHONE.width}`);
  }
}

async function examine(page, what) {
  await page.evaluate(axe);
  const {violations} = await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
  for (const {id, help, nodes} of violations) {
    faults.push(`${what}: ${id}, ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }
}

/**
 * The first screen of somebody who is signed in, with nothing in the browser's cache; beside the time that this browser
 * takes on this machine now for a document with nothing in it.
 */
async function firstScreen(context) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', {cacheDisabled: true});
  let bytes = 0;
  let requests = 0;
  session.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength;
    requests++;
  });
  const took = async (address, ready) => {
    const before = performance.now();
    await page.goto(address);
    await page.waitForFunction(ready);
    return Math.round(performance.now() - before);
  };
  const nothing = [];
  const usable = [];
  for (let i = 0; i < 5; i++) {
    nothing.push(await took(`${url}/api`, () => document.body));
    bytes = 0;
    requests = 0;
    usable.push(await took(url, () => document.querySelector('h1') && !document.querySelector('.loading')));
    await page.waitForLoadState('networkidle', {timeout: 5_000}).catch(() => {});
  }
  console.log(`the first screen: ${Math.round(bytes / 1000)} kB in ${requests} requests, usable after ${middle(usable)} ms`
    + ` (${usable.join(', ')}); an empty document takes ${middle(nothing)} ms`);
  const plots = await page.evaluate(() => performance.getEntriesByType('resource')
    .filter((entry) => entry.name.includes('/lib/uplot/'))
    .reduce((sum, entry) => sum + entry.transferSize, 0));
  if (bytes - plots > HEAVIEST) {
    faults.push(`the first screen is ${bytes - plots} bytes without plots, and may be ${HEAVIEST}`);
  }
  if (requests > MOST_REQUESTS) {
    faults.push(`the first screen is ${requests} requests, and may be ${MOST_REQUESTS}`);
  }
  await page.close();
}

function middle(times) {
  return times.toSorted((one, other) => one - other)[times.length >> 1];
}
