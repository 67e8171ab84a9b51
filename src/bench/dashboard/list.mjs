// How long a list of 100,000 calls takes on the page, against the API alone for the same rows, asked from the same page in
// the same run: machines differ, the ratio hardly does. Usage: list.mjs URL EMAIL PASSWORD
import {chromium} from 'playwright-core';

const [, , url, email, password] = process.argv;
const PAGES = 40;
const WORDS = ['tomorrow', 'nobody says this', 'yes'];
const browser = await chromium.launch({executablePath: process.env.CHROMIUM, args: ['--no-sandbox']});
try {
  const page = await (await browser.newContext({viewport: {width: 1280, height: 900}})).newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(url);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#navigation', {state: 'attached'});

  await page.goto(new URL('/calls', url).href);
  await page.waitForSelector('.all-calls tbody tr');
  const scrolled = await page.evaluate(scroll, PAGES);
  report(`waited for 50 calls while scrolling through ${PAGES * 50}`, scrolled.page, scrolled.api);
  console.log(`  at worst ${Math.max(...scrolled.page).toFixed(0)} ms`);
  for (const words of WORDS) {
    const found = await page.evaluate(search, words);
    report(`search for “${words}”`, found.page, found.api);
  }
} finally {
  await browser.close();
}

function report(what, page, api) {
  const [shown, answered] = [middle(page), middle(api)];
  console.log(`${what}: ${shown.toFixed(0)} ms on the page, ${answered.toFixed(0)} ms the API alone, `
    + `ratio ${(shown / answered).toFixed(2)}`);
}

function middle(times) {
  return times.toSorted((one, other) => one - other)[times.length >> 1];
}

/**
 * In the page: scrolls one screen after the other as somebody does who looks for something, and tells for how long the
 * view was not filled once it had been painted; beside it, what the API takes for as many rows.
 */
async function scroll(pages) {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const table = document.querySelector('.all-calls');
  const inView = (element) => {
    const {top, bottom} = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const filled = () => ![...table.querySelectorAll('.space, .table-end')].some(inView);
  const times = {page: [], api: []};
  let cursor;
  for (let i = 0; i < pages; i++) {
    let before = performance.now();
    const answer = await (await fetch(`/api/calls?limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)).json();
    times.api.push(performance.now() - before);
    cursor = answer.nextCursor;
    const last = scrollY + table.querySelector('tbody[data-chunk]').offsetHeight * 2;
    let waited = 0;
    while (scrollY < last) {
      scrollBy(0, innerHeight);
      await painted();
      before = performance.now();
      while (!filled()) {
        await painted();
        waited = waited + performance.now() - before;
        before = performance.now();
      }
    }
    times.page.push(waited);
  }
  return times;
}

/** In the page: types the words one letter after the other, and waits for what is found; then asks the API for the same. */
async function search(words) {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const table = document.querySelector('.all-calls');
  const field = document.querySelector('[name=q]');
  const times = {page: [], api: []};
  for (let i = 0; i < 3; i++) {
    field.value = '';
    field.dispatchEvent(new Event('input', {bubbles: true}));
    await new Promise((resolve) => setTimeout(resolve, 500));
    while (table.loading) {
      await painted();
    }
    for (let n = 1; n <= words.length; n++) {
      field.value = words.slice(0, n);
      field.dispatchEvent(new Event('input', {bubbles: true}));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    let before = performance.now();
    const load = table.load;
    while (table.load === load && performance.now() - before < 400) {
      await painted();
    }
    while (table.loading) {
      await painted();
    }
    await painted();
    times.page.push(performance.now() - before);
    before = performance.now();
    await (await fetch(`/api/calls?limit=50&q=${encodeURIComponent(words)}`)).json();
    times.api.push(performance.now() - before);
  }
  return times;
}
