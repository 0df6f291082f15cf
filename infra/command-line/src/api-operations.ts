import { readFileSync } from 'node:fs';
import type { Service } from '#libs/client';
import { WrongCall } from './command-wish.js';

const SERVICES = [
  'applications',
  'approvals',
  'payments',
  'audits',
  'pipelines',
  'workflows',
] as const satisfies readonly Service[];

/** One thing that can be called, as the API documents name it: `application.create`, or `approvals:tasks.list`. */
export interface Operation {
  readonly service: Service;
  readonly id: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly summary: string;
  readonly description: string;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentOperation>>>>;
}
interface DocumentOperation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
}

const documentOf = (service: Service): Document =>
  JSON.parse(
    readFileSync(new URL(`../../../../docs/api/${service}.openapi.json`, import.meta.url), 'utf8'),
  ) as Document;

/** Everything that the committed documents of the API describe, of one service or of all. @throws WrongCall */
export const operationsOf = (service?: string): readonly Operation[] => {
  const services = SERVICES.filter((name) => service === undefined || name === service);
  if (services.length === 0) {
    throw new WrongCall(`没有服务“${service ?? ''}”`, `There is no service ${service ?? ''}: ${SERVICES.join(', ')}`);
  }
  return services.flatMap((name) =>
    Object.entries(documentOf(name).paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId, summary = '', description = '' }]) => ({
        service: name,
        id: operationId,
        method: method === 'get' ? ('GET' as const) : ('POST' as const),
        path,
        summary,
        description,
      })),
    ),
  );
};

/** The operation that somebody named, as `id` or `service:id`. @throws WrongCall naming those that it could be */
export const operationNamed = (name: string): Operation => {
  const [service, id = ''] = name.includes(':') ? name.split(':', 2) : [undefined, name];
  const all = operationsOf(service);
  const found = all.filter((operation) => operation.id === id);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (found.length > 1) {
    const names = found.map((each) => `${each.service}:${each.id}`).join(', ');
    throw new WrongCall(`“${name}”不止一个：${names}`, `There are several of ${name}: ${names}`);
  }
  const stem = id.split('.')[0] ?? '';
  const near = all.filter((each) => each.id.startsWith(`${stem}.`)).map((each) => each.id);
  const hint = near.length === 0 ? 'nuanchao operations' : [...new Set(near)].join(', ');
  throw new WrongCall(`没有操作“${name}”，可用：${hint}`, `There is no operation ${name}; see ${hint}`);
};

/** Operands fill the path's places in their order, named pairs fill the rest. @throws WrongCall for a place that stays empty */
export const pathOf = (
  { path }: Pick<Operation, 'path'>,
  operands: readonly string[],
  named: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, place = '']) => place);
  const open = places.filter((place) => !(place in named));
  if (operands.length !== open.length) {
    const wanted = open.map((place) => `<${place}>`).join(' ');
    throw new WrongCall(
      `${path} 需要 ${open.length} 个编号：${wanted}，给出了 ${operands.length} 个`,
      `${path} needs ${open.length} of ${wanted}, ${operands.length} given`,
    );
  }
  return { ...named, ...Object.fromEntries(open.map((place, at) => [place, operands[at] ?? ''])) };
};
