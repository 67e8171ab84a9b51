// What the link of an invitation opens: joining, with a new account or the one that the person has.
import {Page, html, nothing} from '../../core/element.js';
import {ApiError, send} from '../../core/api.js';
import {session} from '../../core/session.js';
import {t, term} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';

export class InvitationPage extends Page {
  /** @type {any} */
  invitation = null;
  /** Behind the # of the address, which browsers send to nobody. */
  #token = location.hash.slice(1);
  #form = new Form(this, {name: '', password: ''});

  get heading() {
    return this.invitation
      ? t('invitation.heading', {organization: this.invitation.organization})
      : t('invitation.invalid');
  }

  async load() {
    if (!this.#token) {
      throw new ApiError(404, 'not_found', t('invitation.noToken'));
    }
    const answer = await send('POST', '/api/auth/invitations/show', {anonymous: true, body: {token: this.#token}});
    this.invitation = await answer.json();
  }

  content() {
    const form = this.#form;
    const {organization, email, role, hasAccount} = this.invitation;
    return html`
      <p>${t('invitation.text', {organization, email, role: term('terms.personRole', role)})}</p>
      ${hasAccount ? html`<p>${t('invitation.hasAccount')}</p>` : nothing}
      <form novalidate @submit=${this.#submit}>
        <input class="unseen" type="text" autocomplete="username" tabindex="-1" aria-hidden="true" readonly .value=${email} />
        ${hasAccount ? nothing : field({form, name: 'name', label: t('invitation.name'), autocomplete: 'name', maxlength: 100})}
        ${field({
          form,
          name: 'password',
          label: hasAccount ? t('invitation.password') : t('invitation.newPassword'),
          hint: hasAccount ? undefined : t('password.newHint'),
          type: 'password',
          autocomplete: hasAccount ? 'current-password' : 'new-password',
        })}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('invitation.action'))}</div>
      </form>
    `;
  }

  /** @param {Event} event */
  #submit(event) {
    return this.#form.submit(event, ({name, password}) =>
      session.accept({token: this.#token, name: this.invitation.hasAccount ? undefined : name, password}));
  }
}
customElements.define('page-invitation', InvitationPage);
