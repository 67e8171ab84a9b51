// Replaces the secret that webhooks are signed with. The new one is shown once.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {t} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import '../../kit/copy.js';
import '../../kit/dialog.js';

/** `<osm-rotate-secret @done=${the secret is another} @close=${…}>`. */
class RotateSecret extends Element {
  /** @type {string | null} */
  secret = null;
  #form = new Form(this, {overlapHours: '24'});

  render() {
    return html`
      <osm-dialog .heading=${t('settings.rotate')} ?fixed=${this.secret !== null}
        .body=${this.secret === null ? this.#asking() : this.#once(this.secret)}></osm-dialog>
    `;
  }

  #asking() {
    const form = this.#form;
    return html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        ${field({form, name: 'overlapHours', label: t('settings.overlap'), hint: t('settings.overlapHint'), type: 'number', min: 0, max: 168})}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('settings.rotate'))}</div>
      </form>
    `;
  }

  /** @param {string} secret */
  #once(secret) {
    return html`
      <p>${t('settings.onceSecret')}</p>
      <osm-copy .value=${secret} .label=${t('settings.secret')}></osm-copy>
      <div class="actions">
        <button type="button" class="primary" @click=${() => this.emit('close')}>${t('settings.haveCopied')}</button>
      </div>
    `;
  }

  /** @param {Event} event */
  async #submit(event) {
    const done = await this.#form.submit(event, async ({overlapHours}) => {
      const hours = overlapHours === '' ? undefined : Number(overlapHours);
      this.secret = (await api.post('/api/settings/webhook/rotate-secret', {overlapHours: hours})).secret;
    });
    if (done) {
      this.emit('done');
    }
  }
}
customElements.define('osm-rotate-secret', RotateSecret);
