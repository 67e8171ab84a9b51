// Signing in: as a page of its own at first, and as a dialog over the page when the session ends in the middle of work.
import {Element, html, nothing} from '../core/element.js';
import {api} from '../core/api.js';
import {router} from '../core/router.js';
import {session} from '../core/session.js';
import {t} from '../core/texts.js';
import {field} from '../kit/field.js';
import {Form} from '../kit/form.js';

class SignInForm extends Element {
  #form = new Form(this, {email: session.account?.user.email ?? '', password: ''});

  firstUpdated() {
    const empty = this.#form.values.email ? 'password' : 'email';
    /** @type {HTMLElement | null} */ (this.querySelector(`[name=${empty}]`))?.focus();
  }

  render() {
    const form = this.#form;
    return html`
      <form class="sign-in" novalidate @submit=${this.#submit}>
        ${field({form, name: 'email', label: t('signIn.email'), type: 'email', autocomplete: 'username', required: true})}
        ${field({
          form,
          name: 'password',
          label: t('signIn.password'),
          type: 'password',
          autocomplete: 'current-password',
          required: true,
        })}
        ${form.summary()}
        ${form.submitButton(t('signIn.action'))}
      </form>
    `;
  }

  /** @param {Event} event */
  #submit(event) {
    return this.#form.submit(event, async ({email, password}) => {
      await session.signIn(email, password);
      await welcome();
    });
  }
}
customElements.define('osm-sign-in', SignInForm);

/** Whoever comes to a server that has made no call yet begins with the first steps. */
async function welcome() {
  if (session.account && location.pathname === '/' && (await api.get('/api/calls', {limit: 1})).data.length === 0) {
    await router.open('/start', {replace: true});
  }
}

class SignInPage extends Element {
  render() {
    document.title = t('signIn.title');
    return html`
      <main class="alone">
        <div class="card">
          <p class="brand"><span class="mark" aria-hidden="true"></span>osmTalk</p>
          <h1>${t('signIn.heading')}</h1>
          ${session.homeless ? html`<p class="notice warn" role="alert">${t('signIn.homeless')}</p>` : nothing}
          <osm-sign-in></osm-sign-in>
          <p class="hint">${t('signIn.first')}</p>
        </div>
      </main>
    `;
  }
}
customElements.define('osm-sign-in-page', SignInPage);

class SignInDialog extends Element {
  render() {
    const body = html`
      <p>${t('signIn.again')}</p>
      <osm-sign-in></osm-sign-in>
      <p><button type="button" class="plain" @click=${() => router.beginAnew()}>${t('signIn.anew')}</button></p>
    `;
    return html`<osm-dialog fixed .heading=${t('signIn.ended')} .body=${body}></osm-dialog>`;
  }
}
customElements.define('osm-sign-in-dialog', SignInDialog);

/** Over the page of an organisation that the person was taken out of. */
class RemovedDialog extends Element {
  render() {
    const body = html`
      <p>${t('signIn.removedText', {organization: session.organization.name})}</p>
      <div class="actions">
        <button type="button" class="primary" @click=${() => router.beginAnew()}>${t('signIn.anew')}</button>
      </div>
    `;
    return html`<osm-dialog fixed .heading=${t('signIn.removed')} .body=${body}></osm-dialog>`;
  }
}
customElements.define('osm-removed-dialog', RemovedDialog);
