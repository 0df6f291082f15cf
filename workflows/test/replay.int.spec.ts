import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { workflowBundle } from '../src/workflows.bundle.js';
import { DETOURS, REJECTIONS, paid } from './case-paths.js';
import type { CaseStory } from './case-story.js';
import { ProcedureStage } from './procedure-stage.js';

/*
 * A change of the definitions must not strand the cases that are under way. Each path of the procedure was recorded once;
 * the definitions of today must take the same decisions from the same history. To record anew after a change that was
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
  ...REJECTIONS.map(({ step, reject }) => [`rejected-at-${step}`, (story) => reject(story)] satisfies [string, Path]),
  ...Object.entries(DETOURS),
];

describe('a recorded history', () => {
  let stage: ProcedureStage;
  beforeAll(async () => {
    stage = await ProcedureStage.open('settable');
  }, MINUTE);
  afterAll(() => stage.close(), MINUTE);

  it.each(PATHS)(
    'replays: %s',
    async (name, path) => {
      const files = [`${name}.json`, ...(name === 'paid' || name.startsWith('payment') ? [`${name}-grant.json`] : [])];
      const isRecorded = files.every((file) => existsSync(`${FOLDER}${file}`));
      if (!isRecorded) await record(stage, name, path);
      for (const file of files) {
        await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, historyIn(file));
      }
      // A recording proves nothing until it is compared with definitions that came later.
      expect({ name, isRecorded }).toEqual({ name, isRecorded: true });
    },
    MINUTE,
  );

  it(
    'does not replay when the procedure asks for something else',
    async () => {
      const { events } = historyIn('paid.json');
      const shortened = events?.filter((event) => !event.markerRecordedEventAttributes) ?? [];
      const replay = Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, { events: shortened });
      await expect(replay).rejects.toThrow();
    },
    MINUTE,
  );
});

const historyIn = (file: string): temporal.api.history.v1.IHistory => {
  const recording: Recording = JSON.parse(readFileSync(`${FOLDER}${file}`, 'utf8'));
  return History.decode(Buffer.from(recording.history, 'base64'));
};

const record = async (stage: ProcedureStage, name: string, path: Path): Promise<void> => {
  const story = stage.story();
  await path(story, stage);
  await story.result();
  const { client } = stage.environment;
  const grant = stage.office.work(story.caseId, 'grant-UNION_MUNI');
  const workflows = [
    [`${name}.json`, story.subject],
    ...(grant === undefined ? [] : [[`${name}-grant.json`, grant] as const]),
  ] as const;
  for (const [file, workflowId] of workflows) {
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    const recording: Recording = {
      events: (history.events ?? []).map(({ eventType }) => EventType[eventType ?? 0] ?? ''),
      history: Buffer.from(History.encode(history).finish()).toString('base64'),
    };
    writeFileSync(`${FOLDER}${file}`, `${JSON.stringify(recording, null, 1)}\n`);
  }
};
