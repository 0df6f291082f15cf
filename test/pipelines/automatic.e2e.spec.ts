import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CredentialAnswer, type CommandAnswer } from '#libs/contracts';
import { siteOf } from '../../infra/demonstration/src/demonstration-sites.js';
import { GatewayClient } from '../../infra/demonstration/src/gateway-client.js';
import { Robots, type CaseScript, type OpenTask } from '../../infra/demonstration/src/robots.js';
import { AcceptanceOffice, soon } from '../journey/acceptance-office.js';
import { startProduct, type RunningProduct } from '../journey/running-product.js';

/**
 * Goal: a program decides, and a person where it does not answer, from the policy to the next step. Method: one running
 * product; people and program act through the gateway with tokens of the issuer, and the office clock is moved.
 */
jest.setTimeout(240_000);
const TODAY = '2026-03-02';
const PROGRAM = 'pipeline.formal-checker';
const PASS = {
  outcome: 'pass',
  reasonText: '材料清单齐全，各项数据与方案一致',
  checks: [
    { check: 'attachments', outcome: 'passed' },
    { check: 'R-CAP-01', outcome: 'passed', text: '班额符合规定' },
  ],
};
const ANSWERED: CaseScript = { site: siteOf('e04'), meeting: 'record' };
const UNANSWERED: CaseScript = { site: siteOf('e06'), meeting: 'record' };

describe('formal checks that a policy gives to a program, on real engines', () => {
  let product: RunningProduct;
  let office: AcceptanceOffice;
  let robots: Robots;
  let program: AcceptanceOffice;
  let programId = '';

  beforeAll(async () => {
    product = await startProduct(`${TODAY}T09:00:00+08:00`);
    office = new AcceptanceOffice(product.client);
    robots = new Robots(product.client, 'automatic');
    const registered = await office.command('sys-admin-1', 'pipelines', '/pipelines', {
      name: 'formal-checker',
      ownerUnit: '5101',
      scopes: ['tasks:read', 'approvals:read', 'decide:formal-check'],
    });
    programId = registered.id;
    const path = `/pipelines/${PROGRAM}/credentials`;
    const issued = await product.client.post('sys-admin-1', 'pipelines', path, {}, 'automatic/credential');
    const { gateway, issuer, answers } = product;
    const secret = CredentialAnswer.parse(issued).clientSecret ?? '';
    program = new AcceptanceOffice(
      new GatewayClient({ gateway, issuer, secret, observe: (exchange) => answers.look(exchange) }),
    );
  });

  afterAll(async () => {
    await product.stop();
  });

  /** Everybody of the applicant acts, until the formal check is there. */
  const submitted = async (script: CaseScript): Promise<{ caseId: string; path: string }> => {
    const { id: caseId } = await robots.create(script, TODAY);
    const done = new Set<string>();
    for (;;) {
      const task = await soon(() => nextTask(caseId, done));
      if (task.kind === 'formal-check') return { caseId, path: `/reviews/${task.subject.slice('review/'.length)}` };
      done.add(nameOf(task));
      await robots.act(task, script, TODAY);
    }
  };
  const nameOf = ({ subject, action, version }: OpenTask): string => `${subject} ${action} ${version}`;
  const nextTask = async (caseId: string, done: ReadonlySet<string>): Promise<OpenTask> => {
    for (const service of ['applications', 'approvals'] as const) {
      const tasks = await product.client.tasks('mu-audit-1', service, caseId);
      const next = tasks.map((task) => ({ ...task, service })).find((task) => !done.has(nameOf(task)));
      if (next !== undefined) return next;
    }
    throw new Error('nobody has anything to do yet');
  };
  const decide = (path: string): Promise<CommandAnswer> =>
    program.command(PROGRAM, 'approvals', `${path}/decision`, PASS);

  it('are given by one person and another who confirms, to a program that approvals knows from the register', async () => {
    const path = '/automatic-steps/formal-check';
    const terms = { pipeline: programId, unit: '5101', answerWithinMinutes: 60, validFrom: TODAY };
    const reasonText = '形式审查的材料清单可以由程序核对';
    const proposal = { ...terms, reasonText };
    await soon(() => office.command('mu-reviewer-1', 'approvals', `${path}/proposal`, proposal));
    const { proposals } = (await office.live('approvals', path)) as { proposals: number };
    await office.command('mu-leader-1', 'approvals', `${path}/confirmation`, { proposal: proposals });
    expect(await office.live('approvals', path)).toMatchObject({ status: 'IN_FORCE', inForce: terms });
  });

  it('are passed by the program from its own inbox, and the next step knows who decided', async () => {
    const { caseId, path } = await submitted(ANSWERED);
    const tasks = await soon(async () => {
      const found = await program.client.tasks(PROGRAM, 'approvals', caseId);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(tasks).toMatchObject([{ action: 'decision', assignee: programId, answerBy: `${TODAY}T10:00:00.000+08:00` }]);
    await decide(path);
    const next = await office.task('approvals', caseId, 'decision', ({ kind }) => kind === 'district-review');
    const { priorActs } = await office.live('approvals', `/reviews/${next.subject.slice('review/'.length)}`);
    expect(priorActs).toContainEqual({ level: 'district', duty: 'formal-check', actor: programId });
    await robots.act(next, ANSWERED, TODAY);
    const signers = [{ actor: programId }, { role: 'DU_REVIEWER' }];
    await soon(async () => expect(await office.logged(caseId, 'review.signed')).toMatchObject(signers));
  });

  it('become a person’s by the office clock when the program does not answer, and it is too late then', async () => {
    const { caseId, path } = await submitted(UNANSWERED);
    const waiting = await office.task('approvals', caseId, 'handover');
    expect(waiting).toMatchObject({ role: 'DU_REVIEWER', kind: 'formal-check' });
    await office.moveTo(`${TODAY}T10:00:01+08:00`);
    const task = await office.task('approvals', caseId, 'decision', ({ role }) => role === 'DU_REVIEWER');
    expect(task).toMatchObject({ kind: 'formal-check', dueOn: '2026-03-05' });
    expect(await program.refused(PROGRAM, 'approvals', `${path}/decision`, PASS)).toEqual({
      status: 409,
      rules: ['R-AUTO-06'],
    });
    const handed = [{ why: 'not-answered', pipeline: programId }];
    await soon(async () => expect(await office.logged(caseId, 'review.handed-to-person')).toMatchObject(handed));
    await robots.act(task, UNANSWERED, TODAY);
    await office.task('approvals', caseId, 'decision', ({ kind }) => kind === 'district-review');
  });

  it('fold to what is live, and every answer was as its document says', async () => {
    const replay = await soon(async () => {
      const attempt = await product.replay();
      expect(attempt.output).toContain('Every case folds to its live state.');
      return attempt;
    });
    expect(replay.code).toBe(0);
    expect(product.answers.faults).toEqual([]);
  });
});
