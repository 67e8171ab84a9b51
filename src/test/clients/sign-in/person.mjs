// The administrator in front of Chromium: signs in, agrees to what an assistant asks, and ends it in Settings.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const LIMIT = 60_000;
const PHONE = { width: 390, height: 844 };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export class Person {
  #url;
  #password;
  #browser;
  #context;
  #looked = false;

  static async at(url, password) {
    const person = new Person();
    person.#url = url;
    person.#password = password;
    person.#browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    person.#context = await person.#browser.newContext();
    person.#context.setDefaultTimeout(LIMIT);
    return person;
  }

  /**
   * Opens the address to which an assistant sends people, agrees, and is sent back to it. The first time, signs in too.
   *
   * @param without what it asks for and does not get, in the words of the page
   */
  async agree(address, without = []) {
    await this.#onAPage(async (page) => {
      await page.goto(String(address));
      await page.getByRole('button', { name: /^(Sign in|Connect)$/ }).waitFor();
      if (await page.getByRole('button', { name: 'Sign in', exact: true }).isVisible()) {
        await page.getByLabel('E-mail address').fill('admin@localhost');
        await page.getByLabel('Password', { exact: true }).fill(this.#password);
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      }
      await page.getByText('a program on this device').waitFor();
      await this.#look(page, address);
      for (const one of without) {
        await page.getByLabel(one).uncheck();
      }
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.waitForURL((to) => to.origin !== new URL(this.#url).origin, { waitUntil: 'commit' });
    });
  }

  /** Once: nothing is wrong with the question for whoever uses a screen reader, in both themes, and on a phone in Hindi. */
  async #look(page, address) {
    if (this.#looked) {
      return;
    }
    this.#looked = true;
    const context = await this.#browser.newContext({
      locale: 'hi-IN',
      viewport: PHONE,
      storageState: await this.#context.storageState(),
    });
    const phone = await context.newPage();
    await phone.goto(String(address));
    await phone.locator('form [name=maxCallsPerDay]').waitFor();
    assert.equal(await phone.evaluate(() => document.documentElement.lang), 'hi');
    assert.match(await phone.innerText('form'), /[\u0900-\u097f]{3}/);
    for (const one of [page, phone]) {
      for (const theme of ['light', 'dark']) {
        await one.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme);
        await one.evaluate(axe);
        const { violations } = await one.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], theme);
      }
      const { wide, shown } = await one.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        shown: document.documentElement.clientWidth,
      }));
      assert.ok(wide <= shown, `${wide} pixels wide of ${shown}`);
    }
    await context.close();
  }

  /** Ends the one connection of a client in Settings. */
  async end(name) {
    await this.#onAPage(async (page) => {
      await page.goto(`${this.#url}/settings/assistants`);
      const ends = page.getByRole('button', { name: `Disconnect ${name}` });
      await ends.click();
      await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
      await page.getByText(`${name} is disconnected.`).waitFor();
      await ends.waitFor({ state: 'detached' });
    });
  }

  async close() {
    await this.#browser.close();
  }

  async #onAPage(work) {
    const page = await this.#context.newPage();
    const faults = [];
    page.on('pageerror', (fault) => faults.push(String(fault)));
    try {
      await work(page);
    } catch (fault) {
      throw new Error(`at ${page.url()}: ${await page.innerText('body').catch(() => '')}`, { cause: fault });
    } finally {
      await page.close();
    }
    assert.deepEqual(faults, []);
  }
}
