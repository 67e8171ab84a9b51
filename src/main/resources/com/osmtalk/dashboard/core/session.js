// Who is signed in. The session itself is a cookie that scripts can't read; this holds what the API tells about it.
import {ApiError, api, credentials, send} from './api.js';
import {preferences} from './preferences.js';
import {t} from './texts.js';

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
  /** Whether somebody is signed in who is in no organisation. */
  homeless = false;
  /** Whether the person is not in the organisation any more that the page shows. */
  removed = false;

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
    let found = await this.#whoAmI();
    if (found === 'stranger' && credentials.organization) {
      // the remembered organisation may be another person's, or one that they were taken out of
      credentials.organization = null;
      found = await this.#whoAmI();
    }
    this.homeless = found === 'stranger';
    if (typeof found === 'object') {
      this.#take(found);
    }
    this.known = true;
    this.#changed();
  }

  /** @returns {Promise<Account | 'nobody' | 'stranger'>} stranger: somebody who is not in this organisation, or in none */
  async #whoAmI() {
    try {
      return await (await send('GET', '/api/auth/me', {anonymous: true, headers: organizationHeader()})).json();
    } catch (fault) {
      if (fault instanceof ApiError && (fault.status === 401 || fault.status === 403)) {
        return fault.status === 401 ? 'nobody' : 'stranger';
      }
      throw fault;
    }
  }

  /**
   * @param {string} email
   * @param {string} password
   */
  async signIn(email, password) {
    const before = this.account;
    await send('POST', '/api/auth/login', {anonymous: true, body: {email, password, cookie: true}});
    if (!before) {
      await this.load();
      if (!this.account && !this.homeless) {
        throw new ApiError(0, 'session_not_kept', t('signIn.notKept'));
      }
      return;
    }
    // the page waits for this, and goes on in the organisation that it shows or not at all
    const found = await this.#whoAmI();
    if (found === 'nobody') {
      throw new ApiError(0, 'session_not_kept', t('signIn.notKept'));
    }
    if (found === 'stranger') {
      throw new ApiError(403, 'forbidden', t('signIn.elsewhere', {organization: before.organization.name}));
    }
    if (before.user.id !== found.user.id) {
      // somebody else: what is on the page is not theirs to see or send
      location.assign('/');
      return;
    }
    this.#take(found);
    this.interrupted = false;
    this.#resume();
    this.#waiting = null;
    this.#changed();
  }

  /** Something was refused: perhaps the person is not in the organisation any more that the page shows. */
  async lookAgain() {
    if (this.account && !this.removed && (await this.#whoAmI()) === 'stranger') {
      this.removed = true;
      this.#changed();
    }
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
    preferences.organization = (typeof account === 'object' && account.organizations.at(-1)?.id) || '';
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
credentials.refused = () => session.lookAgain();
