// A web call with an agent, held in this browser; docs/web-voice.md has the protocol.
import {t} from '../../core/texts.js';
import {CallSound} from '../../lib/talk/call-sound.js';

/** How often the agent is told that somebody is writing. */
const TYPING_PAUSE = 20_000;

/** @typedef {import('./try-agent.js').Line} Line */

export class WebCall {
  /** @type {Line[]} */
  lines = [];
  hearing = false;
  /** Whether the server understands speech, and this browser has a microphone. */
  canHear = false;

  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {CallSound | null} */
  #sound = null;
  #over = false;
  #typed = 0;
  #changed;

  /** @param {(state: {lines?: Line[], mode?: 'voice' | 'over', problem?: string}) => void} changed */
  constructor(changed) {
    this.#changed = changed;
    try {
      const sound = new CallSound();
      this.#sound = sound;
      sound.ready.catch(() => {
        this.#sound = null;
      });
    } catch {
      // no sound in this browser: the call is held in writing
    }
  }

  /**
   * @param {string} url
   * @param {string} token
   */
  begin(url, token) {
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => this.#send({type: 'session.start', token, audio: this.#sound !== null});
    socket.onmessage = ({data}) => {
      if (typeof data === 'string') {
        this.#take(JSON.parse(data));
      } else {
        this.#sound?.play(data);
      }
    };
    socket.onerror = socket.onclose = () => this.#end(this.#over ? '' : t('agents.connectionLost'));
  }

  /** @param {string} text */
  write(text) {
    this.#send({type: 'caller.text', text});
  }

  /** Somebody is writing: the agent does not ask whether anybody is there. */
  typing() {
    if (Date.now() - this.#typed > TYPING_PAUSE) {
      this.#typed = Date.now();
      this.#send({type: 'caller.typing'});
    }
  }

  end() {
    this.#send({type: 'call.end'});
  }

  /** @returns {Promise<boolean>} false: the microphone can't be used */
  async toggleMicrophone() {
    if (this.hearing) {
      this.#sound?.stopHearing();
      this.hearing = false;
      this.#changed({});
      return true;
    }
    try {
      await this.#sound?.hear((frame) => {
        if (this.#socket?.readyState === WebSocket.OPEN) {
          this.#socket.send(frame);
        }
      });
      this.hearing = true;
      this.#changed({});
      return true;
    } catch {
      this.#sound?.stopHearing();
      return false;
    }
  }

  close() {
    this.#over = true;
    this.#socket?.close();
    this.#sound?.close();
    this.#sound = null;
  }

  /** What comes on the socket; what is not known is skipped. @param {any} event */
  #take(event) {
    switch (event.type) {
      case 'session.started':
        this.canHear = Boolean(event.audio?.in && this.#sound && navigator.mediaDevices);
        this.#changed({});
        break;
      case 'agent.text':
        this.#agentSays(event);
        break;
      case 'agent.interrupted':
        this.#sound?.drop();
        break;
      case 'caller.text':
        this.#show([...this.lines, {who: 'caller', text: event.text}]);
        break;
      case 'error':
        this.#changed({problem: event.message});
        break;
      case 'call.ended':
        this.#over = true;
        this.#end('');
        break;
      default:
    }
  }

  /** A sentence comes in parts, and at last as a whole. @param {{text: string, final: boolean}} event */
  #agentSays({text, final}) {
    const last = this.lines.at(-1);
    const saying = last?.open ? last : null;
    const whole = final ? text : [saying?.text, text].filter(Boolean).join(' ');
    this.#show([...(saying ? this.lines.slice(0, -1) : this.lines), {who: 'agent', text: whole, open: !final}]);
  }

  /** @param {Line[]} lines */
  #show(lines) {
    this.lines = lines;
    this.#changed({lines});
  }

  /** @param {string} problem */
  #end(problem) {
    const sound = this.#sound;
    this.#sound = null;
    this.canHear = false;
    this.hearing = false;
    sound?.stopHearing();
    // what was said last is still to be heard
    setTimeout(() => sound?.close(), 1_000);
    this.#changed({mode: 'over', ...(problem && {problem})});
  }

  /** @param {object} message */
  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }
}
