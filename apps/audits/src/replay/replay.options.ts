import { parseArgs } from 'node:util';

/** A tree head that somebody kept: the log must still have it. */
export interface RememberedHead {
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly root: string;
}

export interface ReplayOptions {
  readonly remembered: RememberedHead | null;
  /** Whether entries whose bytes are no event are listed without making the replay fail. */
  readonly allowMalformed: boolean;
}

const HEAD = /^(\d{1,15}):([0-9a-f]{64})$/;

/** `--head <size>:<root>` and `--allow-malformed`. @throws Error on anything else */
export const replayOptions = (args: readonly string[]): ReplayOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: { head: { type: 'string' }, 'allow-malformed': { type: 'boolean', default: false } },
  });
  return { remembered: headOf(values.head), allowMalformed: values['allow-malformed'] };
};

const headOf = (text: string | undefined): RememberedHead | null => {
  if (text === undefined) return null;
  const [, size, root] = HEAD.exec(text.toLowerCase()) ?? [];
  if (size === undefined || root === undefined) {
    throw new Error(`--head takes <size>:<root>, a number and 64 hexadecimal digits, not "${text}"`);
  }
  return { size: Number(size), root };
};
