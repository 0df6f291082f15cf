import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { UNITS } from '#libs/policy';
import { siteOf } from '../../infra/demonstration/src/demonstration-sites.js';
import { Robots, type CaseScript, type OpenTask } from '../../infra/demonstration/src/robots.js';
import { planAttachmentCodes, planOf, type PlanVariation } from '../../infra/demonstration/src/service-plans.js';
import { Simulation, onTheLastDay } from '../../infra/demonstration/src/simulation.js';
import { AcceptanceOffice, soon } from './acceptance-office.js';
import { startProduct, type RunningProduct } from './running-product.js';

/**
 * Goal: AT-03, AT-08 and AT-10 of domain.md §10 to the letter, on real engines. Method: one running product, ordinary
 * tokens through the gateway; robots play what a case needs besides, the tries of the case itself are made by hand.
 */
jest.setTimeout(240_000);
const STARTS = '2026-03-02';
const NEVER = '9999-12-31';
const UNION_FEN = 10_000_000;
/** E03: the union is of 高新区, the site lies in 双流区. */
const FUNCTIONAL_AREA: CaseScript = { site: siteOf('e03'), meeting: 'record' };
/** As the bank will not find it: with a space, which R-PAY-01 admits. */
const MISSPELT = `${siteOf('e11').name} 工会委员会`;
/** E11, with the bank data of AT-10. */
const FAILING_PAYMENT: CaseScript = {
  site: siteOf('e11'),
  meeting: 'record',
  union: { cnaps: '102651001021', accountName: MISSPELT },
};

