import { beforeAll, describe, expect, it } from '@jest/globals';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { APPLICATION_TRANSITIONS } from '#libs/domain';
import { workflowBundle } from '../src/workflows.bundle.js';
import { CASE_PATHS, grantsOf } from './case-paths.js';
import type { CasePath } from './case-rejections.js';
import { ProcedureStage, quietTemporal } from './procedure-stage.js';

/*
 * A change of the definitions must not strand the cases that are under way. Each path of the procedure was recorded once;
 * the definitions of today must take the same decisions from the same history. To record anew, after a change that is
 * guarded by `patched` or that no running case can meet: delete the file, run this test twice, and commit the file.
 */
const MINUTE = 60_000;
const FOLDER = fileURLToPath(new URL('./histories/', import.meta.url));
const { EventType } = temporal.api.enums.v1;
const { History } = temporal.api.history.v1;

/** The list of events is for people and for counting; what replays is the history itself. */
interface Recording {
  /** Ids of the transitions that the application took on this path. */
  readonly rows: readonly string[];
  readonly events: readonly string[];
  /** Base64 of `temporal.api.history.v1.History`. */
  readonly history: string;
}

const filesOf = (path: CasePath): readonly string[] => [
  `${path.name}.json`,
  ...grantsOf(path).map((fund) => `${path.name}-grant-${fund}.json`),
];

describe('a recorded history', () => {
  beforeAll(quietTemporal);

  it.each(CASE_PATHS.map((path) => [path.name, path] as const))(
    'replays: %s',
    async (name, path) => {
      const isRecorded = filesOf(path).every((file) => existsSync(`${FOLDER}${file}`));
      if (!isRecorded) await record(path);
      for (const file of filesOf(path)) {
        await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, historyIn(bytesIn(file)));
      }
      // A recording proves nothing until it is compared with definitions that came later.
      expect({ name, isRecorded }).toEqual({ name, isRecorded: true });
    },
    MINUTE,
  );

  it.each(APPLICATION_TRANSITIONS.map(({ id }) => id))('is there for the transition %s', (id) => {
    const paths = CASE_PATHS.filter(({ rows }) => rows.includes(id));
    expect(paths.map(({ name }) => name)).not.toEqual([]);
    for (const { name } of paths)
      expect([name, recordingIn(`${name}.json`).rows]).toEqual([name, expect.arrayContaining([id])]);
  });

  it('is of a path that there is', () => {
    const expected = CASE_PATHS.flatMap(filesOf);
    expect(readdirSync(FOLDER).toSorted()).toEqual(expected.toSorted());
  });

  it(
    'does not replay when it holds another step than the procedure takes',
    async () => {
      const altered = bytesIn('paid.json').toString('latin1').replaceAll('openReview', 'openNotice');
      const history = historyIn(Buffer.from(altered, 'latin1'));
      const replay = Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history);
      await expect(replay).rejects.toThrow(/openNotice|Nondeterminism|TMPRL1100/i);
    },
    MINUTE,
  );
});

describe('the main line', () => {
  it.each([
    ['paid', 80],
    ['paid-grant-UNION_MUNI', 16],
    ['paid-grant-FISCAL_HEALTH', 11],
    ['paid-on-the-wall-clock', 85],
    ['paid-on-the-wall-clock-grant-UNION_MUNI', 16],
  ])('is short: %s takes at most %d events, no ordinary activity, and cancels no timer', (name, most) => {
    const { events } = recordingIn(`${name}.json`);
    expect(events.length).toBeLessThanOrEqual(most);
    expect(events.filter((event) => event.includes('ACTIVITY_TASK') || event.includes('TIMER_CANCELED'))).toEqual([]);
  });
});

const recordingIn = (file: string): Recording => JSON.parse(readFileSync(`${FOLDER}${file}`, 'utf8'));

const bytesIn = (file: string): Buffer => Buffer.from(recordingIn(file).history, 'base64');

const historyIn = (bytes: Buffer): temporal.api.history.v1.IHistory => History.decode(bytes);

/** Plays the path on a server of its own; a replay needs none. */
const record = async (path: CasePath): Promise<void> => {
  const stage = await ProcedureStage.open(path.clock ?? 'settable');
  try {
    const story = stage.story();
    await path.play(story, stage);
    expect(await story.result()).toEqual({ caseId: story.caseId, outcome: path.outcome });
    for (const fund of grantsOf(path)) await story.grantResult(fund);
    const works = grantsOf(path).map((fund) => stage.office.work(story.caseId, `grant-${fund}`) ?? '');
    for (const [index, workflowId] of [story.subject, ...works].entries()) {
      const history = await stage.environment.client.workflow.getHandle(workflowId).fetchHistory();
      const recording: Recording = {
        rows: stage.office.application(story.caseId).taken,
        events: (history.events ?? []).map(({ eventType }) => EventType[eventType ?? 0] ?? ''),
        history: Buffer.from(History.encode(history).finish()).toString('base64'),
      };
      writeFileSync(`${FOLDER}${filesOf(path)[index]}`, `${JSON.stringify(recording, null, 1)}\n`);
    }
  } finally {
    await stage.close();
  }
};
