import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { EventEnvelope } from '#libs/contracts';
import { isDuplicate, reach } from '#libs/aggregate';
import { asSpan, contextFor, runInContext } from '#libs/telemetry';
import type { Words } from './dead-letter-words.js';
import { notePart, objectionOf, type FactHandler, type FactJudge } from './fact-handler.js';
import { OpenTasks } from './open-tasks.js';
import { Positions } from './positions.js';
import { SERVICE_OPTIONS, type ServiceOptions } from './service-options.js';
import { ServiceStore } from './service-store.js';

interface VersionDocument {
  readonly _id: string;
  readonly version: number;
}

/** Gives each fact to the handlers, one after another, and has the read models made anew when their version is raised. */
@Injectable()
export class FactIntake implements FactJudge {
  constructor(
    @Inject(ModuleRef) private readonly modules: ModuleRef,
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    @Inject(ServiceStore) private readonly store: ServiceStore,
    @Inject(Positions) private readonly positions: Positions,
  ) {}

  /** Called by the consumer, which has dropped what was seen and filled gaps. */
  async take(event: EventEnvelope): Promise<void> {
    await runInContext(contextFor(event.traceparent, { caseId: event.caseid, actorId: event.actor }), () =>
      asSpan(`handle ${event.type}`, { kind: 'consumer', attributes: { 'nuanchao.event_id': event.id } }, () =>
        this.handle(event),
      ),
    );
    // After the consumer has noted the position, which it does when this has returned.
    setImmediate(() => this.positions.notify());
  }

  /**
   * Declares the handlers' indexes. When the read models' version was raised it clears them, before the consumer joins the
   * new version's group and reads every topic from its first fact on.
   * @throws Error when the version was lowered: the older group has read on without these read models
   */
  async prepare(): Promise<void> {
    for (const handler of this.handlers()) await handler.prepare();
    const wanted = this.options.readModelVersion ?? 1;
    const collection = this.store.collection<VersionDocument>('read_model_version');
    const found = await reach(() => collection.findOne({ _id: this.options.name }));
    if (found?.version === wanted) return;
    if (found !== null && found.version > wanted) {
      throw new Error(`the read models have version ${found.version}, this program knows ${wanted}`);
    }
    for (const handler of this.handlers()) await handler.clear();
    const note = (): Promise<unknown> =>
      collection.replaceOne({ _id: this.options.name }, { version: wanted }, { upsert: true });
    await reach(note).catch((error: unknown) => {
      if (!isDuplicate(error)) throw error;
    });
  }

  private async handle(event: EventEnvelope): Promise<void> {
    const sequence = Number(event.sequence);
    for (const handler of this.handlers()) {
      if (!wants(handler, event)) continue;
      try {
        await handler.apply(event, sequence);
      } catch (error) {
        notePart(error, handler.constructor.name);
        throw error;
      }
    }
  }

  /** What the handlers would say to this fact; none of them does anything. */
  async judge(event: EventEnvelope): Promise<readonly Words[]> {
    const objections: Words[] = [];
    for (const handler of this.handlers()) {
      if (!wants(handler, event)) continue;
      await handler.judge(event).catch((error: unknown) => {
        objections.push(objectionOf(handler.constructor.name, error));
      });
    }
    return objections;
  }

  private handlers(): readonly FactHandler[] {
    const own = (this.options.factHandlers ?? []).map((type) => this.modules.get(type, { strict: false }));
    return [...own, this.modules.get(OpenTasks, { strict: false })];
  }
}

const wants = ({ types }: FactHandler, event: EventEnvelope): boolean =>
  types === undefined || types.includes(event.type);
