// Changing one's own password.
import {Page, html} from '../../core/element.js';
import {ApiError, api} from '../../core/api.js';
import {session} from '../../core/session.js';
import {t} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {toast} from '../../kit/toast.js';
import {settingsLinks} from '../settings/parts.js';

const EMPTY = {currentPassword: '', newPassword: '', again: ''};

export class PasswordPage extends Page {
  #form = new Form(this, EMPTY);

  get heading() {
    return t('account.password');
  }

  get unsaved() {
    return this.#form.changed;
  }

  content() {
    const form = this.#form;
    return html`
      ${settingsLinks()}
      <form class="card narrow" novalidate @submit=${this.#submit}>
        <input class="unseen" type="text" autocomplete="username" tabindex="-1" aria-hidden="true" readonly
          .value=${session.account?.user.email ?? ''} />
        ${field({form, name: 'currentPassword', label: t('password.current'), type: 'password', autocomplete: 'current-password'})}
        ${field({form, name: 'newPassword', label: t('password.new'), hint: t('password.newHint'), type: 'password', autocomplete: 'new-password'})}
        ${field({form, name: 'again', label: t('password.again'), type: 'password', autocomplete: 'new-password'})}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('password.action'))}</div>
      </form>
    `;
  }

  /** @param {Event} event */
  async #submit(event) {
    const done = await this.#form.submit(event, ({currentPassword, newPassword, again}) => {
      if (newPassword !== again) {
        throw new ApiError(400, 'invalid_request', t('password.different'), {
          fields: [{path: 'again', message: t('password.different')}],
        });
      }
      return api.put('/api/auth/password', {currentPassword, newPassword});
    });
    if (done) {
      this.#form.reset(EMPTY);
      toast(t('password.changed'));
    }
  }
}
customElements.define('page-password', PasswordPage);
