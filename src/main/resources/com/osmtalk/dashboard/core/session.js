// Who is signed in. The session itself is a cookie that scripts can't read; this holds what the API tells about it.
import {api, credentials, send} from './api.js';
import {preferences} from './preferences.js';

/** @typedef {{id: string, name: string, timeZone: string}} Organization */
/** @typedef {{id: string, name: string, email: string}} User */
/** @typedef {{user: User, organization: Organization, organizations: Organization[], role?: 'owner' | 'member'}} Account */

class Session extends EventTarget {
  /** @type {Account | null} null: nobody is signed in */
  account = null;
  /** Whether the server was asked who this is. */
  known = false;
  /** Whether the session ended in the middle of something, and the page waits for the person to sign in again. */
  interrupted = false;

  /** @type {Promise<void> | null} */
  #waiting = null;
  /** @type {() => void} */
  #resume = () => {};

  /** @returns {Organization} the one that is worked in. @throws {Error} when nobody is signed in */
  get organization() {
    if (!this.account) {
      throw new Error('nobody is signed in');
    }
    return this.account.organization;
  }

  /** Whether the person may change what is for owners: people, keys, compliance, webhooks, payments. */
  get isOwner() {
    return this.account?.role !== 'member';
  }

  /** Asks the server who this is, at the start. */
  async load() {
    credentials.organization = preferences.organization || null;
    let response = await this.#whoAmI();
    if (!response && credentials.organization) {
      // the remembered organisation may be another person's
      credentials.organization = null;
      response = await this.#whoAmI();
    }
    if (response) {
      this.#take(response);
    }
    this.known = true;
    this.#changed();
  }

  /** @returns {Promise<Account | null>} */
  async #whoAmI() {
    try {
      return await (await send('GET', '/api/auth/me', {anonymous: true, headers: organizationHeader()})).json();
    } catch (fault) {
      if (fault instanceof Error && 'status' in fault && (fault.status === 401 || fault.status === 403)) {
        return null;
      }
      throw fault;
    }
  }

  /**
   * @param {string} email
   * @param {string} password
   */
  async signIn(email, password) {
    const before = this.account?.user.id;
    await send('POST', '/api/auth/login', {anonymous: true, body: {email, password, cookie: true}});
    const account = await this.#whoAmI();
    if (!account) {
      credentials.organization = null;
      return this.load();
    }
    if (before && before !== account.user.id) {
      // somebody else: what is on the page is not theirs to see or send
      location.assign('/');
      return;
    }
    this.#take(account);
    this.known = true;
    this.interrupted = false;
    this.#resume();
    this.#waiting = null;
    this.#changed();
  }

  /** Opens the sign-in dialog over the page, and is fulfilled when the person has signed in again. */
  signInAgain() {
    this.#waiting ??= new Promise((resolve) => {
      this.#resume = resolve;
    });
    if (this.account) {
      this.interrupted = true;
    }
    this.#changed();
    return this.#waiting;
  }

  async signOut() {
    try {
      await send('POST', '/api/auth/logout', {anonymous: true});
    } catch (fault) {
      if (!(fault instanceof Error && 'status' in fault && fault.status === 401)) {
        throw fault;
      }
    }
    // a fresh page: nothing of this person remains in memory
    location.assign('/');
  }

  /**
   * Works in another organisation from now on. The page starts anew: nothing of the other one remains on it.
   *
   * @param {string} id
   */
  switchTo(id) {
    preferences.organization = id;
    location.assign('/');
  }

  /**
   * Accepts an invitation, which signs in, and opens the organisation that it is for.
   *
   * @param {{token: string, name?: string, password: string}} acceptance
   */
  async accept(acceptance) {
    await send('POST', '/api/auth/invitations/accept', {anonymous: true, body: {...acceptance, cookie: true}});
    credentials.organization = null;
    const account = await this.#whoAmI();
    // the newest is the one that was joined
    preferences.organization = account?.organizations.at(-1)?.id ?? '';
    location.assign('/');
  }

  /** After something that the account tells was changed. */
  async refresh() {
    this.#take(await api.get('/api/auth/me'));
    this.#changed();
  }

  /** @param {Account} account */
  #take(account) {
    this.account = account;
    credentials.organization = account.organization.id;
    preferences.organization = account.organization.id;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** @returns {Record<string, string>} */
function organizationHeader() {
  return credentials.organization ? {'X-Organization-Id': credentials.organization} : {};
}

export const session = new Session();
credentials.signInAgain = () => session.signInAgain();
