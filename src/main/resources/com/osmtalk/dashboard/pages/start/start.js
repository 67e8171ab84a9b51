// The first steps of somebody who has just installed the server: each is done on this page.
import {Page, html, nothing} from '../../core/element.js';
import {all, api} from '../../core/api.js';
import {t} from '../../core/texts.js';
import {session} from '../../core/session.js';
import {badge} from '../../kit/badge.js';
import {icon} from '../../kit/icons.js';
import './simulated-call.js';
import './connect-assistant.js';
import './connect-phone.js';

export class StartPage extends Page {
  /** Which steps were done before or on this page. @type {Record<string, boolean>} */
  done = {};

  get heading() {
    return t('start.heading');
  }

  async load() {
    const [calls, keys, numbers] = await Promise.all([
      api.get('/api/calls', {limit: 1}, this.signal),
      session.isOwner ? all('/api/settings/api-keys', {}, this.signal) : [],
      all('/api/phone-numbers', {}, this.signal),
    ]);
    this.done = {
      call: calls.data.length > 0,
      assistant: keys.some((key) => key.lastUsedAt),
      phone: numbers.some((number) => number.simulated === false),
    };
  }

  content() {
    return html`
      <p class="lead">${t('start.lead')}</p>
      <ol class="steps" @done=${this.#stepDone}>
        ${this.#step('call', t('start.call.heading'), html`<osm-simulated-call></osm-simulated-call>`)}
        ${session.isOwner
          ? this.#step('assistant', t('start.assistant.heading'), html`<osm-connect-assistant></osm-connect-assistant>`)
          : nothing}
        ${this.#step('phone', t('start.phone.heading'), html`<osm-connect-phone></osm-connect-phone>`)}
      </ol>
    `;
  }

  /**
   * @param {string} name
   * @param {string} heading
   * @param {unknown} content
   */
  #step(name, heading, content) {
    return html`
      <li class="card">
        <header>
          <h2>${heading}</h2>
          ${this.done[name] ? badge(html`${icon('check')} ${t('start.done')}`, 'good') : nothing}
        </header>
        ${content}
      </li>
    `;
  }

  /** @param {CustomEvent<string>} event */
  #stepDone(event) {
    this.set({done: {...this.done, [event.detail]: true}});
  }
}
customElements.define('page-start', StartPage);
