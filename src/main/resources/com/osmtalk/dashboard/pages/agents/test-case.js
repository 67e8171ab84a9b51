// One test case: who calls and why, and what must hold of the conversation.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {t} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import '../../kit/dialog.js';

const LISTS = /** @type {const} */ (['mustSay', 'mustNotSay', 'mustAsk', 'judged']);

/** `<osm-test-case .agentId=${id} .testCase=${{} | case} @done=${…} @close=${…}>`. */
export class TestCase extends Element {
  static properties = {agentId: {}, testCase: {attribute: false}};

  #form = new Form(this, {});

  constructor() {
    super();
    this.agentId = '';
    /** @type {any} */
    this.testCase = {};
  }

  firstUpdated() {
    const {name, persona, goal, lines, criteria} = this.testCase;
    this.#form.reset({
      name: name ?? '',
      persona: persona ?? '',
      goal: goal ?? '',
      lines: (lines ?? []).join('\n'),
      ...Object.fromEntries(LISTS.map((list) => [`criteria.${list}`, (criteria?.[list] ?? []).join('\n')])),
      'criteria.fields': Object.entries(criteria?.fields ?? {}).map(([field, value]) => `${field} = ${JSON.stringify(value)}`).join('\n'),
      'criteria.maxTurns': criteria?.maxTurns ?? '',
    });
  }

  render() {
    const form = this.#form;
    const body = html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        ${field({form, name: 'name', label: t('agents.testName'), required: true, maxlength: 100})}
        ${field({form, name: 'persona', label: t('agents.persona'), hint: t('agents.personaHint'), rows: 2})}
        ${field({form, name: 'goal', label: t('agents.goal'), rows: 2})}
        ${field({form, name: 'lines', label: t('agents.lines'), hint: t('agents.linesHint'), rows: 4})}
        <fieldset>
          <legend>${t('agents.criteria')}</legend>
          <p class="hint">${t('agents.criteriaHint')}</p>
          <div class="columns">
            ${LISTS.map((list) => field({form, name: `criteria.${list}`, label: t(`agents.must.${list}`), rows: 3}))}
            ${field({form, name: 'criteria.fields', label: t('agents.fieldsMust'), hint: t('agents.fieldsMustHint'), rows: 3, mono: true})}
            ${field({form, name: 'criteria.maxTurns', label: t('agents.maxTurns'), type: 'number', min: 1, max: 50})}
          </div>
        </fieldset>
        ${form.summary()}
        <div class="actions">${form.submitButton(t('common.save'))}</div>
      </form>
    `;
    return html`<osm-dialog .heading=${t('agents.test')} .body=${body} wide></osm-dialog>`;
  }

  /** @param {Event} event */
  async #submit(event) {
    const done = await this.#form.submit(event, (values) => {
      const draft = {...this.testCase, agentId: this.agentId, ...this.#draft(values)};
      return draft.id ? api.put(`/api/eval/test-cases/${draft.id}`, draft) : api.post('/api/eval/test-cases', draft);
    });
    if (done) {
      this.emit('done');
    }
  }

  /** @param {Record<string, any>} values */
  #draft(values) {
    /** @type {Record<string, any>} */
    const criteria = {};
    for (const list of LISTS) {
      const lines = linesOf(values[`criteria.${list}`]);
      if (lines.length > 0) {
        criteria[list] = lines;
      }
    }
    const fields = linesOf(values['criteria.fields']).map((line) => line.split(/=(.*)/s).map((part) => part.trim()));
    if (fields.length > 0) {
      criteria.fields = Object.fromEntries(fields.map(([name, value]) => [name, valueOf(value ?? '')]));
    }
    if (values['criteria.maxTurns'] !== '') {
      criteria.maxTurns = Number(values['criteria.maxTurns']);
    }
    const lines = linesOf(values.lines);
    return {
      name: values.name,
      ...(values.persona && {persona: values.persona}),
      ...(values.goal && {goal: values.goal}),
      ...(lines.length > 0 && {lines}),
      criteria,
    };
  }
}
customElements.define('osm-test-case', TestCase);

/** @param {string} text */
function linesOf(text) {
  return text.split('\n').map((line) => line.trim()).filter(Boolean);
}

/** A value as JSON has it, and anything else as text. @param {string} text */
function valueOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
