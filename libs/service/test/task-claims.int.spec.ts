import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CommandAnswer, JournalPage, Problem, TaskClaim, TaskList, type Actor, type Task } from '#libs/contracts';
import { TopicsFile, createTopics } from '#libs/events';
import type { StartedService } from '#libs/service';
import { eventually, startLoopbackIssuer, useEngines, type LoopbackIssuer } from '#libs/testing';
import { startJars } from './jars.js';

const engines = useEngines('kafka', 'store');
const person = (id: string): Actor => ({ id, kind: 'human', roles: [{ role: 'GU_HANDLER' }] });
const [ann, ben] = [person('p-ann'), person('p-ben')];
const auditor: Actor = { id: 'p-audit', kind: 'human', roles: [{ role: 'MU_AUDIT' }] };
let issuer: LoopbackIssuer;
let service: StartedService;

beforeAll(async () => {
  issuer = await startLoopbackIssuer();
  const { kafkaBrokers, mongoUrls } = engines();
  const topics = TopicsFile.parse(JSON.parse(await readFile('infra/kafka/topics.json', 'utf8')));
  await createTopics(kafkaBrokers.split(','), topics);
  service = await startJars({ issuer: issuer.url, mongoUrl: mongoUrls.approvals, kafkaBrokers });
  engines.atEnd(() => service.stop());
  await service.ready;
}, 120_000);
afterAll(() => issuer.stop());

interface Reply {
  readonly status: number;
  readonly json: unknown;
}

const ask = async (actor: Actor, path: string, body?: unknown, key: string = randomUUID()): Promise<Reply> => {
  const response = await fetch(`${service.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      authorization: `Bearer ${await issuer.tokenFor(actor)}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
};

/** A jar to be filled: a task of every handler. */
const opened = async (): Promise<{ caseId: string; subject: string; action: string; role: string }> => {
  const { id } = CommandAnswer.parse((await ask(ann, '/jars', {})).json);
  return { caseId: id, subject: `jar/${id}`, action: 'marbles', role: 'GU_HANDLER' };
};
const taskOf = async (actor: Actor, caseId: string): Promise<Task | undefined> =>
  TaskList.parse((await ask(actor, `/tasks?caseId=${caseId}`)).json).tasks[0];
const fill = (actor: Actor, id: string, marbles: number, key?: string): Promise<Reply> =>
  ask(actor, `/jars/${id}/marbles`, { marbles }, key);

describe('a task that somebody takes upon himself', () => {
  it('is shown to the colleagues as his, and is everybody’s again when he releases it', async () => {
    const task = await opened();
    const { by } = TaskClaim.parse((await ask(ann, '/tasks/claim', task)).json);
    expect(by).toBe(ann.id);
    expect((await taskOf(ben, task.caseId))?.claim).toMatchObject({ by: ann.id });
    expect((await ask(ann, '/tasks/claim', task)).status).toBe(200);
    // Another's word does not give it back.
    expect((await ask(ben, '/tasks/release', task)).status).toBe(200);
    expect((await taskOf(ben, task.caseId))?.claim).toMatchObject({ by: ann.id });
    expect((await ask(ann, '/tasks/release', task)).status).toBe(200);
    expect((await taskOf(ben, task.caseId))?.claim).toBeUndefined();
  });

  it('turns a colleague away with who has it, records that, and lets him take it over', async () => {
    const task = await opened();
    await ask(ann, '/tasks/claim', task);
    const claimed = await ask(ben, '/tasks/claim', task);
    expect(claimed).toMatchObject({ status: 409, json: { rule: 'G-TAKEN' } });
    const decided = await fill(ben, task.caseId, 1);
    expect(decided).toMatchObject({ status: 409, json: { rule: 'G-TAKEN' } });
    expect(Problem.parse(decided.json).detail).toContain(ann.id);
    await eventually(async () => {
      const path = `/journal?subject=${encodeURIComponent(`${task.subject}/refusals`)}&from=1&to=5`;
      const { events } = JournalPage.parse((await ask(auditor, path)).json);
      expect(events.map((event) => Buffer.from(event, 'base64').toString())).toEqual([
        expect.stringContaining('G-TAKEN'),
      ]);
    });
    expect((await ask(ben, '/tasks/claim', { ...task, over: true })).status).toBe(200);
    expect((await fill(ben, task.caseId, 1)).status).toBe(200);
    expect((await fill(ann, task.caseId, 1)).status).toBe(409);
  });

  it('goes to exactly one of many who take it at once', async () => {
    const task = await opened();
    const crowd = Array.from({ length: 12 }, (_, index) => person(`p-crowd-${index}`));
    const replies = await Promise.all(crowd.map((one) => ask(one, '/tasks/claim', task)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(11);
  });

  it('still answers a repeated command with its first answer', async () => {
    const task = await opened();
    const key = randomUUID();
    const first = await fill(ben, task.caseId, 1, key);
    await ask(ann, '/tasks/claim', task);
    expect(await fill(ben, task.caseId, 1, key)).toMatchObject({
      status: 200,
      json: { ...(first.json as object), repeated: true },
    });
  });

  it('is over when the task is done, and is not found when it is nobody’s to take', async () => {
    const task = await opened();
    await ask(ann, '/tasks/claim', task);
    expect((await fill(ann, task.caseId, 10)).status).toBe(200);
    expect((await ask(ben, '/tasks/claim', task)).status).toBe(404);
    // Nothing stands against what follows: the rule itself answers.
    expect(await fill(ben, task.caseId, 1)).toMatchObject({ status: 422, json: { rule: 'R-FUND-03' } });
    expect((await ask(auditor, '/tasks/claim', await opened())).status).toBe(404);
  });
});
