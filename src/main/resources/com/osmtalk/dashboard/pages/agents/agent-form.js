// Between an agent as the API has it and the flat values of a form, whose names are the paths of the API's fields.

/** Parts that are edited as a whole, in lists of their own. */
const LISTS = ['tools', 'postCallAnalysis.schema', 'tts.pronunciations', 'stt.keywords'];
const NUMBERS =
  /^(temperature|maxTokens|frequencyPenalty|maxDurationSeconds|idleTimeoutSeconds|askOwnerSeconds|turnTaking\..+)$/;

/** What the API tells about an agent and does not take. */
const TOLD = ['id', 'script', 'general', 'currentVersion', 'createdAt', 'updatedAt', 'notApplied'];

/**
 * @param {any} agent
 * @returns {Record<string, any>}
 */
export function toForm(agent) {
  /** @type {Record<string, any>} */
  const values = {};
  const add = (/** @type {string} */ path, /** @type {any} */ value) => {
    if (LISTS.includes(path) || Array.isArray(value) || value === null || typeof value !== 'object') {
      values[path] = structuredClone(value);
      return;
    }
    for (const [name, inner] of Object.entries(value)) {
      add(`${path}.${name}`, inner);
    }
  };
  for (const [name, value] of Object.entries(agent)) {
    if (!TOLD.includes(name)) {
      add(name, value);
    }
  }
  return values;
}

/**
 * What is sent: what the form knows, over what the agent has besides.
 *
 * @param {Record<string, any>} values
 * @param {any} agent
 */
export function fromForm(values, agent) {
  const draft = structuredClone(agent);
  TOLD.forEach((name) => delete draft[name]);
  for (const [path, value] of Object.entries(values)) {
    const names = path.split('.');
    const last = /** @type {string} */ (names.pop());
    let part = draft;
    for (const name of names) {
      part = part[name] ??= {};
    }
    part[last] = NUMBERS.test(path) && value !== '' ? Number(value) : value;
  }
  return draft;
}

const PLACE = /\{\{([^{}]{0,200})\}\}/g;
const NAME = /^(?=.{1,64}$)[\w.-]+( [\w.-]+)*$/;

/** The names between `{{` and `}}`, of those that the server fills. @param {string} text */
export function placesIn(text) {
  return [...new Set([...text.matchAll(PLACE)].map(([, name]) => name.trim()).filter((name) => NAME.test(name)))];
}

/** Places that no variable can have the name of: these are never filled. @param {string} text */
export function faultyPlacesIn(text) {
  return [...new Set([...text.matchAll(PLACE)].filter(([, name]) => !NAME.test(name.trim())).map(([place]) => place))];
}
