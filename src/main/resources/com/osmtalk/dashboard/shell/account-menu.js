// Who is signed in, for which organisation, and how the dashboard looks.
import {Element, html, nothing} from '../core/element.js';
import {preferences} from '../core/preferences.js';
import {hasPage} from '../core/routes.js';
import {session} from '../core/session.js';
import {currentLanguage, loadTexts, t} from '../core/texts.js';
import {icon} from '../kit/icons.js';

const THEMES = /** @type {const} */ (['system', 'light', 'dark']);

class AccountMenu extends Element {
  #changed = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    session.addEventListener('change', this.#changed);
  }

  disconnectedCallback() {
    session.removeEventListener('change', this.#changed);
    super.disconnectedCallback();
  }

  render() {
    const {account} = session;
    if (!account) {
      return nothing;
    }
    return html`
      <div class="account">
        ${this.#organization()}
        <div class="choices">
          <select aria-label=${t('account.theme')} @change=${this.#theme}>
            ${THEMES.map((theme) => html`
              <option value=${theme} ?selected=${preferences.theme === theme}>${t(`account.themes.${theme}`)}</option>
            `)}
          </select>
          <select aria-label=${t('account.language')} @change=${this.#language}>
            <option value="en" lang="en" ?selected=${currentLanguage() === 'en'}>English</option>
            <option value="hi" lang="hi" ?selected=${currentLanguage() === 'hi'}>हिन्दी</option>
          </select>
        </div>
        <osm-menu
          .name=${t('account.menu', {name: account.user.name})}
          .label=${html`${icon('person')} <span class="who">${account.user.name}</span> ${icon('chevron')}`}
          .items=${this.#items()}
        ></osm-menu>
      </div>
    `;
  }

  #organization() {
    const account = /** @type {import('../core/session.js').Account} */ (session.account);
    if (account.organizations.length < 2) {
      return html`<p class="organization">${account.organization.name}</p>`;
    }
    return html`
      <select aria-label=${t('account.organization')} @change=${this.#organizationChosen}>
        ${account.organizations.map((one) => html`
          <option value=${one.id} ?selected=${one.id === account.organization.id}>${one.name}</option>
        `)}
      </select>
    `;
  }

  #items() {
    return html`
      <p class="hint">${session.account?.user.email}</p>
      ${hasPage('/settings/password') ? html`<a href="/settings/password">${t('account.password')}</a>` : nothing}
      ${hasPage('/settings/people') ? html`<a href="/settings/people">${t('account.people')}</a>` : nothing}
      <a href="/start">${t('account.start')}</a>
      <button type="button" class="plain" @click=${() => session.signOut()}>${t('account.signOut')}</button>
    `;
  }

  /** @param {Event} event */
  #theme(event) {
    preferences.theme = chosen(event);
  }

  /** @param {Event} event */
  async #language(event) {
    preferences.language = chosen(event);
    await loadTexts(preferences.language);
  }

  /** @param {Event} event */
  #organizationChosen(event) {
    session.switchTo(chosen(event));
  }
}
customElements.define('osm-account-menu', AccountMenu);

/** @param {Event} event */
function chosen(event) {
  return /** @type {HTMLSelectElement} */ (event.target).value;
}
