// Between the sound of this device and that of the call: PCM of 16 bits, 16,000 samples a second, 20 ms to a frame.
'use strict';

const RATE = 16000;
const FRAME = RATE / 50;

/** Posts a frame whenever so much has been heard. */
class Microphone extends AudioWorkletProcessor {
  frame = new Int16Array(FRAME);
  length = 0;
  sum = 0;
  count = 0;
  phase = 0;

  process([input]) {
    for (const sample of input[0] ?? []) {
      // the mean of what falls into one sample of the call's
      this.sum += sample;
      this.count += 1;
      this.phase += RATE / sampleRate;
      if (this.phase >= 1) {
        const mean = this.sum / this.count;
        for (; this.phase >= 1; this.phase -= 1) {
          this.add(mean);
        }
        this.sum = 0;
        this.count = 0;
      }
    }
    return true;
  }

  add(sample) {
    this.frame[this.length++] = Math.max(-1, Math.min(1, sample)) * 32767;
    if (this.length === FRAME) {
      this.port.postMessage(this.frame.buffer, [this.frame.buffer]);
      this.frame = new Int16Array(FRAME);
      this.length = 0;
    }
  }
}

/** Plays the frames it is sent, one after the other; null makes it forget those that are left. */
class Speaker extends AudioWorkletProcessor {
  frames = [];
  next = 0;
  phase = 0;
  before = 0;
  after = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }) => {
      if (data === null) {
        this.frames = [];
        this.next = 0;
      } else {
        this.frames.push(new Int16Array(data));
      }
    };
  }

  process(inputs, [[output]]) {
    for (let i = 0; i < output.length; i++) {
      for (this.phase += RATE / sampleRate; this.phase >= 1; this.phase -= 1) {
        this.before = this.after;
        this.after = this.take();
      }
      output[i] = this.before + (this.after - this.before) * this.phase;
    }
    return true;
  }

  take() {
    const [frame] = this.frames;
    if (!frame) {
      return 0;
    }
    const sample = frame[this.next++] / 32768;
    if (this.next === frame.length) {
      this.frames.shift();
      this.next = 0;
    }
    return sample;
  }
}

registerProcessor('microphone', Microphone);
registerProcessor('speaker', Speaker);
