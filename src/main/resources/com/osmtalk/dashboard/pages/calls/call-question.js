// What the agent asks the person behind its call, with the answers that it proposes.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {time} from '../../core/formats.js';
import {t} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';

/** `<osm-call-question .callId=${id} .question=${call.question}>`; the question's words may be a stranger's. */
export class CallQuestion extends Element {
  static properties = {callId: {}, question: {attribute: false}};

  #form = new Form(this, {answer: ''});

  constructor() {
    super();
    this.callId = '';
    /** @type {any} */
    this.question = null;
  }

  render() {
    const {text, choices, until} = this.question;
    const form = this.#form;
    return html`
      <section class="card question" role="alert" aria-label=${t('calls.asks')}>
        <header><h2>${t('calls.asks')}</h2><span class="hint">${t('calls.answerUntil', {time: time(until)})}</span></header>
        <p class="words" dir="auto">${text}</p>
        <div class="actions">
          ${choices.map((/** @type {string} */ choice) => html`
            <button type="button" ?disabled=${form.busy} @click=${(/** @type {Event} */ event) => this.#send(event, choice)}>${choice}</button>
          `)}
        </div>
        <form class="inline" novalidate @submit=${(/** @type {Event} */ event) => this.#send(event)}>
          ${field({form, name: 'answer', label: t('calls.ownAnswer'), maxlength: 500})}
          ${form.submitButton(t('calls.answer'))}
        </form>
        ${form.summary()}
      </section>
    `;
  }

  /**
   * @param {Event} event
   * @param {string} [choice]
   */
  #send(event, choice) {
    return this.#form.submit(event, ({answer}) =>
      api.post(`/api/calls/${this.callId}/questions/${this.question.n}/answer`, {answer: choice ?? answer}),
    );
  }
}
customElements.define('osm-call-question', CallQuestion);
