import { refusal } from '#libs/contracts';
import { ProblemError } from '#libs/http';

const VERSION = 'f1';

/** A place in the feed as readers know it: opaque, stable, and of one form, so that it can be put into a header. */
export const positionAt = (index: number): string => Buffer.from(`${VERSION}.${index}`).toString('base64url');

/** Index that a position stands for. @throws ProblemError G-MALFORMED for one that this feed never gave */
export const indexAt = (position: string, pointer = '/after'): number => {
  const text = Buffer.from(position, 'base64url').toString('latin1');
  const [, digits] = /^f1\.(0|[1-9]\d{0,14})$/.exec(text) ?? [];
  if (digits === undefined || positionAt(Number(digits)) !== position) {
    throw new ProblemError([
      refusal('G-MALFORMED', pointer, {
        problem: `${pointer} must be a position of this feed, as an earlier answer gave it`,
        problemZh: `${pointer} 须为本事件流给出的位置`,
      }),
    ]);
  }
  return Number(digits);
};
