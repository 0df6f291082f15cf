import { beforeAll, describe, expect, it } from '@jest/globals';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { workflowBundle } from '../src/workflows.bundle.js';
import { DETOURS, REJECTIONS, paid, paidByTheClock } from './case-paths.js';
import type { CaseStory } from './case-story.js';
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
  readonly events: readonly string[];
  /** Base64 of `temporal.api.history.v1.History`. */
  readonly history: string;
}

type Path = (story: CaseStory, stage: ProcedureStage) => Promise<void>;

const PATHS: readonly (readonly [string, Path])[] = [
  ['paid', (story) => paid(story)],
  ['paid-on-the-wall-clock', paidByTheClock],
  ...REJECTIONS.map(({ step, reject }) => [`rejected-at-${step}`, (story) => reject(story)] satisfies [string, Path]),
  ...Object.entries(DETOURS),
];

/** A path on which money is paid has the history of a grant beside that of the case. */
const filesOf = (name: string): readonly string[] =>
  name.includes('paid') ? [`${name}.json`, `${name}-grant.json`] : [`${name}.json`];

describe('a recorded history', () => {
  beforeAll(quietTemporal);

  it.each(PATHS)(
    'replays: %s',
    async (name, path) => {
      const isRecorded = filesOf(name).every((file) => existsSync(`${FOLDER}${file}`));
      if (!isRecorded) await record(name, path);
      for (const file of filesOf(name)) {
        await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, historyIn(bytesIn(file)));
      }
      // A recording proves nothing until it is compared with definitions that came later.
      expect({ name, isRecorded }).toEqual({ name, isRecorded: true });
    },
    MINUTE,
  );

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

  it('stays short: the whole main line of a case is fewer than 130 events', () => {
    const events = filesOf('paid').flatMap((file) => recordingIn(file).events);
    expect(events.length).toBeLessThan(130);
    expect(events.filter((event) => event.includes('ACTIVITY_TASK'))).toEqual([]);
  });
});

const recordingIn = (file: string): Recording => JSON.parse(readFileSync(`${FOLDER}${file}`, 'utf8'));

const bytesIn = (file: string): Buffer => Buffer.from(recordingIn(file).history, 'base64');

const historyIn = (bytes: Buffer): temporal.api.history.v1.IHistory => History.decode(bytes);

/** Plays the path on a server of its own; a replay needs none. */
const record = async (name: string, path: Path): Promise<void> => {
  const stage = await ProcedureStage.open(path === paidByTheClock ? 'wall' : 'settable');
  try {
    const story = stage.story();
    await path(story, stage);
    await story.result();
    const grant = stage.office.work(story.caseId, 'grant-UNION_MUNI');
    const workflows = [story.subject, ...(grant === undefined ? [] : [grant])];
    for (const [index, workflowId] of workflows.entries()) {
      const history = await stage.environment.client.workflow.getHandle(workflowId).fetchHistory();
      const recording: Recording = {
        events: (history.events ?? []).map(({ eventType }) => EventType[eventType ?? 0] ?? ''),
        history: Buffer.from(History.encode(history).finish()).toString('base64'),
      };
      writeFileSync(`${FOLDER}${filesOf(name)[index]}`, `${JSON.stringify(recording, null, 1)}\n`);
    }
  } finally {
    await stage.close();
  }
};
