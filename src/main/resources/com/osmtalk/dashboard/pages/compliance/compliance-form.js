// Between the compliance settings as the API has them and the flat values of their form.

const WORDS = ['disclosure.words', 'disclosure.recordingWords'];

/**
 * @param {any} settings
 * @returns {Record<string, any>}
 */
export function toForm({callingWindow, allowedCountries, disclosure = {}, requireConsent, optOutPhrases}) {
  /** @type {Record<string, any>} */
  const values = {
    'callingWindow.enabled': callingWindow.enabled,
    'callingWindow.windowStart': callingWindow.windowStart,
    // what a control for times calls midnight
    'callingWindow.windowEnd': callingWindow.windowEnd === '24:00' ? '00:00' : callingWindow.windowEnd,
    'callingWindow.weekdays': [...callingWindow.weekdays],
    allowedCountries: [...allowedCountries],
    'disclosure.enabled': disclosure.enabled ?? true,
    'disclosure.simulatedCalls': disclosure.simulatedCalls ?? false,
    'disclosure.onBehalfOf': disclosure.onBehalfOf ?? '',
    requireConsent: requireConsent ?? false,
    optOutPhrases: optOutPhrases.join('\n'),
  };
  for (const path of WORDS) {
    const words = disclosure[path.slice('disclosure.'.length)] ?? {};
    Object.entries(words).forEach(([language, text]) => (values[`${path}.${language}`] = text));
  }
  return values;
}

/** @param {Record<string, any>} values */
export function toSettings(values) {
  const end = values['callingWindow.windowEnd'];
  return {
    callingWindow: {
      enabled: values['callingWindow.enabled'],
      windowStart: values['callingWindow.windowStart'],
      windowEnd: end === '00:00' ? '24:00' : end,
      weekdays: values['callingWindow.weekdays'],
    },
    allowedCountries: values.allowedCountries,
    disclosure: {
      enabled: values['disclosure.enabled'],
      simulatedCalls: values['disclosure.simulatedCalls'],
      onBehalfOf: values['disclosure.onBehalfOf'],
      words: wordsOf(values, 'disclosure.words'),
      recordingWords: wordsOf(values, 'disclosure.recordingWords'),
    },
    requireConsent: values.requireConsent,
    optOutPhrases: values.optOutPhrases.split('\n').map((/** @type {string} */ one) => one.trim()).filter(Boolean),
  };
}

/**
 * The languages that there are words for.
 *
 * @param {Record<string, any>} values
 * @param {string} path
 */
export function languagesOf(values, path) {
  return Object.keys(values).filter((name) => name.startsWith(`${path}.`)).map((name) => name.slice(path.length + 1));
}

/**
 * @param {Record<string, any>} values
 * @param {string} path
 */
function wordsOf(values, path) {
  return Object.fromEntries(languagesOf(values, path).map((language) => [language, values[`${path}.${language}`]]));
}
