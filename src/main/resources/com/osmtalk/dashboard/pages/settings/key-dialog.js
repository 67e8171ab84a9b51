// Makes or edits an API key. What was made is shown once: the dialog stays until the person says that it is copied.
import {Element, html, nothing} from '../../core/element.js';
import {api} from '../../core/api.js';
import {t, term} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import '../../kit/copy.js';
import '../../kit/dialog.js';
import {choices} from './choices.js';

const KINDS = /** @type {const} */ (['secret', 'browser']);
const SCOPES = /** @type {const} */ (['chat', 'voice']);

/** `<osm-key-dialog .apiKey=${null | key} .agents=${…} @saved=${…} @done=${a new one was made} @close=${…}>`. */
class KeyDialog extends Element {
  static properties = {apiKey: {attribute: false}, agents: {attribute: false}};

  /** @type {string | null} the secret of the new key */
  secret = null;
  #form = new Form(this, {name: '', kind: 'secret', scopes: [...SCOPES], allowedDomains: '', agentIds: []});

  constructor() {
    super();
    /** @type {any} null: a new one */
    this.apiKey = null;
    /** @type {any[]} */
    this.agents = [];
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('apiKey') && this.apiKey) {
      const {name, kind, scopes, allowedDomains, agentIds} = this.apiKey;
      this.#form.reset({name, kind, scopes, allowedDomains: allowedDomains.join('\n'), agentIds});
    }
  }

  render() {
    const heading = this.apiKey ? t('settings.editKey') : t('settings.makeKey');
    return html`
      <osm-dialog .heading=${heading} ?fixed=${this.secret !== null}
        .body=${this.secret === null ? this.#asking() : this.#once(this.secret)}></osm-dialog>
    `;
  }

  #asking() {
    const form = this.#form;
    const kinds = KINDS.map((value) => ({value, label: term('terms.keyKind', value)}));
    const scopes = SCOPES.map((value) => ({value, label: term('terms.keyScope', value)}));
    const agents = this.agents.map((agent) => ({value: agent.id, label: agent.name}));
    return html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        ${field({form, name: 'name', label: t('settings.keyName'), hint: t('settings.keyNameHint'), maxlength: 100})}
        ${this.apiKey ? nothing : field({form, name: 'kind', label: t('settings.kind'), hint: t('settings.kindHint'), options: kinds})}
        ${choices({form, name: 'scopes', label: t('settings.scopes'), options: scopes})}
        ${form.values.kind === 'browser' ? html`
          ${field({form, name: 'allowedDomains', label: t('settings.domains'), hint: t('settings.domainsHint'), rows: 2, mono: true})}
          ${choices({form, name: 'agentIds', label: t('settings.agents'), options: agents})}
        ` : nothing}
        ${form.summary()}
        <div class="actions">${form.submitButton(this.apiKey ? t('common.save') : t('settings.makeKey'))}</div>
      </form>
    `;
  }

  /** @param {string} secret */
  #once(secret) {
    return html`
      <p>${this.#form.values.kind === 'browser' ? t('settings.onceBrowser') : t('settings.once')}</p>
      <osm-copy .value=${secret} .label=${t('settings.key')}></osm-copy>
      <div class="actions">
        <button type="button" class="primary" @click=${() => this.emit('close')}>${t('settings.haveCopied')}</button>
      </div>
    `;
  }

  /** @param {Event} event */
  async #submit(event) {
    const done = await this.#form.submit(event, async (values) => {
      const {name, kind, scopes} = values;
      const browser = kind === 'browser' && {allowedDomains: lines(values.allowedDomains), agentIds: values.agentIds};
      const draft = {name, scopes, ...browser};
      if (this.apiKey) {
        await api.put(`/api/settings/api-keys/${encodeURIComponent(this.apiKey.id)}`, draft);
      } else {
        this.secret = (await api.post('/api/settings/api-keys', {...draft, kind})).key;
      }
    });
    if (done) {
      this.emit(this.apiKey ? 'saved' : 'done');
    }
  }
}
customElements.define('osm-key-dialog', KeyDialog);

/** @param {string} text */
function lines(text) {
  return text.split(/[\s,]+/).filter(Boolean);
}
