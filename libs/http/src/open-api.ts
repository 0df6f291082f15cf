import type { INestApplicationContext, INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { listRoutes, type ListedRoute } from '#libs/access';
import { describeOperation } from './open-api-operation.js';
import { problemResponses, problemSchema } from './open-api-problems.js';
import { ComponentSchemas, type Json } from './open-api-schemas.js';

/**
 * The OpenAPI 3.1 document of all controllers, made from the same zod schemas that check the requests, with every answer:
 * the one that a route names (`@Answer`, or `CommandAnswer` for a command) and each status of problem details.
 */
export const openApiOf = (app: INestApplication, title: string, version: string): Json => {
  const settings = new DocumentBuilder()
    .setTitle(title)
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setOpenAPIVersion('3.1.0')
    .addServer(serverOf(title), 'At the gateway')
    .addServer('/', 'At the service itself')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const made = SwaggerModule.createDocument(app, settings, { operationIdFactory: operationId });
  const document = modernBounds(made) as Json;
  const { contact: _nobody, ...info } = document['info'] as Json;
  document['info'] = { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } };
  document['tags'] = tagsOf(document);
  return withAnswers(document, app);
};

const DESCRIPTION =
  'Commands carry an Idempotency-Key and answer with the position of their fact; queries may wait for one with `after`. ' +
  'A rule that says no is an answer: problem details with the rule, both texts and the field.';

/** `Nuanchao approvals` stands behind `/api/approvals` of the gateway. */
const serverOf = (title: string): string => {
  const name = title.toLowerCase().split(' ').at(-1) ?? '';
  return name === 'gateway' ? '/' : `/api/${name}`;
};

/** `ReviewController.decide` becomes `review.decide`. */
const operationId = (controller: string, method: string): string => `${subjectOf(controller)}.${method}`;

const subjectOf = (controller: string): string => {
  const bare = controller.replace(/Controller$/, '');
  return bare.charAt(0).toLowerCase() + bare.slice(1);
};

/**
 * Swagger writes `exclusiveMinimum: true` (3.0) into a 3.1 document, where it must be the number itself, and wraps a reference
 * with neighbours into an `allOf` of one.
 */
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
  const { allOf, ...rest } = copy;
  return Array.isArray(allOf) && allOf.length === 1 ? { ...(allOf[0] as Json), ...rest } : copy;
};

const operationsOf = (document: Json): { readonly path: string; readonly method: string; readonly operation: Json }[] =>
  Object.entries((document['paths'] ?? {}) as Record<string, Record<string, Json>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );

const tagsOf = (document: Json): Json[] =>
  [...new Set(operationsOf(document).flatMap(({ operation }) => (operation['tags'] ?? []) as string[]))]
    .sort()
    .map((name) => ({ name }));

/** Adds to each operation what its route's decorators say and Swagger does not know. */
const withAnswers = (document: Json, app: INestApplicationContext): Json => {
  const components = (document['components'] ??= {}) as Json;
  const schemas = (components['schemas'] ??= {}) as Json;
  schemas['Problem'] = problemSchema();
  components['responses'] = problemResponses();
  const routes = new Map(listRoutes(app).map((route) => [keyOf(route), route]));
  const named = new ComponentSchemas(schemas);
  for (const { path, method, operation } of operationsOf(document)) {
    const route = routes.get(`${method} ${path}`);
    if (route !== undefined) describeOperation(operation, route, named);
  }
  return {
    ...document,
    paths: sorted(document['paths'] as Json),
    components: { ...components, schemas: sorted(schemas) },
  };
};

const keyOf = ({ method, path }: ListedRoute): string => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`;

/** Documents are compared by people: their order must not depend on which module was loaded first. */
const sorted = (node: Json): Json => Object.fromEntries(Object.entries(node).toSorted(([a], [b]) => (a < b ? -1 : 1)));
