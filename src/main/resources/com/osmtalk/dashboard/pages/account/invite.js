// Inviting somebody: no mail is sent, so the link is shown, to be handed on.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {t, term} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import '../../kit/copy.js';
import '../../kit/dialog.js';

class Invite extends Element {
  /** @type {any} what was made */
  made = null;
  #form = new Form(this, {email: '', role: 'member'});

  render() {
    return html`
      <osm-dialog .heading=${t('people.invite')} .body=${this.made ? this.#link() : this.#asking()}></osm-dialog>
    `;
  }

  #asking() {
    const form = this.#form;
    const roles = ['member', 'owner'].map((value) => ({value, label: term('terms.personRole', value)}));
    return html`
      <form novalidate @submit=${this.#submit}>
        ${field({form, name: 'email', label: t('people.email'), type: 'email', autocomplete: 'off'})}
        ${field({form, name: 'role', label: t('people.role'), options: roles, hint: t('people.roles')})}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('people.inviteAction'))}</div>
      </form>
    `;
  }

  #link() {
    return html`
      <p>${t('people.linkText', {email: this.made.invitation.email})}</p>
      <osm-copy .value=${this.made.url} .label=${t('people.link')}></osm-copy>
    `;
  }

  /** @param {Event} event */
  async #submit(event) {
    const done = await this.#form.submit(event, async ({email, role}) => {
      this.made = await api.post('/api/organization/invitations', {email, role});
    });
    if (done) {
      this.emit('done');
    }
  }
}
customElements.define('osm-invite', Invite);
