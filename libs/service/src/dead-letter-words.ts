import type { LetterBuried, ServiceName } from '#libs/contracts';

/** Both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Who was not told, by service; the part is the handler that refused. */
const LISTENERS: Readonly<Record<ServiceName, Words>> = {
  applications: { zh: '申请服务', en: 'applications' },
  approvals: { zh: '审批服务', en: 'approvals' },
  payments: { zh: '支付服务', en: 'payments' },
  audits: { zh: '审计日志', en: 'the audit log' },
  pipelines: { zh: '程序接口', en: 'pipelines' },
  workflows: { zh: '该申请的流程', en: 'the workflow of the case' },
};

const PARTS: Readonly<Record<string, Words>> = {
  OpenTasks: { zh: '的待办清单', en: 'the inbox' },
  ApplicationListView: { zh: '的申请列表', en: 'the list of cases' },
  CaseAgeView: { zh: '的办理时长统计', en: 'the ages of cases' },
  GrantListView: { zh: '的补助列表', en: 'the list of grants' },
  ApplicationClaimConsumer: { zh: '的占用登记', en: 'the claims on employer and site' },
  EvidenceFacts: { zh: '的拨付依据', en: 'the evidence for grants' },
  FeedConsumer: { zh: '的事件流', en: 'the feed for programs' },
};

/** Which effect is missing, as an operator says it: "the inbox of approvals did not learn of review.decided". */
export const missingEffect = (service: ServiceName, letter: LetterBuried): Words => {
  const listener = LISTENERS[service];
  if (letter.caseId === null) {
    return {
      zh: '没有缺少任何结果：该消息不是事实的所有者发出的',
      en: 'Nothing is missing: the owner of the facts did not send this message',
    };
  }
  const part = PARTS[letter.part ?? ''];
  const who: Words = {
    zh: `${listener.zh}${part?.zh ?? ''}`,
    en: part === undefined ? listener.en : `${part.en} of ${listener.en}`,
  };
  const verb: Words =
    service === 'workflows' ? { zh: '未被告知', en: 'was not told of' } : { zh: '未获知', en: 'did not learn of' };
  const { event } = letter;
  return event === null
    ? {
        zh: `${who.zh}${verb.zh}该消息内容：其内容不是事实`,
        en: `${who.en} ${verb.en} whatever this message was to tell: it is no event`,
      }
    : {
        zh: `${who.zh}${verb.zh} ${event.type}（${event.subject} 的第 ${event.sequence} 条事实）`,
        en: `${who.en} ${verb.en} ${event.type} (event ${event.sequence} of ${event.subject})`,
      };
};
