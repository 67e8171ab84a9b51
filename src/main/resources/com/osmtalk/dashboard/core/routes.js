// The places of the dashboard. A page's module is loaded when the page is opened.

/**
 * @typedef {object} Route
 * @property {string} path `/calls/:id`; the name after the colon becomes one of the page's `params`
 * @property {string} tag the page's element
 * @property {() => Promise<unknown>} load
 * @property {boolean} [alone] it is shown without the navigation
 * @property {boolean} [open] it is for those too who are not signed in
 */
/** @type {Route[]} */
export const routes = [
  {path: '/', tag: 'page-home', load: () => import('../pages/home/home.js')},
  {path: '/agents', tag: 'page-agents', load: () => import('../pages/agents/agents.js')},
  {path: '/agents/:id', tag: 'page-agent', load: () => import('../pages/agents/agent.js')},
  {path: '/billing', tag: 'page-billing', load: () => import('../pages/billing/billing.js')},
  {path: '/calls', tag: 'page-calls', load: () => import('../pages/calls/calls.js')},
  {path: '/calls/:id', tag: 'page-call', load: () => import('../pages/calls/call.js')},
  {path: '/campaigns', tag: 'page-campaigns', load: () => import('../pages/campaigns/campaigns.js')},
  {path: '/campaigns/:id', tag: 'page-campaign', load: () => import('../pages/campaigns/campaign.js')},
  {path: '/compliance', tag: 'page-compliance', load: () => import('../pages/compliance/compliance.js')},
  {path: '/do-not-call', tag: 'page-do-not-call', load: () => import('../pages/do-not-call/do-not-call.js')},
  {
    path: '/invitation',
    tag: 'page-invitation',
    load: () => import('../pages/account/invitation.js'),
    alone: true,
    open: true,
  },
  {path: '/numbers', tag: 'page-numbers', load: () => import('../pages/numbers/numbers.js')},
  {path: '/numbers/:id', tag: 'page-number', load: () => import('../pages/numbers/number.js')},
  {path: '/settings', tag: 'page-settings', load: () => import('../pages/settings/settings.js')},
  {path: '/settings/assistants', tag: 'page-connections', load: () => import('../pages/settings/connections.js')},
  {path: '/settings/keys', tag: 'page-keys', load: () => import('../pages/settings/keys.js')},
  {path: '/settings/password', tag: 'page-password', load: () => import('../pages/account/password.js')},
  {path: '/settings/people', tag: 'page-people', load: () => import('../pages/account/people.js')},
  {path: '/settings/recordings', tag: 'page-recordings', load: () => import('../pages/settings/recordings.js')},
  {path: '/settings/webhook', tag: 'page-webhook', load: () => import('../pages/settings/webhook.js')},
  {
    path: '/connect',
    tag: 'page-connect',
    load: () => import('../pages/connect/connect.js'),
    alone: true,
  },
  {path: '/start', tag: 'page-start', load: () => import('../pages/start/start.js')},
];

/**
 * The entries of the navigation, in their order. One appears when there is a route for its path.
 *
 * @typedef {{path: string, text: import('./texts.js').Key, icon: import('../kit/icons.js').IconName}} Entry
 * @type {Entry[]}
 */
export const navigation = [
  {path: '/', text: 'nav.home', icon: 'home'},
  {path: '/calls', text: 'nav.calls', icon: 'calls'},
  {path: '/agents', text: 'nav.agents', icon: 'agents'},
  {path: '/numbers', text: 'nav.numbers', icon: 'numbers'},
  {path: '/campaigns', text: 'nav.campaigns', icon: 'campaigns'},
  {path: '/do-not-call', text: 'nav.doNotCall', icon: 'doNotCall'},
  {path: '/compliance', text: 'nav.compliance', icon: 'compliance'},
  {path: '/billing', text: 'nav.billing', icon: 'billing'},
  {path: '/settings', text: 'nav.settings', icon: 'settings'},
];

/** Whether there is a page at a path. @param {string} path */
export function hasPage(path) {
  return match(path) !== null;
}

/**
 * @param {string} path
 * @returns {{route: Route, params: Record<string, string>} | null}
 */
export function match(path) {
  const wanted = segments(path);
  for (const route of routes) {
    const pattern = segments(route.path);
    /** @type {Record<string, string>} */
    const params = {};
    const fits = pattern.length === wanted.length && pattern.every((part, i) => {
      if (part.startsWith(':')) {
        params[part.slice(1)] = wanted[i];
        return true;
      }
      return part === wanted[i];
    });
    if (fits) {
      return {route, params};
    }
  }
  return null;
}

/** @param {string} path */
function segments(path) {
  return path.split('/').filter(Boolean).map(decoded);
}

/** @param {string} segment */
function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
