// Plays an MP3 in pieces of which it is known when they begin. A browser that is given the whole file guesses by
// its hundred seek points where a moment is: in hours of talk, that is seconds away from the time it shows.

const TYPE = "audio/mpeg";

/** Fetched ahead while it plays. */
const AHEAD_SECONDS = 30;

/** Kept on both sides of what is heard: hours are never held. */
const KEPT_SECONDS = 90;

/** Borders are rounded to microseconds, and encoders' silence is cut off: what is held is told by its inside. */
const INSIDE_SECONDS = 0.1;

/** Whether this browser can. */
export const canFeed = () => Boolean(window.MediaSource?.isTypeSupported(TYPE));

/** Feeds an audio element. It fetches nothing before that is to play. */
export class Feed {
  /**
   * @param table the API's seek table of the file
   * @param length of the recording, in seconds
   * @param failed called once, when it cannot go on; with whether the server refused
   */
  constructor(audio, url, { startSeconds, stepSeconds, offsets }, length, failed) {
    Object.assign(this, { audio, url, offsets, length, failed });
    this.count = offsets.length - 1;
    this.startOf = (piece) => startSeconds + piece * stepSeconds;
    this.pieceAt = (seconds) => Math.min(Math.floor((seconds - startSeconds) / stepSeconds), this.count - 1);
    this.source = new MediaSource();
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    this.source.addEventListener("sourceopen", () => this.begin(), { once: true, signal });
    ["play", "timeupdate", "waiting"].forEach((event) => audio.addEventListener(event, () => this.fill(), { signal }));
    audio.src = URL.createObjectURL(this.source);
  }

  /** Lets go of the element, which is to get another source. */
  stop() {
    this.stopping.abort();
    this.reading?.abort();
  }

  begin() {
    URL.revokeObjectURL(this.audio.src);
    this.source.duration = this.length;
    this.buffer = this.source.addSourceBuffer(TYPE);
    this.buffer.appendWindowEnd = this.length;
    this.fill();
  }

  /** To be called when the element has been sent elsewhere: a piece of the place it left is not waited for. */
  turn() {
    if (this.reading && this.piece !== this.next()) {
      this.reading.abort();
    }
    this.fill();
  }

  async fill() {
    if (this.filling || !this.buffer) {
      return;
    }
    this.filling = true;
    try {
      for (let piece = this.next(); piece !== null; piece = this.next()) {
        const bytes = await this.read(piece);
        if (this.stopping.signal.aborted) {
          return;
        }
        if (bytes) {
          await this.append(piece, bytes);
          await this.forget();
        }
      }
      // An element whose source has not ended waits at the end for more.
      if (this.source.readyState === "open" && this.holds(this.count - 1)) {
        this.source.endOfStream();
      }
    } catch (failure) {
      this.fail(failure);
    } finally {
      this.filling = false;
    }
  }

  /** While there is something to play, a piece that the network did not bring is asked for again. */
  fail(failure) {
    const unreached = failure instanceof TypeError;
    if (this.stopping.signal.aborted || (unreached && this.audio.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA)) {
      return;
    }
    this.stop();
    this.failed(Boolean(failure.refused));
  }

  /** The first piece that is to be had and is not there yet. */
  next() {
    const { audio } = this;
    if (audio.paused && audio.readyState === HTMLMediaElement.HAVE_NOTHING) {
      return null;
    }
    const until = audio.currentTime + (audio.paused ? 0 : AHEAD_SECONDS);
    for (let piece = this.pieceAt(audio.currentTime); piece < this.count && this.startOf(piece) <= until; piece++) {
      if (!this.holds(piece)) {
        return piece;
      }
    }
    return null;
  }

  holds(piece) {
    const from = this.startOf(piece) + INSIDE_SECONDS;
    const to = Math.min(this.startOf(piece + 1), this.length) - INSIDE_SECONDS;
    return this.ranges().some(([start, end]) => start <= from && to <= end);
  }

  ranges() {
    const { buffered } = this.buffer;
    return Array.from({ length: buffered.length }, (_, i) => [buffered.start(i), buffered.end(i)]);
  }

  /** Empty if it is not wanted any more. */
  async read(piece) {
    this.piece = piece;
    this.reading = new AbortController();
    const { signal } = this.reading;
    try {
      const answer = await fetch(this.url, {
        headers: { Range: `bytes=${this.offsets[piece]}-${this.offsets[piece + 1] - 1}` },
        signal,
      });
      if (answer.status !== 206) {
        throw Object.assign(new Error(`status: ${answer.status}`), { refused: true });
      }
      return await answer.arrayBuffer();
    } catch (failure) {
      if (signal.aborted) {
        return null;
      }
      throw failure;
    } finally {
      this.reading = null;
    }
  }

  async append(piece, bytes) {
    this.buffer.timestampOffset = this.startOf(piece);
    await this.change(() => this.buffer.appendBuffer(bytes));
    if (!this.holds(piece)) {
      throw new Error(`piece ${piece} is not what the table says`);
    }
  }

  async forget() {
    const now = this.audio.currentTime;
    if (this.ranges().some(([start]) => start < now - KEPT_SECONDS)) {
      await this.change(() => this.buffer.remove(0, now - KEPT_SECONDS));
    }
    if (this.ranges().some(([, end]) => end > now + KEPT_SECONDS)) {
      await this.change(() => this.buffer.remove(now + KEPT_SECONDS, Infinity));
    }
  }

  /** The buffer takes one change at a time. */
  change(begin) {
    return new Promise((resolve) => {
      this.buffer.addEventListener("updateend", resolve, { once: true });
      begin();
    });
  }
}
