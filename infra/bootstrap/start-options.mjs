import { SetupError } from './install.mjs';

export const USAGE = `npm start -- [--empty] [--fresh] [--once] [--help]
  --empty   start without demonstration cases
  --fresh   drop the local data in .data first (asks on a terminal)
  --once    bring one case from draft to paid in a data folder of its own, say what happened, stop, exit 0`;

/** @param {string[]} args */
export const readOptions = (args) => {
  const known = new Set(['--empty', '--fresh', '--once', '--help']);
  const unknown = args.find((arg) => !known.has(arg));
  if (unknown !== undefined) throw new SetupError(`npm start does not know ${unknown}.`, `It takes:\n${USAGE}`);
  return {
    empty: args.includes('--empty'),
    fresh: args.includes('--fresh'),
    once: args.includes('--once'),
    help: args.includes('--help'),
  };
};
