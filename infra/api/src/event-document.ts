import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  ApplicationEvents,
  ApprovalEvents,
  DeadLetterEvents,
  DoorEvents,
  EventEnvelope,
  PaymentEvents,
  PipelineEvents,
  RefusalEvents,
  SERVICES,
  type ServiceName,
} from '#libs/contracts';
import { TopicsFile, deadLettersTopic, factsTopic } from '#libs/events';
import { API_VERSION } from './service-documents.js';

type Json = Record<string, unknown>;
type Events = Readonly<Record<string, z.ZodType>>;

/** What every service tells about itself: calls turned away, and messages that it could not handle. */
const OPERATIONS: Events = { ...DoorEvents, ...DeadLetterEvents };

/** What each service publishes. Audits and workflows own no facts of the office. */
const EVENTS: Readonly<Record<ServiceName, Events>> = {
  applications: { ...ApplicationEvents, ...RefusalEvents, ...OPERATIONS },
  approvals: { ...ApprovalEvents, ...RefusalEvents, ...OPERATIONS },
  payments: { ...PaymentEvents, ...RefusalEvents, ...OPERATIONS },
  audits: OPERATIONS,
  pipelines: { ...PipelineEvents, ...RefusalEvents, ...OPERATIONS },
  workflows: OPERATIONS,
};

const DESCRIPTION =
  'Facts that happened, one topic per service, as CloudEvents 1.0 in structured mode. The value is canonical JSON ' +
  '(RFC 8785); the same bytes are in the journal, in the auditors’ log and in the feed. The key is the case id: order is ' +
  'promised per subject, whose sequence has no gap. A field of a published event is never changed or taken away, only added.';

const KEY = { type: 'string', description: 'The case id; for a budget its id' };

/** The AsyncAPI 3 document of all topics, made from the schemas that publishers and consumers check events with. */
export const eventDocument = (topics: TopicsFile): Json => {
  const schemas: Json = {};
  const messages: Json = { DeadLetter: deadLetter() };
  for (const [type, schema] of Object.entries(Object.assign({}, ...Object.values(EVENTS)) as Events)) {
    messages[type] = messageOf(type, schema, schemas);
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Nuanchao facts',
      version: API_VERSION,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      tags: [{ name: 'facts' }, { name: 'dead-letters' }],
    },
    defaultContentType: 'application/cloudevents+json',
    servers: {
      kafka: {
        host: '{brokers}',
        protocol: 'kafka',
        description: 'The brokers that KAFKA_BROKERS names',
        variables: { brokers: { default: '127.0.0.1:9092', description: 'host:port' } },
      },
    },
    channels: Object.fromEntries(topics.topics.map((topic) => [channelName(topic.name), channelOf(topic)])),
    operations: Object.fromEntries(SERVICES.filter((name) => typesOf(name).length > 0).flatMap(operationsOf)),
    components: { messages, schemas: { Envelope: envelope(schemas), ...schemas } },
  };
};

/** The topics as `infra/kafka/topics.json` creates them. */
export const readTopics = (file: URL): TopicsFile => TopicsFile.parse(JSON.parse(readFileSync(file, 'utf8')));

const typesOf = (service: ServiceName): string[] => Object.keys(EVENTS[service]);

/** `applications.facts` is the channel `applicationsFacts`. */
const channelName = (topic: string): string => topic.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());

const channelOf = ({ name, partitions, configs }: TopicsFile['topics'][number]): Json => {
  const owner = SERVICES.find((service) => factsTopic(service) === name);
  const types = owner === undefined ? [] : typesOf(owner);
  return {
    address: name,
    description:
      owner === undefined
        ? 'What a consumer can never handle, as it came; its case’s later messages wait until it is redone'
        : `The facts of ${owner}${types.length === 0 ? '; none are published yet' : ''}`,
    messages: Object.fromEntries(
      (owner === undefined ? ['DeadLetter'] : types).map((type) => [
        messageName(type),
        { $ref: `#/components/messages/${type}` },
      ]),
    ),
    tags: [{ name: owner === undefined ? 'dead-letters' : 'facts' }],
    bindings: {
      kafka: {
        topic: name,
        partitions,
        topicConfiguration: {
          'cleanup.policy': (configs['cleanup.policy'] ?? 'delete').split(','),
          'retention.ms': Number(configs['retention.ms'] ?? -1),
          'retention.bytes': Number(configs['retention.bytes'] ?? -1),
        },
        bindingVersion: '0.5.0',
      },
    },
  };
};

const messageName = (type: string): string =>
  type.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^\w/, (first) => first.toUpperCase());

const operationsOf = (service: ServiceName): [string, Json][] => {
  const channel = { $ref: `#/channels/${channelName(factsTopic(service))}` };
  return [
    [
      `publish${messageName(service)}`,
      {
        action: 'send',
        channel,
        summary: `The relay of ${service} publishes what was decided, at least once and in order`,
      },
    ],
  ];
};

const messageOf = (type: string, schema: z.ZodType, schemas: Json): Json => ({
  name: type,
  title: type,
  contentType: 'application/cloudevents+json',
  headers: {
    type: 'object',
    properties: { 'content-type': { const: 'application/cloudevents+json' } },
    required: ['content-type'],
  },
  bindings: { kafka: { key: KEY, bindingVersion: '0.5.0' } },
  payload: {
    allOf: [
      { $ref: '#/components/schemas/Envelope' },
      { type: 'object', properties: { type: { const: type }, data: hoisted(schema, schemas) } },
    ],
  },
});

const envelope = (schemas: Json): Json => hoisted(EventEnvelope, schemas);

const deadLetter = (): Json => ({
  name: 'dead-letter',
  title: 'A message that could not be handled',
  summary: `The bytes as they came; the headers say from where and why. Topic: ${deadLettersTopic('<consumer>')}`,
  contentType: 'application/octet-stream',
  headers: {
    type: 'object',
    properties: Object.fromEntries(
      ['origin-topic', 'origin-partition', 'origin-offset', 'case-id', 'error', 'problem'].map((name) => [
        name,
        { type: 'string' },
      ]),
    ),
    required: ['origin-topic', 'origin-partition', 'origin-offset'],
  },
  bindings: { kafka: { key: KEY, bindingVersion: '0.5.0' } },
  payload: {},
});

/** The JSON Schema of an event's part; schemas with a name become components. Events may get fields, so all are open. */
const hoisted = (schema: z.ZodType, schemas: Json): Json => {
  const { $schema: _dialect, $defs: definitions, ...own } = z.toJSONSchema(schema, { io: 'input' }) as Json;
  for (const [id, body] of Object.entries((definitions ?? {}) as Record<string, Json>)) schemas[id] ??= open(body);
  return open(own) as Json;
};

const open = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(open);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => key !== 'id' || typeof value !== 'string')
      .filter(([key, value]) => key !== 'additionalProperties' || value !== false)
      .map(([key, value]) => [
        key,
        key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : open(value),
      ]),
  );
};
