const QUIET_MS = 10_000;
const DOWNLOAD_LINES_MS = 1_000;

/** What the reader of the terminal sees before the table: a line for each thing that happens, and one when nothing does. */
export class Progress {
  #started = Date.now();
  #lastSaid = Date.now();
  #lastDownload = 0;
  /** @type {Map<string, number>} */
  #underWay = new Map();
  #timer = setInterval(() => this.#remind(), 1_000).unref();

  say = (line) => {
    this.#lastSaid = Date.now();
    process.stdout.write(`${((Date.now() - this.#started) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
  };

  /** Names what is waited for while it takes long. @template T @param {string} what @param {Promise<T>} work @returns {Promise<T>} */
  async during(what, work) {
    this.#underWay.set(what, Date.now());
    try {
      return await work;
    } finally {
      this.#underWay.delete(what);
    }
  }

  /** @param {import('../engines/index.d.mts').EngineProgress} event */
  engine = ({ stage, what, piece, pieces }) => {
    if (stage === 'download' && piece !== 0 && piece !== pieces) {
      if (Date.now() - this.#lastDownload < DOWNLOAD_LINES_MS) return;
      this.#lastDownload = Date.now();
    }
    this.say(`engines: ${stage} ${what}${pieces === undefined ? '' : ` (${piece} of ${pieces})`}`);
  };

  end() {
    clearInterval(this.#timer);
    this.#underWay.clear();
  }

  #remind() {
    if (this.#underWay.size === 0 || Date.now() - this.#lastSaid < QUIET_MS) return;
    const waits = [...this.#underWay].map(
      ([what, since]) => `${what} (${Math.round((Date.now() - since) / 1000)} s so far)`,
    );
    this.say(`still ${waits.join(', ')}`);
  }
}
