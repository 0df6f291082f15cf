import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const Attributes = z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }));
const ExportedTraces = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: Attributes }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              kind: z.int(),
            }),
          ),
        }),
      ),
    }),
  ),
});

export interface CollectedSpan {
  readonly service: string;
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
}

/** What an OpenTelemetry collector is to our processes: it takes `POST /v1/traces` as JSON, and remembers. */
export class SpanCollector {
  private readonly byTrace = new Map<string, CollectedSpan[]>();
  private readonly server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      this.take(ExportedTraces.parse(JSON.parse(body)));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });

  /** Resolves with the endpoint that the processes are to send to. */
  start(): Promise<string> {
    return new Promise((resolve) => {
      this.server.listen(0, '127.0.0.1', () => {
        resolve(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
      });
    });
  }

  /** The spans of a trace that have come so far. */
  spansOf(traceId: string): readonly CollectedSpan[] {
    return this.byTrace.get(traceId) ?? [];
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private take({ resourceSpans }: z.infer<typeof ExportedTraces>): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      const name = resource.attributes.find(({ key }) => key === 'service.name')?.value['stringValue'];
      for (const span of scopeSpans.flatMap(({ spans }) => spans)) {
        const spans = this.byTrace.get(span.traceId) ?? [];
        const { spanId, parentSpanId } = span;
        spans.push({ service: String(name), name: span.name, spanId, parentSpanId });
        this.byTrace.set(span.traceId, spans);
      }
    }
  }
}
