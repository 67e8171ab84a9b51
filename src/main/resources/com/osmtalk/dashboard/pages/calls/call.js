// One call: its words as they come, what came of it, what it cost, and what can be done with it.
import {Page, html, nothing, sentence} from '../../core/element.js';
import {api} from '../../core/api.js';
import {date, dateTime, duration, milliseconds, money, number, percent, phone} from '../../core/formats.js';
import {followCall} from '../../core/live.js';
import {t, term} from '../../core/texts.js';
import {simulatedBadge} from '../../kit/badge.js';
import {confirm} from '../../kit/confirm.js';
import {toast} from '../../kit/toast.js';
import {answer, isLive, isOver, otherSide, statusBadge, successBadge} from './call-words.js';
import './call-deliveries.js';
import './call-question.js';
import './place-call.js';
import './player.js';
import './transcript.js';
import './transfer.js';
import '../../kit/plot.js';

const LATENCIES = /** @type {const} */ (['endToEnd', 'endOfTurn', 'stt', 'llm', 'tts', 'network']);
const COSTS = /** @type {const} */ ({llm: 'costLlm', stt: 'costStt', tts: 'costTts', sip: 'costSip'});

class CallPage extends Page {
  /** @type {any} */
  call = null;
  /** @type {any} why it failed, as the API explains it */
  reason = null;
  /** Seconds into the recording. */
  position = -1;
  /** @type {'' | 'transfer' | 'again'} */
  open = '';

  get heading() {
    return this.call ? phone(otherSide(this.call)) || term('terms.callChannel', this.call.channel) : t('calls.call');
  }

  async load() {
    const {signal} = this;
    await new Promise((resolve, reject) => {
      followCall(this.params.id, (call) => {
        this.#changed(call);
        resolve(undefined);
        return !isSettled(call);
      }, signal).catch((fault) => {
        if (this.call) {
          toast(sentence(fault), 'bad');
        }
        reject(fault);
      });
    });
  }

