import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { CommandAnswer } from '#libs/contracts';
import type { ListedRoute } from '#libs/access';
import { readAfter } from './after.js';
import { ROUTE_ANSWER, type RouteAnswer } from './answer.js';
import { readCommandMeta } from './command-meta.js';
import { problemReferences } from './open-api-problems.js';
import type { ComponentSchemas, Json } from './open-api-schemas.js';

const COMMAND_PARAMETERS: readonly Json[] = [
  {
    name: 'dryRun',
    in: 'query',
    required: false,
    description: 'true: answer what would happen, with the events it would make, and write nothing',
    schema: { type: 'boolean', default: false },
    example: false,
  },
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'The same key and body get the first answer again; keep it before sending',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
    example: 'first-steps-1',
  },
  {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The version that the sender has seen, as in the ETag of its answer',
    schema: { type: 'string', pattern: '^(\\*|"?\\d{1,15}"?)$' },
    example: '"3"',
  },
  {
    name: 'Nuanchao-Causation',
    in: 'header',
    required: false,
    description: 'Id of the event that led to this command',
    schema: { type: 'string' },
    example: 'application/0193d2a0-7c1e-8f00-a000-3f1d5b7c9e11/0000000003',
  },
  {
    name: 'traceparent',
    in: 'header',
    required: false,
    description: 'W3C trace context',
    schema: { type: 'string' },
    example: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  },
];

const AFTER: Json = {
  name: 'after',
  in: 'query',
  required: false,
  description: 'Waits until this fact is shown: <subject>@<sequence>, the position of a command’s answer',
  schema: { type: 'string', pattern: '^[a-z-]+(/[A-Za-z0-9._-]+)+@[1-9][0-9]{0,9}$' },
  example: 'application/0193d2a0-7c1e-8f00-a000-3f1d5b7c9e11@1',
};

const ANSWER_HEADERS: Json = {
  ETag: { description: 'The version, for the next If-Match', schema: { type: 'string' } },
  'Idempotency-Repeat': {
    description: 'true when this key was answered before and nothing was done again',
    schema: { type: 'string', enum: ['true'] },
  },
};

type Handler = Record<string, unknown>;

/** Says of one operation who may call it, what travels beside it, and everything it may answer. */
export const describeOperation = (operation: Json, route: ListedRoute, schemas: ComponentSchemas): void => {
  const handler = (route.controller as { prototype: Handler }).prototype[route.name] as object;
  const factories = factoriesOf(route);
  const isCommand = factories.has(readCommandMeta);
  const answer =
    (Reflect.getMetadata(ROUTE_ANSWER, handler) as RouteAnswer | undefined) ??
    (isCommand ? { schema: CommandAnswer } : undefined);
  const parameters = [...((operation['parameters'] ?? []) as Json[]), ...(isCommand ? COMMAND_PARAMETERS : [])];
  const waits = factories.has(readAfter) && !parameters.some(({ name }) => name === 'after');
  operation['parameters'] = (waits ? [...parameters, AFTER] : parameters).map((each) =>
    each['name'] === 'after' ? AFTER : each,
  );
  operation['summary'] = summaryOf(route);
  describeAccess(operation, route);
  const problems = problemReferences(statusesOf(operation, route, isCommand));
  operation['responses'] = { ...answersOf(operation, answer, schemas), ...problems, ...alsoOf(answer, schemas) };
};

/** The factories of the parameters' decorators: they tell what a route takes. */
const factoriesOf = ({ controller, name }: ListedRoute): ReadonlySet<unknown> => {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, Json>;
  return new Set(Object.values(args).map((each) => each['factory']));
};

/** `ReviewController.decide` reads `decide: review`. */
const summaryOf = ({ handler }: ListedRoute): string => {
  const [controller = '', method = ''] = handler.split('.');
  const words = (text: string): string => text.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${words(controller.replace(/(Controller|Routes)$/, ''))}: ${words(method)}`;
};

const describeAccess = (operation: Json, { policy }: ListedRoute): void => {
  if (policy?.access !== 'allow') {
    operation['security'] = [];
    return;
  }
  const { kind, roles, scope } = policy;
  const who = kind === 'any' ? 'people and machines' : kind === 'human' ? 'people' : 'machines';
  const needed = scope === undefined ? '' : ` A pipeline needs the scope ${scope}.`;
  const known = operation['description'];
  const access = `For ${who} with one of the roles ${roles.join(', ')}.${needed}`;
  operation['description'] = typeof known === 'string' && known !== '' ? `${known}\n\n${access}` : access;
  operation['security'] = [{ bearer: [] }];
  operation['x-nuanchao-access'] = { kind, roles: [...roles], ...(scope === undefined ? {} : { scope }) };
};

const statusesOf = (operation: Json, { method, policy }: ListedRoute, isCommand: boolean): ReadonlySet<number> => {
  const parameters = (operation['parameters'] ?? []) as Json[];
  const takes = (where: string): boolean => parameters.some((each) => each['in'] === where);
  const statuses = new Set([500, 503]);
  if (policy?.access !== 'public') for (const status of [401, 403]) statuses.add(status);
  if (takes('path') || takes('query') || operation['requestBody'] !== undefined) statuses.add(400);
  if (takes('path')) statuses.add(404);
  if (method !== 'GET') for (const status of [400, 404, 409, 413, 422]) statuses.add(status);
  if (isCommand) statuses.add(412);
  return statuses;
};

/** The answer when all is well, under the status that Nest will send. */
const answersOf = (operation: Json, answer: RouteAnswer | undefined, schemas: ComponentSchemas): Json => {
  const known = Object.keys((operation['responses'] ?? {}) as Json).filter((status) => status.startsWith('2'));
  return Object.fromEntries(known.map((status) => [status, successOf(answer, schemas)]));
};

const successOf = (answer: RouteAnswer | undefined, schemas: ComponentSchemas): Json => {
  if (answer === undefined) return { description: 'Done' };
  const schema = answer.schema === undefined ? undefined : schemas.of(answer.schema);
  const name = answer.schema?.meta()?.id;
  return {
    description: answer.description ?? answer.schema?.description ?? name ?? 'Done',
    ...(answer.schema === CommandAnswer ? { headers: ANSWER_HEADERS } : {}),
    content: { [answer.mediaType ?? 'application/json']: schema === undefined ? {} : { schema } },
  };
};

const alsoOf = (answer: RouteAnswer | undefined, schemas: ComponentSchemas): Json =>
  Object.fromEntries(
    Object.entries(answer?.also ?? {}).map(([status, schema]) => [status, successOf({ schema }, schemas)]),
  );
