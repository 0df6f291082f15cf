/** A fault of an engine or of its surroundings, told in one sentence together with what to do about it. */
export class EngineError extends Error {
  /**
   * @param {string} problem what is wrong
   * @param {string} cure what the reader can do about it
   * @param {{ cause?: unknown }} [options]
   */
  constructor(problem, cure, options) {
    super(`${problem}: ${cure}`, options);
    this.name = 'EngineError';
    this.problem = problem;
    this.cure = cure;
  }
}
