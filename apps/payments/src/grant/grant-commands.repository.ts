import { Injectable } from '@nestjs/common';
import type { ClaimWish } from '#libs/aggregate';
import type { Actor, CommandAnswer, DecisionContext } from '#libs/contracts';
import { grantDecider, plainGrantContext, type GrantCommand, type GrantContext, type GrantState } from '#libs/domain';
import type { CommandMeta } from '#libs/http';
import { CommandDesk, Documents } from '#libs/service';
import { SeenEvidenceView } from '../evidence/seen-evidence.view.js';
import { PayeeStorage } from './payee.storage.js';

/** A grant's command as somebody sent it. */
export interface SentCommand {
  readonly name: `grant.${string}`;
  readonly body: unknown;
  readonly meta: CommandMeta;
  /** False makes the grant not found. */
  readonly visible?: ((state: GrantState, actor: Actor) => boolean) | undefined;
  readonly claims?: readonly ClaimWish[] | undefined;
}

/** What people decide about a grant, with all that payments knows: the payee of record, and what it has seen of the case. */
@Injectable()
export class GrantCommands {
  constructor(
    private readonly desk: CommandDesk,
    private readonly documents: Documents,
    private readonly payees: PayeeStorage,
    private readonly seen: SeenEvidenceView,
  ) {}

  run(id: string, command: GrantCommand, sent: SentCommand): Promise<CommandAnswer> {
    return this.desk.run({
      decider: grantDecider,
      id,
      command,
      ...sent,
      context: (base, state) => this.contextFor(base, state),
    });
  }

  /** What a person wrote, as a document that the event names. For a grant that this person may see: else nothing is stored. */
  async written(id: string, content: unknown, part: string, { meta, visible }: SentCommand): Promise<string> {
    const { actor, key } = meta;
    const { caseId } = await this.desk.target(grantDecider, id, { actor, visible });
    return this.documents.storeJson(content, { caller: actor.id, key, part, caseId });
  }

  private async contextFor(
    base: DecisionContext & { readonly subject: string },
    state: GrantState | undefined,
  ): Promise<GrantContext> {
    const evidence = state === undefined || state.status === 'NONE' ? undefined : state.evidence;
    const [payee, seen] = await Promise.all([this.payees.of(state), this.seen.of(evidence)]);
    return { ...plainGrantContext(base), payee, seen };
  }
}
