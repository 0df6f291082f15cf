import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { BrokenOff, PINNED_NODE, ROOT, run, stopCommands, withPinnedNode } from './commands.mjs';
import { SetupError, ensureInstalled } from './install.mjs';

/**
 * `npm test`, `npm run check` and `npm run test:extra`: the same steps in the same order, chosen by the suite's name.
 * Each step counts: a tool that passes is one passed test, jest counts its own. The last line is `N passed, N failed`.
 */
const RESULTS = `${ROOT}.data/test-results`;
const bin = (name) => `${ROOT}node_modules/.bin/${name}`;

const tool = (name, command, args) => ({ name, command, args });
const jest = (project, ...args) => ({
  name: `jest ${project}`,
  command: PINNED_NODE,
  args: [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    `${ROOT}node_modules/jest/bin/jest.js`,
    '--selectProjects',
    project,
    // A test that leaves a handle open must not hold up the whole run; the engines end with their guard.
    '--forceExit',
    '--testTimeout=30000',
    '--json',
    `--outputFile=${RESULTS}/${project}.json`,
    ...args,
  ],
  results: `${RESULTS}/${project}.json`,
});

const STATIC = [
  tool('format', bin('prettier'), ['--check', '--log-level=warn', '.']),
  tool('lint', bin('oxlint'), ['--type-aware', '--deny-warnings', '--quiet', '.']),
  tool('types', bin('tsc'), ['-p', 'tsconfig.json', '--noEmit', '--incremental', 'false']),
  tool('types of the workflow definitions', bin('tsc'), ['-p', 'workflows/src/definitions', '--noEmit']),
  tool('types of the console', bin('tsc'), ['-p', 'apps/console']),
  tool("types of the console's tests", bin('tsc'), ['-p', 'apps/console/test']),
];
const BUILD = tool('build', bin('tsc'), ['-p', 'tsconfig.build.json']);
const BUNDLE = tool('workflow bundle', PINNED_NODE, ['dist/workflows/src/workflows.bundle.js']);
const CONSOLE = tool('console', bin('vite'), ['build', 'apps/console', '--logLevel', 'warn']);

const SUITES = {
  check: [...STATIC, jest('unit')],
  test: [
    ...STATIC,
    BUILD,
    BUNDLE,
    CONSOLE,
    jest('unit'),
    jest('integration', '--runInBand'),
    jest('end-to-end', '--runInBand'),
  ],
  extra: [BUILD, BUNDLE, CONSOLE, jest('extra', '--runInBand')],
};

/** Lines of a failure's message that are repeated at the end. */
const LINES_TOLD = 14;

/** Each test or test file that failed, in words: a long log hides them otherwise. */
const failuresOf = (testResults) =>
  testResults.flatMap(({ name: path, message, assertionResults }) => {
    const file = relative(ROOT, path);
    const tests = assertionResults.filter(({ status }) => status === 'failed');
    const told = (what, text) => {
      const lines = stripVTControlCharacters(text).split('\n').slice(0, LINES_TOLD);
      return [`${file} › ${what}`, ...lines.map((line) => `    ${line}`)].join('\n');
    };
    if (tests.length > 0)
      return tests.map(({ fullName, failureMessages }) => told(fullName, failureMessages.join('\n')));
    return message === '' ? [] : [told('cannot be run', message)];
  });

/** Runs one step and returns how many tests of it passed and failed. */
const runStep = async ({ name, command, args, results }) => {
  const started = Date.now();
  process.stdout.write(`\n── ${name}\n`);
  const code = await run(command, args, { env: withPinnedNode() });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`── ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  const whole = [`${name} as a whole`];
  if (!results) {
    return { name, seconds, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, failures: code === 0 ? [] : whole };
  }
  try {
    const outcome = JSON.parse(readFileSync(results, 'utf8'));
    const failed = outcome.numFailedTests + outcome.numRuntimeErrorTestSuites;
    const passed = outcome.numPassedTests;
    if (code !== 0 && failed === 0) return { name, seconds, passed, failed: 1, failures: whole };
    return { name, seconds, passed, failed, failures: failuresOf(outcome.testResults) };
  } catch {
    return { name, seconds, passed: 0, failed: 1, failures: whole };
  }
};

const main = async () => {
  const suite = process.argv[2] ?? 'test';
  const steps = SUITES[suite];
  if (!steps) throw new SetupError(`There is no suite "${suite}"`, `choose one of ${Object.keys(SUITES).join(', ')}`);
  const summary = `${ROOT}.data/${suite}-summary.json`;
  // A run that fails early must not be counted by the numbers of an earlier one.
  rmSync(summary, { force: true });
  await ensureInstalled((line) => process.stdout.write(`${line}\n`));
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const outcomes = [];
  for (const step of steps) outcomes.push(await runStep(step));
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  process.stdout.write('\n');
  for (const { name, seconds, passed, failed } of outcomes) {
    process.stdout.write(
      `${name.padEnd(36)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.padStart(7)} s\n`,
    );
  }
  for (const { failures } of outcomes) for (const failure of failures) process.stdout.write(`\n● ${failure}\n`);
  writeFileSync(summary, JSON.stringify(outcomes, null, 2));
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
};

for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.once(signal, () => void stopCommands().then(() => process.exit(code)));
}

main().catch((error) => {
  if (error instanceof BrokenOff) return;
  process.stderr.write(`${error instanceof SetupError ? error.message : (error.stack ?? error)}\n`);
  process.exitCode = 1;
});
