import { refusal, type Refusal } from '#libs/contracts';

/** What a Standard Schema library reports; zod adds code, keys and limits. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly keys?: readonly string[];
  readonly expected?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly values?: readonly unknown[];
}

const REPORTED_MAX = 50;

/** One G-MALFORMED per field that does not fit, each with its pointer (RFC 6901) into the body. */
export const refusalsOf = (issues: readonly SchemaIssue[]): Refusal[] =>
  issues.flatMap(refusalsOfIssue).slice(0, REPORTED_MAX);

const refusalsOfIssue = (issue: SchemaIssue): Refusal[] => {
  const path = (issue.path ?? []).map((segment) => (typeof segment === 'object' ? segment.key : segment));
  if (issue.code === 'unrecognized_keys' && issue.keys) {
    return issue.keys.map((key) =>
      malformed([...path, key], `unknown field ${shorten(key)}`, `未知字段 ${shorten(key)}`),
    );
  }
  const at = path.length === 0 ? '' : `${pointerOf(path)}: `;
  return [malformed(path, `${at}${issue.message}`, `${at}${chinese(issue)}`)];
};

const malformed = (path: readonly PropertyKey[], problem: string, problemZh: string): Refusal =>
  refusal('G-MALFORMED', pointerOf(path), { problem, problemZh });

/** `['a/b', 0]` becomes `/a~1b/0`. */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((segment) => `/${String(segment).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');

const TYPES: Readonly<Record<string, string>> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '对象',
  record: '对象',
};

const chinese = (issue: SchemaIssue): string => {
  if (issue.message.endsWith('received undefined')) return '缺少必填内容';
  switch (issue.code ?? '') {
    case 'invalid_type':
      return `类型不正确，应为${TYPES[issue.expected ?? ''] ?? issue.expected ?? '其他类型'}`;
    case 'too_small':
      return `过小或过短，下限为${issue.minimum ?? ''}`;
    case 'too_big':
      return `过大或过长，上限为${issue.maximum ?? ''}`;
    case 'invalid_format':
      return '格式不正确';
    case 'invalid_value':
      return `取值应为：${(issue.values ?? []).map(String).join('、')}`;
    default:
      return '内容不正确';
  }
};

/** A field name comes from the sender: it is quoted back short. */
const shorten = (name: string): string => JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
