// The organisation: its name and time zone, another one beside it, and leaving it.
import {Element, html, nothing, sentence} from '../../core/element.js';
import {api} from '../../core/api.js';
import {session} from '../../core/session.js';
import {t} from '../../core/texts.js';
import {confirm} from '../../kit/confirm.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {toast} from '../../kit/toast.js';
import '../../kit/dialog.js';

class Organization extends Element {
  making = false;
  #form = new Form(this, {name: session.organization.name, timeZone: session.organization.timeZone});
  #other = new Form(this, {name: '', timeZone: session.organization.timeZone});

  render() {
    return html`
      <section class="card narrow" aria-labelledby="organization-heading">
        <h2 id="organization-heading">${t('people.organization')}</h2>
        ${session.isOwner ? this.#settings() : html`<p>${session.organization.name}</p>`}
        <div class="actions">
          <button type="button" class="plain" @click=${() => this.set({making: true})}>${t('people.another')}</button>
          <button type="button" class="plain" @click=${this.#leave}>${t('people.leave')}</button>
        </div>
      </section>
      ${this.making
        ? html`<osm-dialog .heading=${t('people.another')} .body=${this.#making()}
            @close=${() => this.set({making: false})}></osm-dialog>`
        : nothing}
    `;
  }

  #settings() {
    const form = this.#form;
    return html`
      <form novalidate class=${form.changed ? 'changed' : ''} @submit=${this.#save}>
        ${this.#fields(form)}
        <div class="actions">${form.submitButton(t('common.save'), '')}</div>
      </form>
    `;
  }

  #making() {
    const form = this.#other;
    return html`
      <p>${t('people.anotherText')}</p>
      <form novalidate @submit=${this.#make}>
        ${this.#fields(form)}
        <div class="actions">${form.submitButton(t('people.another'))}</div>
      </form>
    `;
  }

  /** @param {Form} form */
  #fields(form) {
    return html`
      ${field({form, name: 'name', label: t('people.organizationName'), maxlength: 100})}
      ${field({form, name: 'timeZone', label: t('people.timeZone'), hint: t('people.timeZoneHint')})}
      ${form.summary()}
    `;
  }

  /** @param {Event} event */
  async #save(event) {
    const done = await this.#form.submit(event, async ({name, timeZone}) => {
      await api.put('/api/organization', {name, timeZone});
      await session.refresh();
    });
    if (done) {
      toast(t('common.saved'));
    }
  }

  /** @param {Event} event */
  #make(event) {
    return this.#other.submit(event, async ({name, timeZone}) => {
      const made = await api.post('/api/organizations', {name, timeZone});
      session.switchTo(made.id);
    });
  }

  async #leave() {
    const sure = await confirm({
      heading: t('people.leaveHeading', {name: session.organization.name}),
      text: t('people.leaveText'),
      action: t('people.leave'),
      danger: true,
    });
    if (!sure) {
      return;
    }
    try {
      await api.post('/api/organization/leave');
      session.switchTo('');
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
  }
}
customElements.define('osm-organization', Organization);
