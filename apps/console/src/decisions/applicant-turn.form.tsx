import { useState } from 'react';
import { Alert } from 'antd';
import type { ApplicationView, DueDate } from '#libs/contracts';
import { INSPECTION_ITEMS } from '#libs/policy';
import { useApplication } from '../cases/cases.api.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import { FileField, type StoredFile } from './file-field.part.js';
import { FormEnd } from './form-end.part.js';
import { TextField } from './text-field.part.js';
import { useForm, type FormProps } from './use-form.part.js';

type Reason = Readonly<{ reasonText: string }>;

const useTurn = (application: ApplicationView, turn: string, bodyOf: (values: Reason) => unknown) => {
  const [isDone, setIsDone] = useState(false);
  const [noteDone] = useState(() => () => setIsDone(true));
  const form = useForm<Reason>({
    path: `/api/applications/applications/${application.id}/${turn}`,
    initial: { reasonText: '' },
    version: application.version,
    bodyOf: (values) => ({ body: bodyOf(values) }),
    onAnswer: noteDone,
  });
  return { form, isDone };
};

/** The chair gives the application up. */
export const WithdrawalForm = ({ application }: { application: ApplicationView }) => {
  const words = useDecisionWords();
  const planWords = usePlanFormWords();
  const { form, isDone } = useTurn(application, 'withdrawal', ({ reasonText }) =>
    reasonText.trim() === '' ? {} : { reasonText: reasonText.trim() },
  );
  const { status } = application;
  const isPublic = status === 'PUBLICITY' || status === 'OBJECTION';
  if (isDone) return <Alert type="success" showIcon title={words.done} />;
  return (
    <form onSubmit={form.submit} noValidate>
      <Alert type="warning" showIcon title={isPublic ? planWords.withdrawInNotice : planWords.withdrawHint} />
      <TextField
        label={planWords.withdrawReason}
        errors={form.at('/reasonText')}
        value={form.values.reasonText}
        onChange={(reasonText) => form.change({ reasonText })}
      />
      <FormEnd {...form.end} pointers={['/reasonText']} label={planWords.withdraw} danger />
    </form>
  );
};

/** A rejection is to be decided anew, by somebody else, once. */
export const ReconsiderationForm = ({ application, by }: { application: ApplicationView; by: DueDate }) => {
  const { words } = useWords();
  const decisionWords = useDecisionWords();
  const planWords = usePlanFormWords();
  const { form, isDone } = useTurn(application, 'reconsideration', ({ reasonText }) => ({
    reasonText: reasonText.trim(),
  }));
  if (isDone) return <Alert type="success" showIcon title={decisionWords.done} />;
  return (
    <form onSubmit={form.submit} noValidate>
      <p>{planWords.reconsiderHint(words.date(by.dueOn))}</p>
      <p className="quiet">{by[words.language]}</p>
      <TextField
        label={decisionWords.reasonText}
        hint={decisionWords.reasonHint}
        errors={form.at('/reasonText')}
        value={form.values.reasonText}
        onChange={(reasonText) => form.change({ reasonText })}
      />
      <FormEnd {...form.end} pointers={['/reasonText']} label={planWords.reconsider} />
    </form>
  );
};

type Evidence = Readonly<Record<string, readonly StoredFile[]>>;

/** What failed on the visit is put right: one paper for each item. */
export const RectificationForm = ({ task, path, onAnswer }: FormProps) => {
  const { words } = useWords();
  const planWords = usePlanFormWords();
  const { data: application } = useApplication(task.caseId);
  const items = application?.rectification?.failedItems ?? [];
  const form = useForm<Evidence>({
    path: `${path}/rectification`,
    initial: {},
    version: task.version,
    bodyOf: (values) => {
      const open = items.filter((item) => values[item]?.[0] === undefined);
      if (open.length > 0) {
        const text = planWords.evidenceNeeded;
        return { errors: open.map((item) => ({ rule: 'F10', pointer: `/${item}`, text, source: undefined })) };
      }
      return { body: { evidence: items.map((item) => ({ item, hash: values[item]?.[0]?.hash })) } };
    },
    onAnswer,
  });
  const nameOf = (item: string): string =>
    Object.hasOwn(INSPECTION_ITEMS, item)
      ? INSPECTION_ITEMS[item as keyof typeof INSPECTION_ITEMS][words.language]
      : item;
  return (
    <form onSubmit={form.submit} noValidate>
      <p>{planWords.rectificationHint}</p>
      {items.map((item) => (
        <FileField
          key={item}
          label={nameOf(item)}
          accept="application/pdf,image/*"
          service="applications"
          caseId={task.caseId}
          files={form.values[item] ?? []}
          most={1}
          errors={form.at(`/${item}`)}
          onChange={(files) => form.change({ [item]: files })}
        />
      ))}
      <FormEnd {...form.end} pointers={items.map((item) => `/${item}`)} label={planWords.rectify} />
    </form>
  );
};
