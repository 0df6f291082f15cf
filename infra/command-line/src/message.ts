import { NuanchaoProblem, WebhookRefused } from '#libs/client';
import { WrongCall, type Language } from './command-wish.js';

/** Two texts of one meaning; the reader's language chooses. */
export type Words = Readonly<Record<Language, string>>;

/** What helps, beside what the rule itself says. By rule first, then by status; 0 means that nobody answered. */
const CURES: Readonly<Record<string, Words>> = {
  'G-KEY-REUSED': {
    zh: '同一幂等键已用于别的内容：改用新的 --key 或 --intent；批量文件改动后请另存为新文件',
    en: 'The key was used for other content: give another --key or --intent; save a changed batch as another file',
  },
  'G-NOT-YET': {
    zh: '事实尚未到达：稍后再试，或加大 --patience',
    en: 'It has not arrived yet: try later, or with more --patience',
  },
  'R-PROC-07': { zh: '看到的版本已旧：重新查询后再办', en: 'The version is stale: query again, then send again' },
  0: {
    zh: '无人应答：确认地址正确且服务已启动（npm start），再次执行即可',
    en: 'Nobody answered: check the address and that it runs (npm start), then call again',
  },
  400: {
    zh: '内容不符合接口文档：对照 docs/api 修改指出的字段',
    en: 'It is not what the API document asks for: mend the named field, see docs/api',
  },
  401: { zh: '账号或密钥无效：重新执行 nuanchao login', en: 'The account or its secret is not valid: nuanchao login' },
  403: {
    zh: '该账号无此权限：换账号，或请系统管理员增加所需的 scope',
    en: 'The account may not do this: use another one, or have its scope added by an operator',
  },
  404: { zh: '编号有误，或该账号无权看到', en: 'The id is wrong, or the account may not see it' },
  503: {
    zh: '服务暂不可用：稍后再次执行，不会办两次',
    en: 'A service is away: call again later, nothing is done twice',
  },
};

const cureOf = (rule: string | undefined, status: number): Words | undefined =>
  CURES[rule ?? ''] ?? CURES[String(status)] ?? (status >= 500 ? CURES['503'] : undefined);

/** What went wrong, for people: each broken rule with its field, and what helps. */
export const errorText = (error: unknown, language: Language): string => {
  if (error instanceof WrongCall) return error[language];
  if (error instanceof WebhookRefused) {
    return language === 'zh' ? `签名核对未通过：${error.message}` : `The webhook is refused: ${error.message}`;
  }
  if (!(error instanceof NuanchaoProblem)) return error instanceof Error ? error.message : String(error);
  const { problem, status, rule } = error;
  const rules = (problem?.errors ?? []).map(
    (part) => `${part.rule}${part.pointer === '' ? '' : `  ${part.pointer}`}  ${part[language]}`,
  );
  const whole = problem === undefined ? [error.message] : [`${problem.rule}  ${detailIn(problem, language)}`];
  const cure = cureOf(rule, status);
  const help = cure === undefined ? [] : [`${language === 'zh' ? '怎么办' : 'Cure'}: ${cure[language]}`];
  return [...(rules.length === 0 ? whole : rules), ...help].join('\n');
};

const detailIn = (problem: { readonly detail: string; readonly detailEn: string }, language: Language): string =>
  language === 'zh' ? problem.detail : problem.detailEn;

/** The same for programs. */
export const errorValue = (error: unknown): Readonly<Record<string, unknown>> => {
  if (error instanceof NuanchaoProblem) {
    const { status, problem, rule = null } = error;
    const { zh, en } = cureOf(rule ?? undefined, status) ?? { zh: null, en: null };
    return { error: { status, rule, errors: problem?.errors ?? [], message: error.message, cureZh: zh, cureEn: en } };
  }
  return {
    error: { status: null, rule: null, errors: [], message: error instanceof Error ? error.message : String(error) },
  };
};

/** 1: the product or a signature said no. 2: called wrongly, not signed in, or nobody answered. */
export const exitCodeOf = (error: unknown): 1 | 2 => {
  if (error instanceof WebhookRefused) return 1;
  if (!(error instanceof NuanchaoProblem)) return 2;
  return error.status === 0 || error.status === 401 || error.status >= 500 ? 2 : 1;
};
