// Opens every page of the dashboard as a person would, looks at it with axe, and takes pictures. What it finds fails it:
// a fault of accessibility, an error in the console, a page wider than a phone, a first screen that is too heavy.
// Usage: look.mjs URL FOLDER
import {mkdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';
import {fill} from './pages.mjs';

const [, , url, folder] = process.argv;
const PHONE = {width: 390, height: 844};
const DESK = {width: 1280, height: 800};
const HEAVIEST = 300_000;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const faults = [];

mkdirSync(folder, {recursive: true});
const browser = await chromium.launch({executablePath: process.env.CHROMIUM, args: ['--no-sandbox']});
try {
  const page = await (await browser.newContext({viewport: DESK})).newPage();
  page.setDefaultTimeout(120_000); // for machines that have other work
  let place = 'the sign-in';
  page.on('pageerror', (error) => faults.push(`${place}: ${error.message}`));
  page.on('console', (message) => {
    // that nobody is signed in yet is an answer that the page asks for
    if (message.type() === 'error' && !message.location().url.endsWith('/api/auth/me')) {
      faults.push(`${place}: ${message.text()} ${message.location().url}`);
    }
  });
  await page.goto(url);
  await page.fill('[name=email]', 'admin@localhost');
  await look(page, 'sign-in');
  await page.fill('[name=password]', process.env.OSMTALK_ADMIN_PASSWORD);
  await page.click('.sign-in button');
  await page.waitForSelector('#navigation');

  const ids = await fill((method, path, body) => ask(page, method, path, body));
  await firstScreen(page.context());
  const modules = await page.evaluate(() => document.querySelector('script[type=module]').src);
  const paths = await page.evaluate(
    async (routes) => (await import(routes)).routes.map((route) => route.path),
    new URL('core/routes.js', modules).href,
  );
  for (const path of [...paths, '/no/such/page']) {
    place = path;
    await page.goto(url + path.replace(/^(\/[\w-]+)\/:\w+/, (_, list) => `${list}/${ids[list]}`));
    await loaded(page);
    await look(page, path === '/' ? 'home' : path.slice(1).replaceAll(/[/:]+/g, '-'));
  }
} finally {
  await browser.close();
}
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
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

/** One page at a desk in both themes, then on a phone in Hindi. */
async function look(page, name) {
  for (const theme of ['light', 'dark']) {
    await page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme);
    await page.evaluate(() => dispatchEvent(new Event('osm-theme')));
    await page.screenshot({path: `${folder}/${name}-${theme}.png`, fullPage: true, animations: 'disabled'});
    await examine(page, `${name}, ${theme}`);
  }
  await page.setViewportSize(PHONE);
  const speak = (language) => page.evaluate(async (wanted) => {
    const main = document.querySelector('script[type=module]').src;
    await (await import(new URL('core/texts.js', main).href)).loadTexts(wanted);
  }, language);
  await speak('hi');
  await page.evaluate(() => (document.documentElement.dataset.theme = 'light'));
  await page.screenshot({path: `${folder}/${name}-phone.png`, fullPage: true, animations: 'disabled'});
  await examine(page, `${name}, phone`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > PHONE.width) {
    faults.push(`${name}: ${width} pixels wide on a phone of ${PHONE.width}`);
  }
  await speak('en');
  await page.setViewportSize(DESK);
}

async function examine(page, what) {
  await page.evaluate(axe);
  const {violations} = await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
  for (const {id, help, nodes} of violations) {
    faults.push(`${what}: ${id}, ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }
}

/** The first screen of somebody who is signed in, with nothing in the browser's cache. */
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
  const before = performance.now();
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('.loading'));
  const usable = Math.round(performance.now() - before);
  await page.waitForLoadState('networkidle', {timeout: 5_000}).catch(() => {});
  console.log(`the first screen: ${Math.round(bytes / 1000)} kB in ${requests} requests, usable after ${usable} ms`);
  const plots = await page.evaluate(() => performance.getEntriesByType('resource')
    .filter((entry) => entry.name.includes('/lib/uplot/'))
    .reduce((sum, entry) => sum + entry.transferSize, 0));
  if (bytes - plots > HEAVIEST) {
    faults.push(`the first screen is ${bytes - plots} bytes without plots, and may be ${HEAVIEST}`);
  }
  await page.close();
}
