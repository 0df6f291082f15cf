import { loadConfig } from '#libs/config';
import { malformedSentence, sentenceOf } from './replay-sentence.view.js';
import { ReplayEnvironment, gatewaySource } from './replay.gateway.js';
import { replayOptions } from './replay.options.js';
import { passes, replay } from './replay.view.js';

/**
 * `npm run replay`: checks the log, folds every case from it, compares it with the live documents and the services'
 * journals, and names the first difference. It reads as an auditor, with an ordinary token, through the gateway.
 * `-- --head <size>:<root>` compares a head that was kept; `-- --allow-malformed` lets entries pass that are no events.
 * Exit code 1 when something differs, 2 when the replay could not be done.
 */
const main = async (): Promise<void> => {
  const started = Date.now();
  const { remembered, allowMalformed } = replayOptions(process.argv.slice(2));
  const report = await replay(gatewaySource(loadConfig(ReplayEnvironment)), {
    remembered,
    tries: 20,
    pauseMs: 500,
    progress: (entries) => {
      if (process.stdout.isTTY) process.stdout.write(`\rread ${entries} entries`);
    },
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const counted = `${report.entries} log entries, ${report.cases} cases, ${report.aggregates} live aggregates`;
  process.stdout.write(`\r${counted}, tree head ${report.entries}:${report.root}, ${seconds} s\n`);
  const malformed = malformedSentence(report.malformed);
  if (malformed !== null) process.stdout.write(`${malformed}\n`);
  process.stdout.write(
    report.difference === null
      ? 'Every case folds to its live state.\n'
      : `First difference: ${sentenceOf(report.difference)}.\n`,
  );
  if (!passes(report, allowMalformed)) process.exitCode = 1;
};

await main().catch((error: unknown) => {
  process.stderr.write(`The replay could not be done: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
