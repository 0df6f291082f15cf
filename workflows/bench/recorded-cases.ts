import type { Client } from '@temporalio/client';
import type { RecordedCase, RecordedEvents } from './bare-script.js';

/** Cases as the server has their histories, each with those of the workflows that it started. */
export class RecordedCases {
  constructor(private readonly client: Client) {}

  async read(workflowId: string): Promise<RecordedCase> {
    const events = await this.eventsOf(workflowId);
    return { events, children: await Promise.all(childIdsIn(events).map((id) => this.read(id))) };
  }

  /** The same as soon as the workflow and all its children have come to their end. */
  async readEnded(workflowId: string): Promise<RecordedCase> {
    await this.client.workflow.getHandle(workflowId).result();
    const events = await this.eventsOf(workflowId);
    return { events, children: await Promise.all(childIdsIn(events).map((id) => this.readEnded(id))) };
  }

  private async eventsOf(workflowId: string): Promise<RecordedEvents> {
    const { events } = await this.client.workflow.getHandle(workflowId).fetchHistory();
    return events ?? [];
  }
}

const childIdsIn = (events: RecordedEvents): readonly string[] =>
  events.flatMap(({ startChildWorkflowExecutionInitiatedEventAttributes: child }) =>
    child?.workflowId ? [child.workflowId] : [],
  );
