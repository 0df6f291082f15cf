import { SERVICES, type EventEnvelope } from '#libs/contracts';
import { Permanent } from './consumer-failures.js';
import type { FactRecord } from './fact-message.js';

/**
 * A message that the owner of its facts cannot have sent. It is buried without parking anything: the true facts are all
 * there, so nothing is missing and no case has to wait.
 */
export class Foreign extends Permanent {
  override readonly name = 'Foreign';
}

/** The owner's journal does not know this event, although it is written before anything is published. */
export class Unjournaled extends Error {
  override readonly name = 'Unjournaled';
}

/** @throws Foreign for a key that is not the case's, and for a topic that is not the owner's */
export const checkOrigin = ({ key, topic }: Pick<FactRecord, 'key' | 'topic'>, event: EventEnvelope): void => {
  if (key !== event.caseid) throw new Foreign('the message key is not the case of the event');
  const owner = topic.endsWith('.facts') ? topic.slice(0, -'.facts'.length) : '';
  const isOurs = (SERVICES as readonly string[]).includes(owner);
  if (isOurs && event.source !== `/${owner}`) throw new Foreign(`an event of ${event.source} in the topic ${topic}`);
};
