import type { AnswerOf } from '#libs/client';
import { NuanchaoProblem } from '#libs/client';
import { WrongCall, type CommandWish, type Language } from './command-wish.js';
import type { Connection } from './connection.js';
import type { Told } from './told.js';

type CaseList = AnswerOf<'applications', 'GET /applications'>;
type Case = CaseList['items'][number];
type Task = AnswerOf<'applications', 'GET /tasks'>['tasks'][number];
type History = AnswerOf<'audits', 'GET /cases/{caseId}/history'>;
type Trace = AnswerOf<'audits', 'GET /cases/{caseId}/trace'>;

const TASK_SERVICES = ['applications', 'approvals', 'payments'] as const;

/** `cases`: every application that the account may see. */
export const listCases = async ({ options, language }: CommandWish, { client }: Connection): Promise<Told> => {
  const items: Case[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query = { ...pick('status', options.status), ...pick('cursor', cursor) };
    const page = await client.request<CaseList>('applications', 'GET /applications', { query });
    items.push(...page.items);
    cursor = page.next;
  }
  const lines = items.map(
    ({ caseNo, status, managingUnit, employerUscc, id }) =>
      `${(caseNo ?? '-').padEnd(17)} ${status.padEnd(19)} ${managingUnit} ${employerUscc} ${id}`,
  );
  return { value: items, text: lines.join('\n'), code: 0, note: counted(items.length, '件申请', 'cases', language) };
};

/** `tasks`: what the account may do now, in all services or in one. */
export const listTasks = async ({ options, language }: CommandWish, { client }: Connection): Promise<Told> => {
  const { service, role } = options;
  const services = TASK_SERVICES.filter((name) => service === undefined || name === service);
  if (services.length === 0) {
    throw new WrongCall(`没有服务“${service ?? ''}”的待办`, `--service is one of ${TASK_SERVICES.join(', ')}`);
  }
  const lists = await Promise.all(
    services.map((name) =>
      client.request<{ readonly tasks: readonly Task[] }>(name, 'GET /tasks', { query: pick('role', role) }),
    ),
  );
  const tasks = lists.flatMap((list) => list.tasks);
  const lines = tasks.map(
    ({ subject, kind, action, role: of, dueOn, listing }) =>
      `${(dueOn ?? '-').padEnd(10)} ${of.padEnd(16)} ${kind} ${action}  ${listing.caseNo} ${listing.employerName}  ${subject}`,
  );
  return { value: tasks, text: lines.join('\n'), code: 0, note: counted(tasks.length, '项待办', 'tasks', language) };
};

/** `case`: where it stands, what happened, and under which traces. The last two are the auditor's to see. */
export const showCase = async (wish: CommandWish, { client }: Connection): Promise<Told> => {
  const { operands, language } = wish;
  const [id = ''] = operands;
  const application = await client.call('applications', 'GET /applications/{id}', { path: { id } });
  const history = await seen(() => client.call('audits', 'GET /cases/{caseId}/history', { path: { caseId: id } }));
  const trace = await seen(() => client.call('audits', 'GET /cases/{caseId}/trace', { path: { caseId: id } }));
  const value = { application, history: history?.entries ?? null, traces: trace?.traces ?? null };
  const text = [
    ...statusLines(application, language),
    ...historyLines(history, language),
    ...traceLines(trace, language),
  ];
  return { value, text: text.join('\n'), code: 0 };
};

/** Undefined for whoever may not see it. */
const seen = async <Value>(ask: () => Promise<Value>): Promise<Value | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NuanchaoProblem && error.status === 403) return undefined;
    throw error;
  }
};

const statusLines = (
  { id, caseNo, status, version, managingUnit, employerUscc }: Case,
  language: Language,
): string[] =>
  language === 'zh'
    ? [
        `申请 ${caseNo ?? '（草稿）'}  ${id}`,
        `状态 ${status}  版本 ${version}  单位 ${employerUscc}  区县 ${managingUnit}`,
      ]
    : [
        `case ${caseNo ?? '(draft)'}  ${id}`,
        `status ${status}  version ${version}  employer ${employerUscc}  unit ${managingUnit}`,
      ];

const historyLines = (history: History | undefined, language: Language): string[] => {
  if (history === undefined) return [language === 'zh' ? '经过：仅经审人员可见' : 'History: for auditors only'];
  const lines = history.entries.map(({ event }) => {
    const { officetime = '', type = '', actor = '' } = (event ?? {}) as Readonly<Record<string, string>>;
    return `  ${officetime.slice(0, 16).replace('T', ' ')}  ${type.padEnd(34)} ${actor}`;
  });
  return [language === 'zh' ? `经过（${lines.length} 件事）` : `History (${lines.length} facts)`, ...lines];
};

const traceLines = (trace: Trace | undefined, language: Language): string[] => {
  if (trace === undefined) return [];
  const lines = trace.traces.map(({ traceId, events, from, to }) => `  ${traceId}  ${events}  ${from} … ${to}`);
  return [language === 'zh' ? `跟踪编号（${lines.length}）` : `Traces (${lines.length})`, ...lines];
};

const pick = (name: string, value: string | null | undefined): Readonly<Record<string, string>> =>
  value === undefined || value === null ? {} : { [name]: value };

const counted = (count: number, zh: string, en: string, language: Language): string =>
  language === 'zh' ? `共 ${count} ${zh}` : `${count} ${en}`;
