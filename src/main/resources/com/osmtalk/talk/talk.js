// Holds the web call that the link to this page is for; docs/web-voice.md has the protocol.
import { CallSound } from './call-sound.js';

const TYPING_PAUSE = 20000;
const NEW_LINK = 'Ask for a new link: each lets one visitor in, once, and not for long.';

const element = (id) => document.getElementById(id);
const link = new URLSearchParams(location.hash.slice(1));

let socket;
let sound;
let began;
let typed = 0;
let saying = null;

/** What comes on the socket, by type. What is not known is skipped. */
const events = {
  'session.started': ({ audio }) => {
    show('live', audio.in ? 'Write, or turn the microphone on and talk.' : 'Write what you want to say.');
    element('microphone').hidden = !audio.in || !sound || !navigator.mediaDevices;
    element('sound').hidden = !audio.out || !sound;
    began = Date.now();
    element('words').focus();
  },
  'agent.text': ({ text, final, interrupted }) => {
    if (!final) {
      saying ??= line('agent', '');
      saying.classList.add('saying');
      write(saying, [saying.lastChild.data, text].filter(Boolean).join(' '));
      return;
    }
    write(saying ?? line('agent', ''), interrupted ? `${text} –` : text);
    saying?.classList.remove('saying');
    saying = null;
  },
  'agent.interrupted': () => sound?.drop(),
  'caller.text': ({ text }) => line('caller', text),
  'error': ({ code, message }) => {
    // that the link is of no use any more is said when the socket closes
    if (code !== 'token_refused' && code !== 'call_ended') {
      problem(message);
    }
  },
  'call.ended': ({ endedBy, durationSeconds }) => {
    const who = { caller: 'You hung up', agent: 'The agent hung up' }[endedBy] ?? 'The call is over';
    over(`${who} after ${clock(durationSeconds)}.`);
  },
};

function start() {
  try {
    sound = new CallSound();
    sound.ready.catch(() => (sound = undefined));
  } catch {
    sound = undefined;
  }
  try {
    socket = new WebSocket(link.get('url'));
  } catch {
    over(`This link leads nowhere. ${NEW_LINK}`);
    return;
  }
  const token = link.get('token');
  // it is used now, and nothing for the history
  history.replaceState(null, '', location.pathname);
  show('calling', 'Calling …');
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => send({ type: 'session.start', token, audio: sound !== undefined });
  socket.onmessage = ({ data }) => {
    if (typeof data !== 'string') {
      sound?.play(data);
      return;
    }
    const event = JSON.parse(data);
    events[event.type]?.(event);
  };
  // one that the page's policy forbids fails, and never closes
  socket.onerror = socket.onclose = () =>
    over(began ? 'The connection is lost; the call is over.' : `No call could be begun. ${NEW_LINK}`);
}

/** Of the first reason, which the others only follow from. */
function over(sentence) {
  if (document.body.dataset.state === 'over') {
    return;
  }
  show('over', sentence);
  saying?.classList.remove('saying');
  socket?.close();
  // what was said last is still to be heard
  sound?.stopHearing();
  setTimeout(() => sound?.close(), 1000);
}

function show(state, sentence) {
  document.body.dataset.state = state;
  element('status').textContent = sentence;
}

function problem(sentence) {
  element('problem').textContent = sentence;
}

function line(who, text) {
  const item = document.createElement('li');
  const name = document.createElement('b');
  name.textContent = who === 'caller' ? 'You' : 'Agent';
  item.className = who;
  item.append(name, document.createTextNode(''));
  element('lines').append(item);
  write(item, text);
  return item;
}

function write(item, text) {
  item.lastChild.data = text;
  element('lines').scrollTop = element('lines').scrollHeight;
}

function send(message) {
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify(message));
  }
}

function clock(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function press(button, pressed) {
  button.setAttribute('aria-pressed', String(pressed));
}

function isPressed(button) {
  return button.getAttribute('aria-pressed') === 'true';
}

element('start').onclick = start;

element('end').onclick = () => send({ type: 'call.end' });

element('writing').onsubmit = (submitted) => {
  submitted.preventDefault();
  const text = element('words').value.trim();
  if (text) {
    problem('');
    send({ type: 'caller.text', text });
    element('words').value = '';
  }
};

element('words').oninput = () => {
  if (Date.now() - typed > TYPING_PAUSE) {
    typed = Date.now();
    send({ type: 'caller.typing' });
  }
};

element('sound').onclick = ({ target }) => {
  press(target, !isPressed(target));
  sound.mute(!isPressed(target));
};

element('microphone').onclick = async ({ target }) => {
  press(target, !isPressed(target));
  problem('');
  if (!isPressed(target)) {
    sound.stopHearing();
    return;
  }
  try {
    await sound.hear((frame) => socket.readyState === WebSocket.OPEN && socket.send(frame));
  } catch {
    sound.stopHearing();
    press(target, false);
    problem('The microphone can\'t be used: this browser has none, or was not allowed to. You can write.');
  }
};

setInterval(() => {
  if (document.body.dataset.state === 'live') {
    element('time').textContent = clock((Date.now() - began) / 1000);
  }
}, 1000);

if (!link.get('url') || !link.get('token')) {
  over(`There is no call here. ${NEW_LINK}`);
}
