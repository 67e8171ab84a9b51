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

const SRTP = /** @type {const} */ ({off: 'srtpOff', optional: 'srtpOptional', required: 'srtpRequired'});

class NumberPage extends Page {
  /** @type {any} */
  number = null;
  /** @type {any} its trunk, without the password */
  sip = null;
  passwordSet = false;
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
    const [, agents] = await Promise.all([this.#look(), all('/api/agents', {}, this.signal)]);
    this.agents = agents;
    this.#reset();
    if (this.query.get('check')) {
      // it has just been connected; loading the page again does not check again
      router.setQuery({check: ''});
      this.connected = true;
    }
  }

  async #look() {
    try {
      const path = `/api/telephony/numbers/${encodeURIComponent(this.params.id)}`;
      const {number, sip, passwordSet} = await api.get(path, {}, this.signal);
      this.set({number, sip, passwordSet});
    } catch (fault) {
      throw fault instanceof ApiError && fault.status === 404
        ? new ApiError(404, 'not_found', t('numbers.gone'))
        : fault;
    }
  }

  async #trunkChanged() {
    await this.#look();
    toast(t('common.saved'));
    this.#check();
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
        <osm-change-trunk .numberId=${number.id} .sip=${this.sip} .passwordSet=${this.passwordSet}
          @close=${() => this.set({changing: false})} @done=${() => this.#trunkChanged()}>
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
    const {sip} = this;
    /** @type {[string, unknown][]} */
    const facts = sip
      ? [
          [t('numbers.host'), html`<code>${sip.host}${sip.port ? `:${sip.port}` : ''}</code>`],
          [t('numbers.transport'), sip.transport ? sip.transport.toUpperCase() : t('numbers.fromDns')],
          [t('numbers.username'), sip.username],
          [t('numbers.password'), t(this.passwordSet ? 'numbers.passwordSet' : 'numbers.passwordNotSet')],
          [t('numbers.srtp'), t(`numbers.${SRTP[/** @type {keyof typeof SRTP} */ (sip.srtp ?? 'off')]}`)],
          [t('numbers.transfer'), t(sip.transfer === 'refer' ? 'numbers.transferRefer' : 'numbers.transferBridge')],
        ]
      : [];
    return html`
      <section class="card" aria-label=${t('numbers.trunk')}>
        <h2>${t('numbers.trunk')}</h2>
        ${sip
          ? html`<dl class="facts">${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
          : html`<p class="hint">${t('numbers.noTrunk')}</p>`}
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
