import { runRules } from './run-rules.js';

/** `npm run rules -- cases.json`: tries the office's rules on anybody's own cases. Needs nothing that runs. */
process.exitCode = runRules(process.argv.slice(2), {
  say: (text) => process.stdout.write(`${text}\n`),
  warn: (text) => process.stderr.write(`${text}\n`),
});
