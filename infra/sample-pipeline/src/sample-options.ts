import { parseArgs } from 'node:util';
import { DEMONSTRATION_SITES } from '../../demonstration/src/demonstration-sites.js';

export const USAGE = `npm run sample-pipeline -- [--employers e01,e02] [--run 1] [--leave-clock] [--help]
  --employers    which of the twelve apply; all unless told otherwise
  --run          name of the run, letters and digits: the same goes on where it was, another applies for other sites
  --leave-clock  waits for the office clock instead of setting it forward while everything is on public notice

Runs the programme against whatever npm start has running, and may be stopped or killed at any moment. Exit code 0 when
every case has come to its end, 1 when something went wrong and the same command goes on later, 2 when it was called wrongly
or nothing runs.`;

/** What somebody asked of the sample pipeline. */
export interface SampleWish {
  readonly help: boolean;
  readonly run: string;
  readonly codes: readonly string[];
  readonly movesClock: boolean;
}

/** It was called wrongly; the message says how it is called. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const CODES = DEMONSTRATION_SITES.map(({ code }) => code);

/** @throws UsageError */
export const sampleWish = (args: readonly string[]): SampleWish => {
  const { employers, run, 'leave-clock': leave, help } = valuesOf(args);
  const codes = employers === undefined ? CODES : [...new Set(employers.toLowerCase().split(',').filter(Boolean))];
  const unknown = codes.filter((code) => !CODES.includes(code));
  if (codes.length === 0 || unknown.length > 0) {
    throw new UsageError(
      `没有此示例单位 There is no employer ${unknown.join(', ')}; choose from ${CODES.join(', ')}.\n${USAGE}`,
    );
  }
  if (!/^[a-z0-9]{1,20}$/.test(run)) {
    throw new UsageError(`--run 须为1至20个小写字母或数字 takes 1 to 20 lower-case letters and digits.\n${USAGE}`);
  }
  return { help, run, codes, movesClock: !leave };
};

const valuesOf = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        employers: { type: 'string' },
        run: { type: 'string', default: '1' },
        'leave-clock': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
};
