import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { PipelineEvents, type EventEnvelope } from '#libs/contracts';
import { isDuplicate, reach } from '#libs/aggregate';
import type { KnownProgram } from '#libs/domain';
import { FactHandler, ServiceStore } from '#libs/service';

/** What approvals remembers of an account; `sequence` is that of the last event taken, so that it changes nothing twice. */
interface ProgramDocument extends KnownProgram {
  /** The account's id as an actor. */
  readonly _id: string;
  readonly sequence: number;
}

type Change = (before: ProgramDocument, event: EventEnvelope) => Partial<ProgramDocument>;

const CHANGES: Readonly<Record<string, Change>> = {
  'pipeline.registered': (_before, { data }) => {
    const { ownerUnit, organisation, scopes } = PipelineEvents['pipeline.registered'].parse(data);
    return { unit: ownerUnit, organisation, scopes };
  },
  'pipeline.scopes-changed': (_before, { data }) => {
    const { scopes } = PipelineEvents['pipeline.scopes-changed'].parse(data);
    return { scopes };
  },
  'pipeline.suspended': () => ({ suspended: true }),
  'pipeline.reinstated': () => ({ suspended: false }),
};

/** Programs as far as reviews may be given to them, kept from the facts of pipelines. */
@Injectable()
export class ProgramFacts extends FactHandler {
  override readonly types = Object.keys(CHANGES);

  constructor(private readonly store: ServiceStore) {
    super();
  }

  /** Until every fact has come again no review is given to a program. */
  override async clear(): Promise<void> {
    await reach(() => this.collection.deleteMany({}));
  }

  override async apply(event: EventEnvelope, sequence: number): Promise<void> {
    const id = event.subject.slice(event.subject.indexOf('/') + 1);
    const before = (await this.find(id)) ?? unknown(id);
    if (before.sequence >= sequence) return;
    const { _id, ...after } = { ...before, ...CHANGES[event.type]?.(before, event), sequence };
    const write = (): Promise<unknown> => this.collection.replaceOne({ _id }, after, { upsert: true });
    await reach(write).catch((error: unknown) => {
      // Two first upserts met; the second try finds a document.
      if (isDuplicate(error)) return reach(write);
      throw error;
    });
  }

  /** What is known of an account; undefined when nobody has registered it. */
  async of(actor: string): Promise<KnownProgram | undefined> {
    const found = await this.find(actor);
    if (found === undefined) return undefined;
    const { unit, organisation, scopes, suspended } = found;
    return { unit, organisation, scopes, suspended };
  }

  private async find(actor: string): Promise<ProgramDocument | undefined> {
    return (await reach(() => this.collection.findOne({ _id: actor }))) ?? undefined;
  }

  private get collection(): mongo.Collection<ProgramDocument> {
    return this.store.collection<ProgramDocument>('programs');
  }
}

const unknown = (_id: string): ProgramDocument => ({
  _id,
  sequence: 0,
  unit: '',
  organisation: null,
  scopes: [],
  suspended: false,
});
