// How far one campaign of the list is; asked for when it comes into sight.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {progressBar} from './campaign-words.js';

/** `<osm-campaign-progress .campaign=${campaign}>`. */
class CampaignProgress extends Element {
  static properties = {campaign: {attribute: false}};

  /** @type {Record<string, number> | null} */
  byStatus = null;
  #life = new AbortController();
  #seen = false;
  /** @type {IntersectionObserver | null} */
  #observer = null;

  constructor() {
    super();
    /** @type {any} */
    this.campaign = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#life = new AbortController();
    this.#observer = new IntersectionObserver((entries) => {
      if (!this.#seen && entries.some((entry) => entry.isIntersecting)) {
        this.#seen = true;
        this.#load();
      }
    });
    this.#observer.observe(this);
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
    this.#life.abort();
    super.disconnectedCallback();
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('campaign') && this.#seen) {
      this.#load();
    }
  }

  async #load() {
    try {
      const report = await api.get(`/api/campaigns/${this.campaign.id}/report`, {}, this.#life.signal);
      this.set({byStatus: report.counts.byStatus});
    } catch {
      // the list stays as it is; the campaign's own page tells what is wrong
    }
  }

  render() {
    return this.byStatus ? progressBar(this.byStatus) : html`<span class="hint">…</span>`;
  }
}
customElements.define('osm-campaign-progress', CampaignProgress);
