// What is heard and played on a web call, on the page of a link and in the dashboard.

/**
 * Made while a button is pressed: at any other time browsers let it be silent. `ready` fails where sound can't be played;
 * the call is then held in writing.
 */
export class CallSound {
  muted = false;
  /** @type {AudioWorkletNode | undefined} */
  speaker;
  /** @type {AudioWorkletNode | undefined} */
  microphone;
  /** @type {MediaStream | undefined} */
  stream;
  /** @type {MediaStreamAudioSourceNode | undefined} */
  source;
  /** The latest wish to be heard. @type {object | null} */
  turn = null;

  constructor() {
    this.context = new AudioContext();
    this.ready = this.context.audioWorklet.addModule(new URL('sound.js', import.meta.url)).then(() => {
      this.speaker = new AudioWorkletNode(this.context, 'speaker', { numberOfInputs: 0, outputChannelCount: [1] });
      this.speaker.connect(this.context.destination);
    });
  }

  /** @param {ArrayBuffer} frame */
  play(frame) {
    if (!this.muted) {
      this.speaker?.port.postMessage(frame, [frame]);
    }
  }

  drop() {
    this.speaker?.port.postMessage(null);
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.muted = muted;
    this.drop();
  }

  /**
   * Turns the microphone on.
   *
   * @param {(frame: ArrayBuffer) => unknown} take
   */
  async hear(take) {
    const turn = (this.turn = {});
    await this.ready;
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
    if (this.turn !== turn) {
      // switched off, or hung up, while the browser asked whether it may
      stream.getTracks().forEach((track) => track.stop());
      return;
    }
    this.stream = stream;
    this.source = this.context.createMediaStreamSource(this.stream);
    this.microphone = new AudioWorkletNode(this.context, 'microphone');
    this.microphone.port.onmessage = ({ data }) => take(data);
    // it plays nothing, and is asked for sound only because it is connected
    this.source.connect(this.microphone).connect(this.context.destination);
  }

  stopHearing() {
    this.turn = null;
    this.source?.disconnect();
    this.microphone?.disconnect();
    this.stream?.getTracks().forEach((track) => track.stop());
  }

  close() {
    this.stopHearing();
    this.context.close();
  }
}
