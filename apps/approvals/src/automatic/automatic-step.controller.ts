import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import {
  AUTOMATABLE_REVIEWS,
  AUTOMATIC_OFFICES,
  AutomaticStepView,
  ConfirmAutomaticStep,
  EndAutomaticStep,
  ProposeAutomaticStep,
  type AutomatableReview,
  type CommandAnswer,
  type Position,
  type Role,
} from '#libs/contracts';
import { Allow } from '#libs/access';
import { NotFound } from '#libs/aggregate';
import { automaticStepDecider, type AutomaticStepCommand, type AutomaticStepState } from '#libs/domain';
import { After, Answer, CommandMeta } from '#libs/http';
import { CommandDesk, Documents } from '#libs/service';
import { ProgramFacts } from './program-facts.view.js';

const Kind = z.enum(AUTOMATABLE_REVIEWS);

const PROPOSERS: readonly Role[] = [
  ...new Set(Object.values(AUTOMATIC_OFFICES).flatMap(({ proposes }): readonly Role[] => proposes)),
];
const CONFIRMERS: readonly Role[] = Object.values(AUTOMATIC_OFFICES).map(({ confirms }) => confirms);
/** Also those whose work it is otherwise, and programs. */
const READERS: readonly Role[] = [...PROPOSERS, 'DU_REVIEWER', 'DU_LEADER', 'CH_OFFICER', 'MU_AUDIT', 'PIPELINE'];

/** Which program decides a kind of review; the decider knows whose kind it is. */
@Controller('automatic-steps')
export class AutomaticStepController {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(Documents) private readonly documents: Documents,
    @Inject(ProgramFacts) private readonly programs: ProgramFacts,
  ) {}

  @Allow({ kind: 'human', roles: PROPOSERS })
  @HttpCode(200)
  @Post(':kind/proposal')
  async propose(
    @Param('kind', { schema: Kind }) kind: AutomatableReview,
    @Body({ schema: ProposeAutomaticStep }) body: ProposeAutomaticStep,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    const reasonHash = await this.reason(body.reasonText, meta);
    return this.run({ kind, type: 'propose', body, reasonHash }, meta, body.pipeline);
  }

  @Allow({ kind: 'human', roles: CONFIRMERS })
  @HttpCode(200)
  @Post(':kind/confirmation')
  confirm(
    @Param('kind', { schema: Kind }) kind: AutomatableReview,
    @Body({ schema: ConfirmAutomaticStep }) body: ConfirmAutomaticStep,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run({ kind, type: 'confirm', body }, meta);
  }

  @Allow({ kind: 'human', roles: PROPOSERS })
  @HttpCode(200)
  @Post(':kind/end')
  async end(
    @Param('kind', { schema: Kind }) kind: AutomatableReview,
    @Body({ schema: EndAutomaticStep }) body: EndAutomaticStep,
    @CommandMeta() meta: CommandMeta,
  ): Promise<CommandAnswer> {
    return this.run({ kind, type: 'end', body, reasonHash: await this.reason(body.reasonText, meta) }, meta);
  }

  @Allow({ kind: 'any', roles: READERS, scope: 'approvals:read' })
  @Answer(AutomaticStepView)
  @Get(':kind')
  async read(
    @Param('kind', { schema: Kind }) kind: AutomatableReview,
    @After() after: Position | undefined,
  ): Promise<AutomaticStepView> {
    const { subject, version, state } = await this.desk.read(automaticStepDecider, kind, { after });
    if (state.status === 'NONE') throw new NotFound(subject);
    return { id: kind, version, position: { subject, sequence: version }, state };
  }

  /** `pipeline` is the account that the command names; otherwise that of the proposal is looked up. */
  private run(command: AutomaticStepCommand, meta: CommandMeta, pipeline?: string): Promise<CommandAnswer> {
    const { kind, type, body } = command;
    return this.desk.run({
      decider: automaticStepDecider,
      id: kind,
      creates: type === 'propose' ? { caseId: kind } : undefined,
      command,
      name: `automatic-step.${type}`,
      body,
      meta,
      context: async (base, state) => {
        const named = pipeline ?? proposedIn(state);
        return { ...base, program: named === undefined ? undefined : await this.programs.of(named) };
      },
    });
  }

  private reason(text: string, { actor, key }: CommandMeta): Promise<string> {
    return this.documents.storeJson({ text }, { caller: actor.id, key, part: 'reason' });
  }
}

const proposedIn = (state: AutomaticStepState | undefined): string | undefined =>
  state === undefined || state.status === 'NONE' ? undefined : state.proposed?.pipeline;
