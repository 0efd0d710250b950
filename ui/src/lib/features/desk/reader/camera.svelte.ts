// The laptop's camera, looked through for a code. It is off as soon as nobody looks, and no frame outlives the next one.

export type CameraFault = "no-camera" | "refused" | "busy" | "no-reader";

/** About five looks a second. */
export const LOOK_EVERY_MS = 200;
/** Wider frames are made smaller before they are looked at. */
const FRAME_WIDTH_MAX = 1280;
/** So many cameras are offered. */
const CAMERAS_MAX = 8;

export interface Lens {
  value: string;
  label: string;
}

/** What a browser says went wrong. */
function faultOf(thrown: unknown): CameraFault {
  const name = thrown instanceof DOMException || thrown instanceof Error ? thrown.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "no-camera";
}

export class Camera {
  readonly #ontext: (text: string) => void;
  fault = $state.raw<CameraFault | null>(null);
  /** A picture is there to be seen. */
  live = $state(false);
  /** More than one code was seen in the last frame. */
  many = $state(false);
  lenses = $state.raw<readonly Lens[]>([]);
  /** Remembered as long as the window is open. */
  chosen = $state("");
  #stream: MediaStream | null = null;
  #video: HTMLVideoElement | null = null;
  /** Whatever began before this changed is over. */
  #turn = 0;

  constructor(ontext: (text: string) => void) {
    this.#ontext = ontext;
  }

  /** Shows what the camera sees in `video`, and hands on the first code it sees. */
  async start(video: HTMLVideoElement): Promise<void> {
    this.stop();
    const turn = this.#turn;
    this.fault = null;
    try {
      const stream = await this.#ask();
      if (turn !== this.#turn) return letGo(stream);
      this.#stream = stream;
      stream.getVideoTracks()[0]?.addEventListener("ended", () => this.#lost(turn));
      this.#video = video;
      video.srcObject = stream;
      await video.play();
      await this.#list(stream);
      if (turn !== this.#turn) return;
      this.live = true;
    } catch (thrown) {
      if (turn === this.#turn) this.#fail(faultOf(thrown));
      return;
    }
    await this.#watch(video, turn);
  }

  /** Looks through another camera. */
  async choose(lens: string, video: HTMLVideoElement): Promise<void> {
    this.chosen = lens;
    await this.start(video);
  }

  stop(): void {
    this.#turn++;
    this.live = false;
    this.many = false;
    // First: WebKitGTK can lock up over a stream that ends while its picture is still painted.
    if (this.#video) this.#video.srcObject = null;
    this.#video = null;
    if (this.#stream) letGo(this.#stream);
    this.#stream = null;
  }

  #ask(): Promise<MediaStream> {
    const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
    if (!mediaDevices) throw new DOMException("", "NotFoundError");
    const lens = this.chosen === "" ? {} : { deviceId: { exact: this.chosen } };
    return mediaDevices.getUserMedia({
      video: { ...lens, width: { ideal: 1280 }, height: { ideal: 720 } },
      audio: false,
    });
  }

  /** Their names are told only once one of them may be used. */
  async #list(stream: MediaStream): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices();
    const cameras = devices.filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== "");
    this.lenses = cameras.slice(0, CAMERAS_MAX).map(({ deviceId, label }) => ({ value: deviceId, label }));
    this.chosen = stream.getVideoTracks()[0]?.getSettings().deviceId ?? this.chosen;
  }

  async #watch(video: HTMLVideoElement, turn: number): Promise<void> {
    const reader = await import("./codes").catch(() => null);
    if (turn !== this.#turn) return;
    if (!reader) return this.#fail("no-reader");
    const canvas = document.createElement("canvas");
    try {
      while (turn === this.#turn) {
        const begun = performance.now();
        const frame = frameOf(video, canvas);
        const texts = frame ? await reader.codesIn(frame) : [];
        if (turn !== this.#turn) break;
        this.many = texts.length > 1;
        const [only] = texts;
        if (texts.length === 1 && only !== undefined) return this.#found(only);
        await pause(LOOK_EVERY_MS - (performance.now() - begun));
      }
    } catch {
      if (turn === this.#turn) this.#fail("no-reader");
    } finally {
      reader.rest();
    }
  }

  #found(text: string): void {
    this.stop();
    this.#ontext(text);
  }

  #lost(turn: number): void {
    if (turn === this.#turn) this.#fail("no-camera");
  }

  #fail(fault: CameraFault): void {
    this.stop();
    this.chosen = "";
    this.fault = fault;
  }
}

function letGo(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop());
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, Math.max(0, ms)));

/** `null` while there is nothing to see yet. */
function frameOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): ImageData | null {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return null;
  const scale = Math.min(1, FRAME_WIDTH_MAX / videoWidth);
  canvas.width = Math.max(1, Math.round(videoWidth * scale));
  canvas.height = Math.max(1, Math.round(videoHeight * scale));
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  if (!brush) return null;
  brush.drawImage(video, 0, 0, canvas.width, canvas.height);
  return brush.getImageData(0, 0, canvas.width, canvas.height);
}
