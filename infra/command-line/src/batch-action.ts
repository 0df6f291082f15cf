import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { once } from 'node:events';
import { z } from 'zod';
import { NuanchaoClient, fileKeys, type BatchCommand, type BatchProgress, type BatchService } from '#libs/client';
import { operationNamed, pathOf } from './api-operations.js';
import { WrongCall, type CommandWish, type Language } from './command-wish.js';
import type { Told } from './told.js';

const SERVICES = ['applications', 'approvals', 'payments', 'pipelines'] as const satisfies readonly BatchService[];
const Row = z.union([
  z.strictObject({ key: z.string().optional(), path: z.string(), body: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    key: z.string().optional(),
    operation: z.string(),
    ids: z.array(z.string()).default([]),
    body: z.record(z.string(), z.unknown()),
  }),
]);
const TELL_MS = 1_000;

/**
 * `batch`: every line of the file is a command. The keys lie in a file beside it, so that the same call goes on after a
 * break, and no row is done twice.
 */
export const runBatchFile = async (
  { operands, options, language }: CommandWish,
  connect: (keys: ReturnType<typeof fileKeys>) => NuanchaoClient,
): Promise<Told> => {
  const [file = ''] = operands;
  const service = serviceNamed(options.service);
  const rows = rowsIn(file, service);
  const client = connect(fileKeys(join(dirname(file), `.${basename(file)}.keys.jsonl`)));
  const results = createWriteStream(options.results ?? `${file}.results.jsonl`);
  const counts = { accepted: 0, refused: 0, failed: 0, cancelled: 0 };
  const intent = `${service}${options['dry-run'] ? '/dry-run' : ''}`;
  const tell = progressTeller(language);
  for await (const outcome of client.batch({
    service,
    intent,
    rows,
    dryRun: options['dry-run'],
    progress: tell,
  })) {
    counts[outcome.outcome] += 1;
    if (!results.write(`${JSON.stringify(outcome)}\n`)) await once(results, 'drain');
  }
  results.end();
  await once(results, 'finish');
  const isAllDone = counts.accepted === rows.length;
  return {
    value: { rows: rows.length, ...counts, results: results.path },
    text: summary(counts, String(results.path), language),
    code: isAllDone ? 0 : 1,
  };
};

const serviceNamed = (name: string | undefined): BatchService => {
  const found = SERVICES.find((service) => service === (name ?? 'applications'));
  if (found !== undefined) return found;
  throw new WrongCall(`--service 只能是 ${SERVICES.join('、')}`, `--service is one of ${SERVICES.join(', ')}`);
};

/** Every line is read before the first is sent. @throws WrongCall naming the first bad line */
const rowsIn = (file: string, service: BatchService): readonly BatchCommand[] => {
  if (!existsSync(file)) throw new WrongCall(`没有文件 ${file}`, `There is no file ${file}`);
  const lines = readFileSync(file, 'utf8').split('\n');
  const rows = lines.flatMap((line, at) => (line.trim() === '' ? [] : [rowIn(line, at + 1, service)]));
  if (rows.length === 0) throw new WrongCall(`${file} 中没有命令`, `${file} has no commands`);
  return rows;
};

const rowIn = (line: string, at: number, service: BatchService): BatchCommand => {
  const parsed = Row.safeParse(jsonIn(line));
  if (!parsed.success) {
    throw new WrongCall(
      `第 ${at} 行须为 {"path":"/…","body":{…}} 或 {"operation":"…","ids":[…],"body":{…}}，尚未发送任何内容`,
      `Line ${at} must be {"path":"/…","body":{…}} or {"operation":"…","ids":[…],"body":{…}}; nothing was sent`,
    );
  }
  const { data } = parsed;
  if ('path' in data) return data;
  const operation = operationNamed(data.operation.includes(':') ? data.operation : `${service}:${data.operation}`);
  const places = pathOf(operation, data.ids, {});
  const path = operation.path.replace(/\{(\w+)\}/g, (_whole, place: string) => places[place] ?? '');
  return { path, body: data.body, key: data.key };
};

const jsonIn = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** At most a line a second on stderr, and the last one in any case. */
const progressTeller = (language: Language): ((progress: BatchProgress) => void) => {
  let toldAt = 0;
  return ({ rows, sent, accepted, refused, failed }) => {
    const done = accepted + refused + failed;
    if (Date.now() - toldAt < TELL_MS && done < rows) return;
    toldAt = Date.now();
    process.stderr.write(
      language === 'zh'
        ? `已送达 ${sent}/${rows}，已处理 ${done}（办成 ${accepted}，拒绝 ${refused}，故障 ${failed}）\n`
        : `${sent} of ${rows} sent, ${done} done (${accepted} accepted, ${refused} refused, ${failed} failed)\n`,
    );
  };
};

const summary = (
  { accepted, refused, failed, cancelled }: Readonly<Record<'accepted' | 'refused' | 'failed' | 'cancelled', number>>,
  file: string,
  language: Language,
): string =>
  language === 'zh'
    ? `办成 ${accepted}，拒绝 ${refused}，故障 ${failed}，取消 ${cancelled}；逐行结果见 ${file}`
    : `${accepted} accepted, ${refused} refused, ${failed} failed, ${cancelled} cancelled; a result per row in ${file}`;