describe('the acceptance cases of committees, units and payments, on real engines', () => {
  let product: RunningProduct;
  let office: AcceptanceOffice;
  let robots: Robots;

  beforeAll(async () => {
    product = await startProduct(`${STARTS}T09:00:00+08:00`);
    office = new AcceptanceOffice(product.client);
    robots = new Robots(product.client, 'acceptance');
    for (const fund of ['UNION_MUNI', 'FISCAL_HEALTH']) {
      await office.command('mu-fin-approver-1', 'payments', '/budgets', { year: 2026, fund, amountFen: 100_000_000 });
    }
  });

  afterAll(async () => {
    await product.stop();
  });

  /** Plays E03 and E11 up to a day, everybody on the last permitted one; orders are left to the test itself. */
  const play = async (until: string): Promise<void> => {
    await new Simulation({
      client: product.client,
      robots,
      until,
      endsAt: `${until}T10:00:00+08:00`,
      report: () => undefined,
      cases: [FUNCTIONAL_AREA, FAILING_PAYMENT].map((script) => ({
        script,
        startsOn: STARTS,
        actsOn: (task: OpenTask) => (task.action === 'order' ? NEVER : onTheLastDay(task)),
      })),
    }).run();
  };

  describe('AT-03, invalid collective decisions', () => {
    const script: CaseScript = { site: siteOf('e04'), meeting: 'record' };
    const chair = 'gu-chair.e04';
    let caseId = '';

    const seal = async (variation: PlanVariation): Promise<string> => {
      const attachments = await Promise.all(
        planAttachmentCodes(script.site).map(async (code) => ({
          code,
          fileName: `${code}.pdf`,
          hash: await product.client.upload('gu-handler.e04', 'applications', caseId, `%PDF-1.4\n% ${code}\n`, code),
        })),
      );
      const plan = planOf(script.site, STARTS, attachments, variation);
      const path = `/applications/${caseId}/plan-versions`;
      await office.command('gu-handler.e04', 'applications', path, { plan });
      const view = (await product.client.query(chair, 'applications', `/applications/${caseId}`)) as {
        plan: { hash: string };
      };
      return view.plan.hash;
    };
    const meetingOf = async (planHash: string): Promise<string> =>
      soon(async () => {
        const { subject } = await office.task('approvals', caseId, 'convening');
        const path = `/meetings/${subject.slice('meeting/'.length)}`;
        expect(await office.live('approvals', path)).toMatchObject({ planHash });
        return path;
      });
    const papers = async (meeting: string) => {
      const upload = (name: string): Promise<string> =>
        product.client.upload(chair, 'approvals', caseId, `%PDF-1.4\n% ${name}\n`, `${meeting}/${name}`);
      return {
        minutesHash: await upload('minutes'),
        signInHash: await upload('sign-in'),
        resolutionText: '同意方案。',
      };
    };
    const held = async (meeting: string, total: number, present: number, yes: number) => ({
      meetingDate: STARTS,
      form: 'ONSITE',
      total,
      present,
      recused: 0,
      yes,
      no: present - yes,
      abstain: 0,
      ...(await papers(meeting)),
    });
    const submit = (planHash: string) => ({
      planHash,
      declarations: {
        textVersion: '2026-01',
        truthful: true,
        responsibility: true,
        priceCommitment: true,
        consentToInspectionAndPublicity: true,
        eightProhibitions: ['EB-1', 'EB-2', 'EB-3', 'EB-4', 'EB-5', 'EB-6', 'EB-7', 'EB-8'],
      },
    });

    beforeAll(async () => {
      caseId = (await robots.create(script, STARTS)).id;
    });

    it('(a) blocks seven members, four present, four in favour: R-COM-01', async () => {
      const planHash = await seal({ union: { committeeSize: 7 } });
      const meeting = await meetingOf(planHash);
      const refused = await office.refused(chair, 'approvals', `${meeting}/record`, await held(meeting, 7, 4, 4));
      expect(refused).toMatchObject({ status: 422, rules: [expect.stringMatching(/^R-COM-01/)] });
    });

    it('(b) blocks six members, four present, three in favour and one against: R-COM-02', async () => {
      const planHash = await seal({ union: { committeeSize: 6 } });
      const meeting = await meetingOf(planHash);
      const refused = await office.refused(chair, 'approvals', `${meeting}/record`, await held(meeting, 6, 4, 3));
      expect(refused).toMatchObject({ status: 422, rules: [expect.stringMatching(/^R-COM-02/)] });
      expect(await office.live('approvals', meeting)).toMatchObject({ status: 'OPEN' });
    });

    it('(c) accepts six members, four present, four in favour', async () => {
      const { subject } = await office.task('approvals', caseId, 'convening');
      const meeting = `/meetings/${subject.slice('meeting/'.length)}`;
      await office.command(chair, 'approvals', `${meeting}/record`, await held(meeting, 6, 4, 4));
      expect(await office.live('approvals', meeting)).toMatchObject({ status: 'ADOPTED' });
      await soon(async () =>
        expect(await office.logged(caseId, 'meeting.adopted')).toMatchObject([
          { decidedOn: STARTS, count: { total: 6, present: 4, recused: 0, yes: 4, no: 0, abstain: 0 } },
        ]),
      );
      await office.task('applications', caseId, 'submission');
    });

    it('(d) refuses the edited budget until the committee has decided anew: R-COM-08', async () => {
      const edited = await seal({ union: { committeeSize: 6 }, unionGrantFen: 9_000_000 });
      const path = `/applications/${caseId}/submission`;
      const refused = await office.refused(chair, 'applications', path, submit(edited));
      // The minutes that the former resolution was closed with are not this version's either.
      expect(refused).toEqual({ status: 422, rules: ['R-COM-08 /planHash', 'R-COM-04 /plan/attachments/A04'] });
      const meeting = await meetingOf(edited);
      await office.command(chair, 'approvals', `${meeting}/record`, await held(meeting, 6, 4, 4));
      await office.task('applications', caseId, 'submission');
      await office.command(chair, 'applications', path, submit(edited));
      await soon(async () => {
        expect(await office.logged(caseId, 'application.submitted')).toMatchObject([{ submittedOn: STARTS }]);
        expect(await office.logged(caseId, 'meeting.adopted')).toMatchObject([{}, { planHash: edited }]);
        expect(await office.loggedRefusals(caseId, 'meeting')).toEqual([
          expect.stringMatching(/^meeting\.record: R-COM-01/),
          expect.stringMatching(/^meeting\.record: R-COM-02/),
        ]);
        expect(await office.loggedRefusals(caseId, 'application')).toEqual([
          expect.stringMatching(/^application\.submit: R-COM-08/),
        ]);
      });
    });
  });

  describe('AT-08, a union of a functional area with a site in another unit', () => {
    const script = FUNCTIONAL_AREA;
    const pass = { outcome: 'pass' };
    let caseId = '';

    /** The path of the open review of a kind. */
    const reviewOf = async (kind: string): Promise<string> => {
      const { subject } = await office.task('approvals', caseId, 'decision', (task) => task.kind === kind);
      return `/reviews/${subject.slice('review/'.length)}`;
    };

    it('is accepted although the managing unit has no code of GB/T 2260 and the credit code says 510100', async () => {
      expect(UNITS.find(({ unitCode }) => unitCode === '5101GX')).toMatchObject({ gbCode: null });
      const { units } = (await product.client.query('public-1', 'approvals', '/units')) as { units: object[] };
      expect(units).toContainEqual(expect.objectContaining({ unitCode: '5101GX', gbCode: null }));
      expect(script.site).toMatchObject({ unit: '5101GX', siteUnit: '510116' });
      expect(script.site.employerUscc.slice(2, 8)).toBe('510100');
      const created = await robots.create(script, STARTS);
      caseId = created.id;
      const task = await office.task('applications', caseId, 'plan-versions');
      const sealed = await robots.act(task, script, STARTS);
      // R-ID-03 is not triggered, nor any other rule of the codes.
      expect([...created.notes, ...sealed.notes].map(({ rule }) => rule)).toEqual([]);
      await play('2026-03-06');
      expect(await office.logged(caseId, 'application.submitted')).toMatchObject([{ submittedOn: STARTS }]);
      expect(await office.logged(caseId, 'application.accepted')).toMatchObject([{ decidedOn: '2026-03-05' }]);
    });

    it('is reviewed by the union of 高新区 and by nobody of 双流区', async () => {
      const review = await reviewOf('district-review');
      for (const account of ['du-reviewer-1.510116', 'du-leader-1.510116', 'du-reviewer-1.510104']) {
        const refused = await office.refused(account, 'approvals', `${review}/decision`, pass);
        expect([account, refused]).toEqual([account, { status: 404, rules: ['G-NOT-FOUND'] }]);
        expect(await product.client.tasks(account, 'approvals', caseId)).toEqual([]);
      }
      await play('2026-03-20');
      expect(await office.live('approvals', review)).toMatchObject({ status: 'PASSED' });
      expect(await office.logged(caseId, 'application.district-approved')).toMatchObject([{ decidedOn: '2026-03-19' }]);
    });

    it('is verified by the health authority of 双流区 and by nobody of 高新区 (R-ORG-03)', async () => {
      const review = await reviewOf('health-verification');
      const refused = await office.refused('ch-officer-1.5101GX', 'approvals', `${review}/decision`, pass);
      expect(refused).toEqual({ status: 404, rules: ['G-NOT-FOUND'] });
      const { subject } = await office.task('approvals', caseId, 'receipt');
      const filing = `/filings/${subject.slice('filing/'.length)}`;
      expect(await product.client.tasks('ch-officer-1.5101GX', 'approvals', caseId)).toEqual([]);
      const task = await office.task('approvals', caseId, 'decision', ({ kind }) => kind === 'health-verification');
      expect(task).toMatchObject({ role: 'CH_OFFICER', unit: '510116', dueOn: '2026-03-26' });
      await play('2026-03-27');
      expect(await office.live('approvals', filing)).toMatchObject({ status: 'RECEIPTED' });
      expect(await office.logged(caseId, 'application.health-verified')).toMatchObject([{ decidedOn: '2026-03-26' }]);
      expect(await office.logged(caseId, 'application.rejected')).toEqual([]);
    });

    it('keeps both units apart in every list, and in the log', async () => {
      const view = await product.client.query('mu-audit-1', 'applications', `/applications/${caseId}`);
      expect(view).toMatchObject({ managingUnit: '5101GX', siteUnit: '510116' });
      expect(await office.logged(caseId, 'application.created')).toMatchObject([
        { managingUnit: '5101GX', siteUnit: '510116' },
      ]);
    });
  });

  describe('AT-10, payment failure, segregation, idempotency', () => {
    const script = FAILING_PAYMENT;
    const { site } = script;
    const name = `${site.name}工会委员会`;
    const order = { amountFen: UNION_FEN, use: 'DEMO_SITE_SUBSIDY', method: 'TRANSFER', purpose: '示范点专项补助' };
    const account = {
      legalName: name,
      uscc: site.unionUscc,
      accountName: MISSPELT,
      bankName: '示例银行成都分行',
      cnaps: '102651001012',
      accountNo: '510000000000011',
    };
    const budget = '/budgets/2026-UNION_MUNI';
    let caseId = '';
    let grant = '';
    let before: Record<string, unknown> = {};

    const act = (who: string, action: string, body: unknown) =>
      office.command(who, 'payments', `${grant}/${action}`, body);
    const refusedAct = (who: string, action: string, body: unknown) =>
      office.refused(who, 'payments', `${grant}/${action}`, body);
    const pay = async (maker: string): Promise<void> => {
      await act(maker, 'order', order);
      await act('mu-fin-checker-1', 'check', {});
      await act('mu-fin-approver-1', 'approval', { amountFen: UNION_FEN });
    };
    const reached = (status: string) =>
      soon(async () => {
        const state = await office.live('payments', grant);
        expect(state).toMatchObject({ status });
        return state;
      });

    it('stands before its payment on 2026-05-25, due on 2026-06-12', async () => {
      await play('2026-05-25');
      caseId = (await robots.create(script, STARTS)).id;
      const task = await office.task('payments', caseId, 'order');
      expect(task).toMatchObject({ role: 'MU_FIN_MAKER', dueOn: '2026-06-12', openedOn: '2026-05-22' });
      grant = `/grants/${task.subject.slice('grant/'.length)}`;
      before = await office.live('payments', budget);
      expect(before).toMatchObject({ amountFen: 100_000_000, reservedFen: 2 * UNION_FEN, paidFen: 0 });
    });

    it('does not check a CNAPS code whose check digit is wrong: R-PAY-02', async () => {
      const made = await act('mu-fin-maker-1', 'order', order);
      expect(made.notes.map(({ rule }) => rule)).toEqual(['R-PAY-02']);
      expect(await refusedAct('mu-fin-checker-1', 'check', {})).toEqual({
        status: 422,
        rules: ['R-PAY-02 /payee/cnaps'],
      });
      const reason = { reasonCode: 'DATA_MISMATCH', reasonText: '联行号校验位不正确，请更正后重新制单' };
      await act('mu-fin-checker-1', 'return', reason);
    });

    it('takes the code corrected to 102651001012, and no personal card: R-PAY-04', async () => {
      const card = { payee: { ...account, accountNo: '6222024402000001234' } };
      expect(await refusedAct('gu-finance.e11', 'payee', card)).toEqual({
        status: 422,
        rules: ['R-PAY-04 /payee/accountNo'],
      });
      await act('gu-finance.e11', 'payee', { payee: account });
      expect(await reached('PLANNED')).toMatchObject({ coolOffUntil: '2026-05-27' });
      await office.moveTo('2026-05-28T10:00:00+08:00');
    });

    it('lets nobody check what he made himself: R-PAY-05', async () => {
      await act('mu-fin-both-1', 'order', order);
      expect(await refusedAct('mu-fin-both-1', 'check', {})).toEqual({ status: 403, rules: ['R-PAY-05 /checker'] });
      await act('mu-fin-checker-1', 'check', {});
      await act('mu-fin-approver-1', 'approval', { amountFen: UNION_FEN });
    });

    it('fails when the bank answers 户名不符, with the ledger as it was', async () => {
      const failed = await reached('PAYMENT_FAILED');
      expect(failed).toMatchObject({ paid: null, attempts: [{ outcome: 'returned' }] });
      expect(await office.live('payments', budget)).toEqual(before);
      const [logged] = await soon(async () => {
        const found = await office.logged(caseId, 'grant.payment-failed');
        expect(found).toMatchObject([{ on: '2026-05-28' }]);
        return found;
      });
      const reason = await product.client.query(
        'mu-audit-1',
        'payments',
        `/documents/${String(logged?.['reasonHash'])}`,
      );
      expect(reason).toEqual({ reason: '户名不符' });
    });

    it('waits two working days after the name was corrected (R-PAY-07), then is made, checked and approved again', async () => {
      const task = await office.task('payments', caseId, 'payee');
      expect(task).toMatchObject({ role: 'GU_FINANCE', organisation: site.unionUscc });
      await act('gu-finance.e11', 'payee', { payee: { ...account, accountName: name } });
      expect(await reached('PLANNED')).toMatchObject({ coolOffUntil: '2026-06-01', maker: null });
      expect(await refusedAct('mu-fin-maker-1', 'order', order)).toEqual({ status: 422, rules: ['R-PAY-07'] });
      await office.moveTo('2026-06-01T23:59:00+08:00');
      expect(await refusedAct('mu-fin-maker-1', 'order', order)).toEqual({ status: 422, rules: ['R-PAY-07'] });
      await office.moveTo('2026-06-02T09:00:00+08:00');
      await pay('mu-fin-maker-1');
      expect(await reached('PAID')).toMatchObject({ paid: { amountFen: UNION_FEN, paidOn: '2026-06-02' } });
    });

    it('has exactly one ledger entry although the bank reports three times (R-PAY-08)', async () => {
      const { paid, attempts } = (await office.live('payments', grant)) as {
        paid: { reference: string };
        attempts: { paymentKey: string; outcome: string }[];
      };
      expect(attempts.map(({ outcome }) => outcome)).toEqual(['returned', 'settled']);
      const report = { status: 'settled', reference: paid.reference, amountFen: UNION_FEN };
      const path = `/grants/by-key/${String(attempts.at(-1)?.paymentKey)}/bank-result`;
      for (let repeat = 2; repeat <= 3; repeat += 1) {
        const again = await office.command('bank', 'payments', path, report);
        expect(again.notes.map(({ rule }) => rule)).toEqual(['R-PAY-08']);
      }
      const other = await office.refused('bank', 'payments', path, { ...report, status: 'returned' });
      expect(other).toEqual({ status: 422, rules: ['R-PAY-08 /status'] });
      const books = { reservedFen: UNION_FEN, paidFen: UNION_FEN, leftFen: 80_000_000 };
      await soon(async () => expect(await office.live('payments', budget)).toMatchObject(books));
      await soon(async () => {
        const entries = await office.logged('2026-UNION_MUNI', 'budget.reservation-settled');
        expect(entries).toMatchObject([{ grant: `${caseId}-UNION_MUNI`, outcome: 'paid', amountFen: UNION_FEN }]);
      });
    });

    it('reads the same from the log, refusals included', async () => {
      const subject = grant.replace('/grants/', 'grant/');
      await soon(async () => {
        expect(await office.logged(caseId, 'grant.paid')).toMatchObject([
          { amountFen: UNION_FEN, paidOn: '2026-06-02' },
        ]);
        expect(await office.folded(caseId, subject)).toEqual(await office.live('payments', grant));
        expect(await office.loggedRefusals(caseId, 'grant')).toEqual([
          'grant.check: R-PAY-02 /payee/cnaps',
          'grant.correct-payee: R-PAY-04 /payee/accountNo',
          'grant.check: R-PAY-05 /checker',
          'grant.make: R-PAY-07',
          'grant.make: R-PAY-07',
          'grant.bank-result: R-PAY-08 /status',
        ]);
      });
      for (const [type, times] of [
        ['grant.planned', 2],
        ['grant.made', 3],
        ['grant.checked', 2],
        ['grant.approved', 2],
        ['grant.instructed', 2],
        ['grant.payment-failed', 1],
        ['grant.payee-corrected', 2],
      ] as const) {
        expect([type, (await office.logged(caseId, type)).length]).toEqual([type, times]);
      }
    });
  });
});