  /** @param {any} call */
  #changed(call) {
    this.set({call});
    if (call.failureReason && this.reason?.code !== call.failureReason) {
      this.#explain(call.failureReason);
    }
  }

  /** @param {string} code */
  async #explain(code) {
    const {data} = await api.get('/api/calls/failure-reasons', {}, this.signal);
    this.set({reason: data.find((/** @type {any} */ guide) => guide.code === code) ?? null});
  }

  actions() {
    const {call} = this;
    const onPhone = call.channel === 'phone';
    return html`
      ${call.status === 'scheduled' ? html`
        <button type="button" class="danger" @click=${this.#cancel}>${t('calls.cancelCall')}</button>
      ` : nothing}
      ${onPhone && call.status === 'in_progress' ? html`
        <button type="button" @click=${() => this.set({open: 'transfer'})}>${t('calls.transfer')}</button>
      ` : nothing}
      ${isLive(call) ? html`
        <button type="button" class="danger" @click=${this.#end}>${t('calls.end')}</button>
      ` : nothing}
      ${onPhone && isOver(call) ? html`
        <button type="button" @click=${() => this.set({open: 'again'})}>${t('calls.again')}</button>
      ` : nothing}
    `;
  }

  content() {
    const {call} = this;
    return html`
      <p class="badges">
        ${statusBadge(call)} ${simulatedBadge(call)} ${successBadge(call)}
        <span class="hint">${call.agentName}${call.agentVersion ? ` · ${t('calls.version', {n: call.agentVersion})}` : ''}</span>
      </p>
      ${call.question ? html`
        <osm-call-question .callId=${call.id} .question=${call.question}></osm-call-question>
      ` : nothing}
      ${this.#why()}
      <div class="split">
        <div class="page">
          ${this.#recording()}
          <section class="card" aria-label=${t('calls.transcript')}>
            <h2>${t('calls.transcript')}</h2>
            <osm-transcript .lines=${call.transcript ?? []} .live=${call.status === 'in_progress'}
              .position=${this.position} .playable=${Boolean(call.recordingUrl)} @seek=${this.#seek}></osm-transcript>
          </section>
        </div>
        <div class="page">
          ${this.#task()} ${this.#analysis()} ${this.#facts()} ${this.#cost()} ${this.#speed()} ${this.#quality()}
          <osm-call-deliveries .callId=${call.id} .over=${isOver(call)}></osm-call-deliveries>
        </div>
      </div>
      ${this.open === 'transfer' ? html`
        <osm-transfer .call=${call} @close=${this.#close}></osm-transfer>
      ` : nothing}
      ${this.open === 'again' ? html`
        <osm-place-call .again=${call} @close=${this.#close}></osm-place-call>
      ` : nothing}
    `;
  }

  #why() {
    const {reason, call} = this;
    return call.status === 'failed' && reason
      ? html`<div class="notice warn"><p><strong>${reason.title}</strong> ${reason.cause}</p><p>${reason.whatToTry}</p></div>`
      : nothing;
  }

  #recording() {
    const {recordingUrl, recordingDeletedAt, recordingKeptDays: days, endedAt} = this.call;
    if (recordingDeletedAt) {
      return html`<p class="hint">${t('calls.recordingDeleted', {date: date(recordingDeletedAt), days})}</p>`;
    }
    return recordingUrl
      ? html`
        <section class="card" aria-label=${t('calls.recording')}>
          <h2>${t('calls.recording')}</h2>
          <osm-player .src=${recordingUrl} @position=${(/** @type {any} */ event) => this.set({position: event.detail})}>
          </osm-player>
          ${days && endedAt
            ? html`<p class="hint">${t('calls.recordingKept', {date: date(daysAfter(endedAt, days)), days})}</p>`
            : nothing}
        </section>
      `
      : nothing;
  }

  #task() {
    const {call} = this;
    const rows = [
      [t('calls.task'), call.task],
      [t('calls.callee'), call.callee],
      [t('calls.onBehalfOf'), call.onBehalfOf],
      [t('calls.scheduledAt'), dateTime(call.scheduledAt)],
      [t('calls.attempt'), call.attempt && number(call.attempt)],
      [t('calls.firstAttempt'), call.retryOf && html`<a href="/calls/${call.retryOf}">${t('calls.call')}</a>`],
      [t('calls.nextAttempt'), call.nextAttempt && html`
        <a href="/calls/${call.nextAttempt.callId}">${dateTime(call.nextAttempt.at)}</a>`],
    ];
    return this.#section(t('calls.what'), rows);
  }

  #analysis() {
    const {analysis, wantedAnswers} = this.call;
    if (!analysis) {
      return nothing;
    }
    if (analysis.status === 'pending') {
      return html`<section class="card"><h2>${t('calls.analysis')}</h2><p class="hint">${t('calls.analysisPending')}</p></section>`;
    }
    const fields = Object.entries(analysis.fields ?? {});
    const questions = Object.fromEntries((wantedAnswers ?? []).map((/** @type {any} */ one) => [one.name, one.question]));
    return html`
      <section class="card" aria-label=${t('calls.analysis')}>
        <header>
          <h2>${t('calls.analysis')}</h2>
          <span class="hint">${analysis.analyzedBy ? t('calls.analyzedBy', {who: analysis.analyzedBy}) : ''}</span>
        </header>
        ${analysis.error ? html`<p class="notice bad">${analysis.error}</p>` : nothing}
        ${analysis.summary ? html`<p>${analysis.summary}</p>` : nothing}
        <dl class="facts">
          ${analysis.sentiment ? html`
            <dt>${t('calls.sentiment')}</dt><dd>${term('terms.sentiment', analysis.sentiment)}</dd>
          ` : nothing}
          ${fields.map(([name, value]) => html`
            <dt title=${questions[name] ?? nothing}>${name}</dt>
            <dd>${answer(value)} ${this.#line(analysis.lines?.[name])}</dd>
          `)}
          ${(analysis.notSaid ?? []).map((/** @type {string} */ name) => html`
            <dt title=${questions[name] ?? nothing}>${name}</dt><dd class="hint">${t('calls.notSaid')}</dd>
          `)}
          ${analysis.callback ? html`
            <dt>${t('calls.callback')}</dt>
            <dd>${analysis.callback.when ?? t('calls.yes')} ${this.#line(analysis.callback.lineIndex)}</dd>
          ` : nothing}
        </dl>
      </section>
    `;
  }

  /** Leads to the line that gives a value. @param {number | undefined} index */
  #line(index) {
    return index === undefined ? nothing : html`
      <a class="line-link" href="#line-${index}" @click=${(/** @type {Event} */ event) => this.#show(event, index)}>
        ${t('calls.line', {n: index + 1})}
      </a>
    `;
  }

  #facts() {
    const {call} = this;
    return this.#section(t('calls.details'), [
      [t('calls.channel'), term('terms.callChannel', call.channel)],
      [t('calls.direction'), term('terms.callDirection', call.direction)],
      [t('calls.from'), phone(call.from)],
      [t('calls.to'), phone(call.to)],
      [t('calls.created'), dateTime(call.createdAt)],
      [t('calls.answered'), dateTime(call.answeredAt)],
      [t('calls.endedAt'), dateTime(call.endedAt ?? call.failedAt)],
      [t('calls.duration'), call.answeredAt && duration(call.durationSeconds)],
      [t('calls.answeredBy'), term('terms.answeredBy', call.answeredBy)],
      [t('calls.endedBy'), term('terms.endedBy', call.endedBy)],
      [t('calls.disclosed'), dateTime(call.disclosedAt)],
      [t('calls.consent'), call.consent && `${call.consent.basis} (${call.consent.source}, ${dateTime(call.consent.at)})`],
      [t('calls.campaign'), call.campaignId && html`<a href="/campaigns/${call.campaignId}">${call.campaignId}</a>`],
      ...Object.entries(call.dynamicVariables ?? {}).map(([name, value]) => [`{{${name}}}`, String(value)]),
    ]);
  }

  #cost() {
    const {call} = this;
    return this.#section(t('calls.cost'), [
      ...Object.entries(COSTS).map(([part, field]) => [term('terms.costPart', part), call[field] ? money(call[field]) : '']),
      [t('calls.total'), money(call.costTotal)],
      [t('calls.billing'), term('terms.billingStatus', call.billingStatus)],
    ]);
  }

  /** Each answer; of calls on which they were not kept one by one, the figures over all. */
  #speed() {
    const {turns = [], ...parts} = this.call.latency ?? {};
    const measured = LATENCIES.filter((part) => parts[part]);
    if (measured.length === 0) {
      return nothing;
    }
    const ofTurns = measured.filter((part) => part !== 'network');
    return html`
      <section class="card" aria-label=${t('calls.latency')}>
        ${turns.length > 0 ? html`
          <osm-plot .name=${t('calls.latencyOfTurns', {n: turns.length})} .height=${180}
            .labels=${turns.map((/** @type {any} */ turn) => duration(turn.offsetMs / 1000))}
            .series=${ofTurns.map((part) => ({
              label: term('terms.latencyPart', part),
              values: turns.map((/** @type {any} */ turn) => turn[part] ?? null),
              format: milliseconds,
            }))}></osm-plot>
        ` : nothing}
        <dl class="facts">
          ${measured.map((part) => html`
            <dt>${term('terms.latencyPart', part)}</dt>
            <dd>${t('calls.halfAndMost', {half: milliseconds(parts[part].p50), most: milliseconds(parts[part].p95)})}</dd>
          `)}
        </dl>
      </section>
    `;
  }

  #quality() {
    const {quality} = this.call;
    return quality
      ? this.#section(t('calls.quality'), [
          [t('calls.loss'), percent(quality.loss)],
          [t('calls.jitter'), milliseconds(quality.jitterMs)],
          [t('calls.roundTrip'), milliseconds(quality.roundTripMs)],
        ])
      : nothing;
  }

  /**
   * A card of facts; those without a value are left out, and a card without facts as well.
   *
   * @param {string} heading
   * @param {unknown[][]} rows
   */
  #section(heading, rows) {
    const known = rows.filter(([, value]) => value);
    return known.length === 0 ? nothing : html`
      <section class="card" aria-label=${heading}>
        <h2>${heading}</h2>
        <dl class="facts">${known.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
      </section>
    `;
  }

  /**
   * @param {Event} event
   * @param {number} index
   */
  #show(event, index) {
    event.preventDefault();
    const line = /** @type {HTMLElement | null} */ (this.querySelector(`#line-${index}`));
    line?.scrollIntoView({block: 'center'});
    line?.focus({preventScroll: true});
  }

  /** @param {CustomEvent<number>} event */
  #seek(event) {
    /** @type {import('./player.js').Player | null} */ (this.querySelector('osm-player'))?.playFrom(event.detail);
  }

  #close() {
    this.set({open: ''});
  }

  async #end() {
    const sure = await confirm({
      heading: t('calls.endHeading'), text: t('calls.endText'), action: t('calls.end'), danger: true,
    });
    if (sure) {
      await this.#do(() => api.post(`/api/calls/${this.call.id}/end`));
    }
  }

  async #cancel() {
    const sure = await confirm({
      heading: t('calls.cancelHeading'), text: t('calls.cancelText'), action: t('calls.cancelCall'), danger: true,
    });
    if (sure) {
      await this.#do(() => api.post(`/api/calls/${this.call.id}/cancel`));
    }
  }

  /** @param {() => Promise<any>} action answers with the call as it is then */
  async #do(action) {
    try {
      const call = await action();
      // the words of it come by the following
      this.#changed({...this.call, ...call, transcript: call.transcript ?? this.call.transcript});
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
  }
}
customElements.define('page-call', CallPage);

/** Whether nothing about a call changes any more. @param {any} call */
function isSettled(call) {
  return isOver(call) && call.billingStatus !== 'pending' && call.analysis?.status !== 'pending';
}

/**
 * @param {string} time
 * @param {number} days
 */
function daysAfter(time, days) {
  return new Date(Date.parse(time) + days * 86_400_000).toISOString();
}
