// Icons, drawn for a square of 24 with lines in the colour of the text around them. They decorate: words stand beside.
import {html, svg} from 'lit';

const PATHS = {
  home: svg`<path d="M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z"/>`,
  calls: svg`<path d="M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z"/>`,
  agents: svg`<rect x="4" y="8" width="16" height="12" rx="3"/><path d="M12 4v4M9 13v2M15 13v2"/>`,
  numbers: svg`<path d="M9 4L7 20M17 4l-2 16M4 9h16M4 15h16"/>`,
  campaigns: svg`<path d="M4 10v4l11 5V5zM15 9a3 3 0 0 1 0 6M6 15v5h3v-4"/>`,
  doNotCall: svg`<circle cx="12" cy="12" r="8.5"/><path d="M6 6l12 12"/>`,
  compliance: svg`<path d="M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5"/>`,
  billing: svg`<rect x="3" y="6" width="18" height="13" rx="2"/><path d="M3 10.5h18M7 15h4"/>`,
  settings: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
  menu: svg`<path d="M4 7h16M4 12h16M4 17h16"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  copy: svg`<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M16 8V5a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h3"/>`,
  check: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>`,
  chevron: svg`<path d="M8 10l4 4 4-4"/>`,
  person: svg`<circle cx="12" cy="8" r="4"/><path d="M4 20c1-4 4-6 8-6s7 2 8 6"/>`,
  people: svg`<circle cx="9" cy="8" r="3.5"/><path d="M2.5 19c.7-3.5 3-5 6.5-5s5.800 1.5 6.5 5M15.5 4.800a3.5 3.5 0 0 1 0 6.400M18 14.5c2 .6 3.100 2 3.5 4.5"/>`,
  play: svg`<path d="M8 5l11 7-11 7z"/>`,
  plug: svg`<path d="M9 3v5M15 3v5M6 8h12v4a6 6 0 0 1-12 0zM12 18v3"/>`,
  trash: svg`<path d="M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13"/>`,
  external: svg`<path d="M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5"/>`,
  download: svg`<path d="M12 4v11M7 11l5 5 5-5M4 20h16"/>`,
  upload: svg`<path d="M12 16V5M7 9l5-5 5 5M4 20h16"/>`,
  more: svg`<circle cx="6" cy="12" r=".8"/><circle cx="12" cy="12" r=".8"/><circle cx="18" cy="12" r=".8"/>`,
  microphone: svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5 11a7 7 0 0 0 14 0M12 18v3"/>`,
  warning: svg`<path d="M12 4l9 16H3zM12 10v4M12 17v.5"/>`,
};

/** @typedef {keyof typeof PATHS} IconName */

/** @param {IconName} name */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${PATHS[name]}</svg>`;
}
