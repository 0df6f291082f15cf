import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OtlpExporter } from './otlp-exporter.js';
import { contextFor, currentContext, runInContext } from './request-context.js';
import { asSpan, inSpan, sendSpansTo, type Span } from './tracing.js';
import { traceparentOf } from './traceparent.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const spans: Span[] = [];

afterEach(() => {
  sendSpansTo(undefined);
  spans.length = 0;
});

describe('a span', () => {
  it('continues the trace that a request or an event names, hop behind hop', async () => {
    sendSpansTo((span) => spans.push(span));
    let inner = '';
    await runInContext(contextFor(`00-${TRACE}-${PARENT}-01`, { caseId: 'case-1' }), () =>
      asSpan('request', { kind: 'server' }, () =>
        inSpan('call', { kind: 'client' }, () => {
          inner = traceparentOf(currentContext()?.trace ?? { traceId: '', spanId: '', flags: '' });
          expect(currentContext()?.caseId).toBe('case-1');
          return Promise.resolve();
        }),
      ),
    );
    const [call, request] = spans;
    expect([call?.name, request?.name]).toEqual(['call', 'request']);
    expect(spans.map(({ trace }) => trace.traceId)).toEqual([TRACE, TRACE]);
    expect(request?.trace.parentId).toBe(PARENT);
    expect(call?.trace.parentId).toBe(request?.trace.spanId);
    expect(inner).toBe(`00-${TRACE}-${call?.trace.spanId}-01`);
  });

  it('names its error and lets it pass', async () => {
    sendSpansTo((span) => spans.push(span));
    await expect(inSpan('work', {}, () => Promise.reject(new RangeError('no')))).rejects.toThrow('no');
    expect(spans).toMatchObject([{ name: 'work', error: 'RangeError' }]);
  });

  it('is not made when nobody takes spans, nor of a trace that is not sampled', async () => {
    await runInContext(contextFor(undefined), async () => {
      const running = currentContext();
      await inSpan('work', {}, () => Promise.resolve(expect(currentContext()).toBe(running)));
    });
    sendSpansTo((span) => spans.push(span));
    await inSpan('work', { traceparent: `00-${TRACE}-${PARENT}-00` }, () => Promise.resolve());
    expect(spans).toEqual([]);
  });
});

describe('the exporter', () => {
  it('sends spans to a collector as OTLP over HTTP, and goes on when there is none', async () => {
    const bodies: string[] = [];
    const collector = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        bodies.push(`${request.url} ${body}`);
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => {
      collector.listen(0, '127.0.0.1', () => resolve());
    });
    const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    const failures: unknown[] = [];
    const exporter = new OtlpExporter({ endpoint, service: 'approvals', failed: (error) => failures.push(error) });
    sendSpansTo(exporter.take);
    const attributes = { 'http.route': '/reviews/:id', 'http.response.status_code': 200, absent: undefined };
    await inSpan('decide', { kind: 'server', attributes, traceparent: `00-${TRACE}-${PARENT}-01` }, () =>
      Promise.resolve(),
    );
    await exporter.flush();
    collector.close();
    collector.closeAllConnections();
    const [path = '', json = ''] = (bodies[0] ?? '').split(/ (.*)/s);
    expect(path).toBe('/v1/traces');
    expect(JSON.parse(json)).toMatchObject({
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'approvals' } }, {}] },
          scopeSpans: [
            {
              spans: [
                {
                  traceId: TRACE,
                  parentSpanId: PARENT,
                  name: 'decide',
                  kind: 2,
                  startTimeUnixNano: expect.stringMatching(/^\d{19}$/),
                  attributes: [
                    { key: 'http.route', value: { stringValue: '/reviews/:id' } },
                    { key: 'http.response.status_code', value: { intValue: '200' } },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
    await inSpan('decide', {}, () => Promise.resolve());
    await exporter.flush();
    expect(failures).toHaveLength(1);
  });

  it('keeps the same traces at every process when it is told to keep a share', () => {
    const kept = (ratio: number): number[] =>
      [0, 1, 2, 3].map((n) => {
        const exporter = new OtlpExporter({ endpoint: 'http://127.0.0.1:1', service: 's', ratio });
        const traceId = `${'0'.repeat(24)}${(n * 0x40000000).toString(16).padStart(8, '0')}`;
        const trace = { traceId, spanId: PARENT, flags: '01' };
        exporter.take({
          name: '',
          kind: 'internal',
          trace,
          startedMs: 0,
          endedMs: 0,
          attributes: {},
          error: undefined,
        });
        return exporter.size;
      });
    expect(kept(0.5)).toEqual([1, 1, 0, 0]);
    expect(kept(0)).toEqual([0, 0, 0, 0]);
  });
});
