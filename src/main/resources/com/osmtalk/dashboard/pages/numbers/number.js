// One number: its label, the agent that answers it, its trunk, and whether calls can be made.
import {Page, html, nothing, sentence} from '../../core/element.js';
import {ApiError, all, api} from '../../core/api.js';
import {date, money, phone} from '../../core/formats.js';
import {router} from '../../core/router.js';
import {t, term} from '../../core/texts.js';
import {confirm} from '../../kit/confirm.js';
import {country} from '../../kit/countries.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {toast} from '../../kit/toast.js';
import {numberBadges} from './number-words.js';
import './change-trunk.js';
import './check.js';

class NumberPage extends Page {
  /** @type {any} */
  number = null;
  /** @type {any[]} */
  agents = [];
  changing = false;
  /** Whether it has just been connected, and is to be checked. */
  connected = false;
  #form = new Form(this, {});

  get heading() {
    return this.number ? phone(this.number.phoneNumber) : t('numbers.number');
  }

  get unsaved() {
    return this.#form.changed;
  }

  async load() {
    // the API has no route for one number
    const [numbers, agents] = await Promise.all([
      all('/api/phone-numbers', {}, this.signal),
      all('/api/agents', {}, this.signal),
    ]);
    this.number = numbers.find(({id}) => id === this.params.id);
    if (!this.number) {
      throw new ApiError(404, 'not_found', t('numbers.gone'));
    }
    this.agents = agents;
    this.#reset();
    if (this.query.get('check')) {
      // it has just been connected; loading the page again does not check again
      router.setQuery({check: ''});
      this.connected = true;
    }
  }

  #reset() {
    this.#form.reset({label: this.number.label, agentId: this.number.agentId ?? ''});
  }

  #check() {
    /** @type {import('./check.js').NumberCheck | null} */ (this.querySelector('osm-number-check'))?.check();
  }

  actions() {
    return html`<button type="button" class="danger" @click=${this.#release}>${t('numbers.release')}</button>`;
  }

  content() {
    const {number} = this;
    return html`
      <p>${numberBadges(number)}</p>
      ${number.canCall === false ? html`<p class="notice warn">${t('numbers.noCarrier', {provider: term('terms.numberProvider', number.provider)})}</p>` : nothing}
      <div class="split">
        <div class="page">
          ${this.#settings()}
          <osm-number-check .numberId=${number.id} .now=${this.connected}></osm-number-check>
        </div>
        <div class="page">
          ${this.#facts()}
          ${number.provider === 'sip' ? this.#trunk() : nothing}
        </div>
      </div>
      ${this.changing ? html`
        <osm-change-trunk .numberId=${number.id} @close=${() => this.set({changing: false})} @done=${() => this.#check()}>
        </osm-change-trunk>
      ` : nothing}
    `;
  }

  #settings() {
    const form = this.#form;
    return html`
      <section class="card" aria-label=${t('numbers.incoming')}>
        <h2>${t('numbers.incoming')}</h2>
        <form novalidate @submit=${this.#save}>
          ${field({form, name: 'agentId', label: t('numbers.answers'), hint: t('numbers.answersHint'), options: [
            {value: '', label: t('numbers.nobody')},
            ...this.agents.map((agent) => ({value: agent.id, label: agent.name})),
          ]})}
          ${field({form, name: 'label', label: t('numbers.label'), hint: t('numbers.labelHint'), maxlength: 100})}
          ${form.summary()}
          <div class="actions">${form.submitButton(t('common.save'))}</div>
        </form>
      </section>
    `;
  }

  #facts() {
    const {number} = this;
    const agent = this.agents.find(({id}) => id === number.agentId);
    return html`
      <section class="card" aria-label=${t('calls.details')}>
        <h2>${t('calls.details')}</h2>
        <dl class="facts">
          <dt>${t('numbers.carriedBy')}</dt><dd>${term('terms.numberProvider', number.provider)}</dd>
          <dt>${t('numbers.country')}</dt><dd>${country(number.country)}</dd>
          <dt>${t('numbers.monthly')}</dt><dd>${money(number.monthlyCost)}</dd>
          <dt>${t('numbers.since')}</dt><dd>${date(number.createdAt)}</dd>
          ${agent ? html`<dt>${t('calls.agent')}</dt><dd><a href="/agents/${agent.id}">${agent.name}</a></dd>` : nothing}
        </dl>
      </section>
    `;
  }

  #trunk() {
    return html`
      <section class="card" aria-label=${t('numbers.trunk')}>
        <h2>${t('numbers.trunk')}</h2>
        <p class="hint">${t('numbers.trunkText')}</p>
        <div class="actions">
          <button type="button" @click=${() => this.set({changing: true})}>${t('numbers.changeTrunk')}</button>
        </div>
      </section>
    `;
  }

  /** @param {Event} event */
  async #save(event) {
    const done = await this.#form.submit(event, async ({label, agentId}) => {
      this.number = await api.put(`/api/phone-numbers/${this.number.id}`, {label, agentId});
    });
    if (done) {
      this.#reset();
      toast(t('common.saved'));
    }
  }

  async #release() {
    const number = phone(this.number.phoneNumber);
    const sure = await confirm({
      heading: t('numbers.releaseHeading', {number}),
      text: t('numbers.releaseText'),
      action: t('numbers.release'),
      danger: true,
    });
    if (!sure) {
      return;
    }
    try {
      await api.delete(`/api/phone-numbers/${this.number.id}`);
      toast(t('numbers.released', {number}));
      router.open('/numbers', {replace: true});
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
  }
}
customElements.define('page-number', NumberPage);
