// Connecting a phone: a number with its SIP trunk, and whether calls would work.
import {Element, html, nothing, sentence} from '../../core/element.js';
import {api} from '../../core/api.js';
import {phone} from '../../core/formats.js';
import {t, term} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';
import {checkbox, field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {icon} from '../../kit/icons.js';

const EMPTY = {
  phoneNumber: '',
  'sip.host': '',
  'sip.transport': '',
  'sip.username': '',
  'sip.password': '',
  'sip.register': false,
};

class ConnectPhone extends Element {
  open = false;
  /** @type {any} the number that was added */
  number = null;
  /** @type {any} what the check found */
  health = null;
  checking = false;
  problem = '';
  #form = new Form(this, EMPTY);

  render() {
    return html`
      <p>${t('start.phone.text')}</p>
      ${this.number ? this.#added() : this.#adding()}
    `;
  }

  #adding() {
    if (!this.open) {
      return html`
        <p>
          <button class="primary" type="button" @click=${() => this.set({open: true})}>
            ${icon('numbers')} ${t('start.phone.begin')}
          </button>
        </p>
      `;
    }
    const form = this.#form;
    const transports = ['', 'udp', 'tcp', 'tls'].map((value) => ({
      value,
      label: value ? value.toUpperCase() : t('start.phone.transportAutomatic'),
    }));
    return html`
      <form novalidate @submit=${this.#submit}>
        <div class="columns">
          ${field({form, name: 'phoneNumber', label: t('start.phone.number'), hint: t('start.phone.numberHint'), type: 'tel', autocomplete: 'off'})}
          ${field({form, name: 'sip.host', label: t('start.phone.host'), hint: t('start.phone.hostHint'), mono: true})}
          ${field({form, name: 'sip.username', label: t('start.phone.username'), hint: t('start.phone.usernameHint'), autocomplete: 'off'})}
          ${field({form, name: 'sip.password', label: t('start.phone.password'), type: 'password', autocomplete: 'new-password'})}
          ${field({form, name: 'sip.transport', label: t('start.phone.transport'), options: transports})}
        </div>
        ${checkbox({form, name: 'sip.register', label: t('start.phone.register'), hint: t('start.phone.registerHint')})}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('start.phone.action'))}</div>
      </form>
    `;
  }

  #added() {
    return html`
      <p class="notice good">${t('start.phone.added', {number: phone(this.number.phoneNumber)})}</p>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      ${this.checking ? html`<p class="loading" role="status">${t('start.phone.checking')}</p>` : nothing}
      ${this.health ? this.#found() : nothing}
      <div class="actions">
        <button type="button" aria-disabled=${this.checking} @click=${this.#check}>${t('start.phone.checkAgain')}</button>
        <a class="button plain" href="/numbers">${t('start.phone.toNumbers')}</a>
      </div>
    `;
  }

  #found() {
    return html`
      <ul class="checks">
        ${this.health.checks.map((/** @type {any} */ check) => html`
          <li>
            ${badge(term('terms.numberChecks', check.subject), check.ok ? 'good' : 'bad')}
            <span>${check.sentence} ${check.whatToDo ? html`<strong>${check.whatToDo}</strong>` : nothing}</span>
          </li>
        `)}
      </ul>
    `;
  }

  /** @param {Event} event */
  async #submit(event) {
    const added = await this.#form.submit(event, async (values) => {
      this.number = await api.post('/api/telephony/numbers/provision', {
        phoneNumber: values.phoneNumber,
        provider: 'sip',
        sip: {
          host: values['sip.host'],
          transport: values['sip.transport'] || undefined,
          username: values['sip.username'] || undefined,
          password: values['sip.password'] || undefined,
          register: values['sip.register'],
        },
      });
    });
    if (added) {
      this.#form.reset(EMPTY);
      this.emit('done', 'phone');
      await this.#check();
    }
  }

  async #check() {
    if (this.checking) {
      return;
    }
    this.set({checking: true, problem: ''});
    try {
      const health = await api.get(`/api/telephony/numbers/${encodeURIComponent(this.number.id)}/status`);
      this.set({health});
    } catch (fault) {
      this.set({problem: sentence(fault)});
    } finally {
      this.set({checking: false});
    }
  }
}
customElements.define('osm-connect-phone', ConnectPhone);
