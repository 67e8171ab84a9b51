// Recordings: which agents record, and what holds for what is kept. The server has no setting that people change here.
import {Page, html, nothing} from '../../core/element.js';
import {all} from '../../core/api.js';
import {hasPage} from '../../core/routes.js';
import {t} from '../../core/texts.js';
import {settingsLinks} from './parts.js';

class RecordingsPage extends Page {
  /** @type {any[]} */
  agents = [];

  get heading() {
    return t('settings.recordings');
  }

  async load() {
    this.agents = await all('/api/agents', {}, this.signal);
  }

  content() {
    const recording = this.agents.filter((agent) => agent.recordingEnabled);
    return html`
      ${settingsLinks()}
      <section class="card" aria-labelledby="which-heading">
        <h2 id="which-heading">${t('settings.whichRecord')}</h2>
        ${recording.length === 0 ? html`<p>${t('settings.noneRecords')}</p>` : html`
          <ul class="rows">
            ${recording.map((agent) => html`<li><a href="/agents/${agent.id}">${agent.name}</a></li>`)}
          </ul>
        `}
        <p class="hint">${t('settings.recordHint')}</p>
      </section>
      <section class="card" aria-labelledby="kept-heading">
        <h2 id="kept-heading">${t('settings.kept')}</h2>
        <ul class="sentences">
          <li>${t('settings.keptWhere')}</li>
          <li>${t('settings.keptHowLong')} <code>OSMTALK_RECORDING_DAYS</code></li>
          <li>${t('settings.keptWho')}</li>
        </ul>
        ${hasPage('/compliance') ? html`<p><a href="/compliance">${t('settings.consent')}</a></p>` : nothing}
      </section>
    `;
  }
}
customElements.define('page-recordings', RecordingsPage);
