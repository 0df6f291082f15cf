import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { Problem } from '#libs/contracts';

type Json = Record<string, unknown>;

const COMMAND_HEADERS = [
  { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', maxLength: 255 } },
  { name: 'If-Match', in: 'header', required: false, schema: { type: 'string', examples: ['"3"'] } },
  { name: 'Nuanchao-Causation', in: 'header', required: false, schema: { type: 'string' } },
  { name: 'traceparent', in: 'header', required: false, schema: { type: 'string' } },
];

/** The OpenAPI 3.1 document of all controllers, made from the same zod schemas that check the requests. */
export const openApiOf = (app: INestApplication, title: string, version: string): Json => {
  const settings = new DocumentBuilder()
    .setTitle(title)
    .setVersion(version)
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const document = modernBounds(SwaggerModule.createDocument(app, settings)) as Json;
  return withProblems(document);
};

/** Swagger writes `exclusiveMinimum: true` (3.0) into a 3.1 document, where it must be the number itself. */
export const modernBounds = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(modernBounds);
  if (typeof node !== 'object' || node === null) return node;
  const copy: Json = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, modernBounds(value)]));
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof copy[flag] !== 'boolean') continue;
    const isExclusive = copy[flag] && typeof copy[bound] === 'number';
    if (isExclusive) copy[flag] = copy[bound];
    else delete copy[flag];
    if (isExclusive) delete copy[bound];
  }
  return copy;
};

/** Adds what every operation has and no controller repeats: problem details, and on commands their headers. */
const withProblems = (document: Json): Json => {
  const components = (document['components'] ??= {}) as Json;
  const schemas = (components['schemas'] ??= {}) as Json;
  const { $schema: _dialect, ...problem } = z.toJSONSchema(Problem);
  schemas['Problem'] = problem;
  const answer = {
    description: 'Problem details (RFC 9457) with rule id, Chinese and English text and pointer',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const path of Object.values((document['paths'] ?? {}) as Record<string, Record<string, Json>>)) {
    for (const [method, operation] of Object.entries(path)) {
      operation['responses'] = { ...(operation['responses'] as Json | undefined), default: answer };
      if (method !== 'post') continue;
      operation['parameters'] = [...((operation['parameters'] as unknown[] | undefined) ?? []), ...COMMAND_HEADERS];
    }
  }
  return document;
};
