import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { restIdleQueues, type RequestQueue } from '../src/resting-queues.js';

interface Queue extends RequestQueue {
  push(request: object): void;
  fulfillRequest(answer: object): void;
  maybeThrottle(ms: number): void;
}

const silent = { debug: () => undefined, error: () => undefined, warn: () => undefined };

/** A queue of kafkajs itself, and which requests it has sent. */
const queueOf = (maxInFlightRequests: number): { readonly queue: Queue; readonly sent: number[] } => {
  const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as new (
    options: object,
  ) => Queue;
  const sent: number[] = [];
  const queue = new RequestQueue({
    instrumentationEmitter: new EventEmitter(),
    maxInFlightRequests,
    requestTimeout: 1_000,
    enforceRequestTimeout: false,
    clientId: 'c',
    broker: 'b',
    logger: silent,
    isConnected: () => true,
  });
  const push = queue.push.bind(queue);
  queue.push = (entry) => {
    const { correlationId } = entry as { correlationId: number };
    push({
      entry: { ...entry, resolve: () => undefined, reject: () => undefined },
      expectResponse: true,
      sendRequest: () => sent.push(correlationId),
    });
  };
  return { queue, sent };
};

const request = (correlationId: number) => ({ correlationId, apiName: 'Fetch', apiKey: 1, apiVersion: 11 });
const answer = (correlationId: number) => ({ correlationId, payload: Buffer.alloc(0), size: 0 });

describe('a connection to the broker', () => {
  beforeEach(() => {
    restIdleQueues();
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('rests when its requests are answered and none waits', () => {
    const { queue, sent } = queueOf(5);
    queue.push(request(1));
    queue.fulfillRequest(answer(1));
    expect([sent, jest.getTimerCount()]).toEqual([[1], 0]);
  });

  it('sends what waits for its turn as soon as an answer makes room', () => {
    const { queue, sent } = queueOf(1);
    queue.push(request(1));
    queue.push(request(2));
    expect(sent).toEqual([1]);
    queue.fulfillRequest(answer(1));
    expect(sent).toEqual([1, 2]);
    queue.fulfillRequest(answer(2));
    jest.advanceTimersByTime(1_000);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('sends what the broker had it put off when the pause is over, and rests again', () => {
    const { queue, sent } = queueOf(5);
    queue.maybeThrottle(300);
    queue.push(request(1));
    jest.advanceTimersByTime(299);
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(2);
    expect(sent).toEqual([1]);
    queue.fulfillRequest(answer(1));
    expect(jest.getTimerCount()).toBe(0);
  });
});
