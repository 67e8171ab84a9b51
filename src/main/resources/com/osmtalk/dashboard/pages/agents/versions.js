// The published versions of an agent, what differs between one and the agent as it is, and going back to one.
import {Element, html, nothing, sentence} from '../../core/element.js';
import {api} from '../../core/api.js';
import {ago} from '../../core/formats.js';
import {t} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';
import {confirm} from '../../kit/confirm.js';
import {empty} from '../../kit/empty.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {toast} from '../../kit/toast.js';
import {toForm} from './agent-form.js';
import '../../kit/table.js';

/** `<osm-agent-versions .agent=${agent} @changed=${…}>`. */
export class AgentVersions extends Element {
  static properties = {agent: {attribute: false}};

  /** @type {any} the version that is compared */
  shown = null;
  #form = new Form(this, {label: '', notes: ''});
  #rows = (/** @type {string | undefined} */ cursor) => api.get(`/api/agents/${this.agent.id}/versions`, {limit: 50, cursor});

  constructor() {
    super();
    /** @type {any} */
    this.agent = null;
  }

  render() {
    const form = this.#form;
    return html`
      <div class="page">
        <section class="card">
          <h2>${t('agents.publish')}</h2>
          <p class="hint">${t('agents.publishText')}</p>
          <form novalidate @submit=${this.#publish}>
            <div class="columns">
              ${field({form, name: 'label', label: t('agents.versionLabel'), maxlength: 100})}
              ${field({form, name: 'notes', label: t('agents.versionNotes'), maxlength: 4000})}
            </div>
            ${form.summary()}
            <div class="actions">${form.submitButton(t('agents.publish'))}</div>
          </form>
        </section>
        <osm-table .name=${t('agents.versions')} .columns=${this.#columns()} .load=${this.#rows}
          .more=${(/** @type {any} */ version) => this.#buttons(version)}
          .empty=${empty({icon: 'agents', heading: t('agents.noVersions')})}></osm-table>
        ${this.shown ? this.#difference() : nothing}
      </div>
    `;
  }

  #columns() {
    /** @type {import('../../kit/table.js').Column[]} */
    const columns = [
      {label: t('agents.version'), cell: (version) => html`
        ${version.version} ${version.version === this.agent.currentVersion ? badge(t('agents.current'), 'good') : nothing}`},
      {label: t('agents.versionLabel'), cell: (version) => version.label ?? ''},
      {label: t('agents.versionNotes'), kind: 'wide', cell: (version) => version.notes ?? ''},
      {label: t('agents.changed'), cell: (version) => ago(version.createdAt)},
    ];
    return columns;
  }

  /** @param {any} version */
  #buttons(version) {
    return html`
      <button type="button" class="plain" aria-label="${t('agents.compare')} ${version.version}"
        @click=${() => this.set({shown: version})}>${t('agents.compare')}</button>
      <button type="button" class="plain" aria-label="${t('agents.rollback')} ${version.version}"
        @click=${() => this.#rollback(version)}>${t('agents.rollback')}</button>
    `;
  }

  #difference() {
    const before = toForm(this.shown.snapshot);
    const now = toForm(this.agent);
    const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
      (name) => written(before[name]) !== written(now[name]),
    );
    return html`
      <section class="card" aria-label=${t('agents.compare')}>
        <h2>${t('agents.comparedWith', {n: this.shown.version})}</h2>
        ${names.length === 0 ? html`<p>${t('agents.same')}</p>` : nothing}
        ${names.map((name) => html`
          <div class="difference">
            <h3><code>${name}</code></h3>
            ${lineDifference(written(before[name]), written(now[name])).map(({kind, text}) => html`
              <p class="words ${kind}"><span class="unseen">${kind === 'same' ? '' : t(`agents.difference.${kind}`)}</span>${text}</p>
            `)}
          </div>
        `)}
      </section>
    `;
  }

  /** @param {any} version */
  async #rollback(version) {
    const sure = await confirm({
      heading: t('agents.rollbackHeading', {n: version.version}),
      text: t('agents.rollbackText'),
      action: t('agents.rollback'),
    });
    if (!sure) {
      return;
    }
    try {
      await api.post(`/api/agents/${this.agent.id}/versions/${version.version}/rollback`);
      this.#stored();
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
  }

  /** @param {Event} event */
  async #publish(event) {
    const done = await this.#form.submit(event, ({label, notes}) =>
      api.post(`/api/agents/${this.agent.id}/versions`, {...(label && {label}), ...(notes && {notes})}),
    );
    if (done) {
      this.#form.reset({label: '', notes: ''});
      this.#stored();
    }
  }

  #stored() {
    toast(t('common.saved'));
    this.set({shown: null});
    /** @type {import('../../kit/table.js').Table | null} */ (this.querySelector('osm-table'))?.reload();
    this.emit('changed');
  }
}
customElements.define('osm-agent-versions', AgentVersions);

/** @param {unknown} value */
function written(value) {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2) ?? '';
}

/**
 * The lines of two texts: those that only one has, and those of both, by their longest common subsequence.
 *
 * @param {string} before
 * @param {string} after
 * @returns {{kind: 'same' | 'removed' | 'added', text: string}[]}
 */
export function lineDifference(before, after) {
  const old = before.split('\n');
  const now = after.split('\n');
  const common = Array.from({length: old.length + 1}, () => new Array(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i][j] = old[i] === now[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  /** @type {{kind: 'same' | 'removed' | 'added', text: string}[]} */
  const lines = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({kind: 'same', text: old[i]});
      i++;
      j++;
    } else if (j >= now.length || (i < old.length && common[i + 1][j] >= common[i][j + 1])) {
      lines.push({kind: 'removed', text: old[i++]});
    } else {
      lines.push({kind: 'added', text: now[j++]});
    }
  }
  return lines;
}
