import { SetupError } from './install.mjs';

export const USAGE = `npm start -- [--empty] [--fresh] [--once] [--help]
  --empty   start without demonstration cases
  --fresh   drop the local data first (asks on a terminal)
  --once    bring one case from draft to paid in a data folder of its own, say what happened, stop, exit 0

Ctrl-C stops everything in order. The exit code is 0 once everything ran, and 130 when a start was broken off
(143 by SIGTERM, 129 by SIGHUP); 1 says that something is wrong, in one sentence.
NUANCHAO_DATA names another folder than .data for data and logs.`;

const FLAGS = ['--empty', '--fresh', '--once', '--help'];

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export const readOptions = (args, env) => {
  const unknown = args.find((arg) => !FLAGS.includes(arg));
  if (unknown !== undefined) {
    throw new SetupError(`npm start does not know ${unknown}`, `it takes ${FLAGS.join(', ')}`);
  }
  // Without the two dashes npm keeps the option for itself, and a start that ignores --empty would surprise.
  const kept = FLAGS.find((flag) => env[`npm_config_${flag.slice(2)}`] === 'true' && !args.includes(flag));
  if (kept !== undefined && env.npm_lifecycle_event === 'start') {
    throw new SetupError(`npm kept ${kept} for itself`, `write npm start -- ${kept}`);
  }
  return {
    empty: args.includes('--empty'),
    fresh: args.includes('--fresh'),
    once: args.includes('--once'),
    help: args.includes('--help'),
  };
};
