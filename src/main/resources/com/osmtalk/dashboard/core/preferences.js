// What a person chose in this browser: theme, language, organisation. Without storage it holds for the page.

const PREFIX = 'osmtalk.';
const LANGUAGES = ['en', 'hi'];

/** @type {Map<string, string>} */
const memory = new Map();

/** @param {string} name */
function read(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return memory.get(name) ?? null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
function write(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    memory.set(name, value);
  }
}

/** What holds for one tab: two of them may show two organisations. @param {string} name */
function readOfTab(name) {
  try {
    return sessionStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
function writeOfTab(name, value) {
  try {
    sessionStorage.setItem(PREFIX + name, value);
  } catch {
    // no storage: as with the rest
  }
}

export const preferences = {
  /** @returns {string} `system`, `light` or `dark` */
  get theme() {
    return read('theme') ?? 'system';
  },
  set theme(value) {
    write('theme', value);
    document.documentElement.dataset.theme = value;
    dispatchEvent(new Event('osm-theme'));
  },

  /** @returns {string} the chosen one, else the browser's first that there are texts in */
  get language() {
    const wanted = [read('language') ?? '', ...navigator.languages.map((tag) => tag.slice(0, 2))];
    return wanted.find((tag) => LANGUAGES.includes(tag)) ?? 'en';
  },
  set language(value) {
    write('language', value);
  },

  /** @returns {string | null} the organisation of this tab; of a new one that which was last worked in */
  get organization() {
    return readOfTab('organization') ?? read('organization');
  },
  set organization(value) {
    write('organization', value ?? '');
    writeOfTab('organization', value ?? '');
  },

  /**
   * Whatever else a page remembers, such as a hint that was read.
   *
   * @param {string} name
   */
  get(name) {
    return read(name);
  },
  /**
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    write(name, value);
  },
};
