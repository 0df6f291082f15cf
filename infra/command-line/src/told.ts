/** What an action has to say: a value for programs, a text for people, and the exit code. */
export interface Told {
  readonly value: unknown;
  readonly text: string;
  readonly code: 0 | 1 | 2;
  /** One line beside it, which goes to stderr so that stdout stays what was asked for. */
  readonly note?: string | undefined;
}
