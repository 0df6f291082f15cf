import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#libs/access';
import { creatingId } from '#libs/aggregate';
import {
  GrantView,
  PlanGrant,
  Position,
  RaiseAlarm,
  RecordVoucher,
  refusal,
  type Actor,
  type CommandAnswer,
} from '#libs/contracts';
import { grantDecider, plainGrantContext } from '#libs/domain';
import { After, Answer, CommandMeta, PathId } from '#libs/http';
import { CommandDesk } from '#libs/service';
import { reservationClaim } from '../budget/reservation-holder.view.js';
import { SeenEvidenceView } from '../evidence/seen-evidence.view.js';
import { GRANT_READERS, maskAccount, maySeeAccount, maySeeGrant } from './grant.policy.js';
import { PayeeStorage } from './payee.storage.js';

/** A grant's beginning, its alarms, the voucher of a health grant, and what it looks like. */
@Controller('grants')
export class GrantController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly payees: PayeeStorage,
    private readonly seen: SeenEvidenceView,
  ) {}

  /** Waits until payments has itself seen what the evidence names; what does not agree with it is refused. */
  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @Post()
  async plan(@Body({ schema: PlanGrant }) body: PlanGrant, @CommandMeta() meta: CommandMeta): Promise<CommandAnswer> {
    const { caseId, evidence, fund } = body;
    await this.seen.arrived(evidence);
    const source = { caller: meta.actor.id, key: meta.key, part: 'payee', caseId };
    const payeeHash = body.payee === null ? null : await this.payees.store(body.payee, source);
    return this.desk.run({
      decider: grantDecider,
      id: creatingId(meta.actor.id, meta.key),
      creates: { caseId },
      command: { type: 'plan', ...body, payeeHash },
      name: 'grant.plan',
      body,
      meta,
      context: async (base) => ({ ...plainGrantContext(base), seen: await this.seen.of(evidence) }),
      claims: [
        { value: reservationClaim(evidence.reservation), taken: refusal('R-FUND-02', '/evidence/reservation') },
        { value: `site-fund/${evidence.designation.subject}/${fund}`, taken: refusal('R-PAY-08', '/site') },
      ],
    });
  }

  /** The fiscal system has paid the health grant. */
  @Allow({ kind: 'human', roles: ['MH_OFFICER'] })
  @Post(':id/voucher')
  @HttpCode(200)
  async voucher(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: RecordVoucher }) body: RecordVoucher,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.desk.run({
      decider: grantDecider,
      id,
      command: { type: 'voucher', ...body },
      name: 'grant.voucher',
      body,
      meta,
      visible: maySeeGrant,
      context: plainGrantContext,
    });
  }

  @Allow({ kind: 'machine', roles: ['WORKER'] })
  @Post(':id/alarm')
  @HttpCode(200)
  async alarm(
    @Param('id', { schema: PathId }) id: string,
    @Body({ schema: RaiseAlarm }) body: RaiseAlarm,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.desk.run({
      decider: grantDecider,
      id,
      command: { type: 'alarm', ...body },
      name: 'grant.alarm',
      body,
      meta,
      context: plainGrantContext,
    });
  }

  @Allow({ kind: 'any', roles: GRANT_READERS })
  @Answer(GrantView)
  @Get(':id')
  async show(
    @Param('id', { schema: PathId }) id: string,
    @CurrentActor() actor: Actor,
    @After() after: Position | undefined,
  ): Promise<GrantView> {
    const found = await this.desk.read(grantDecider, id, { after, actor, visible: maySeeGrant });
    const { subject, version, state } = found;
    const loaded = await this.payees.of(state);
    return {
      id,
      version,
      position: { subject, sequence: version },
      state: { ...state },
      payee: shown(loaded?.payee, actor),
    };
  }
}

const shown = (payee: GrantView['payee'] | undefined, actor: Actor): GrantView['payee'] => {
  if (payee === undefined || payee === null) return null;
  return maySeeAccount(payee.uscc, actor) ? payee : { ...payee, accountNo: maskAccount(payee.accountNo) };
};
